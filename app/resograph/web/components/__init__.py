"""What several pages are made of: the layout, links, cells, acts, sections, figures."""
