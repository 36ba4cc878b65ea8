"""PDF: what its pages draw → rows → body, notes and furniture, told apart by place, size and font."""
