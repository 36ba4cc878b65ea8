"""``/compare``: two held documents side by side."""
