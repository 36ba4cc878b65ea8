"""``/documents``: what is held, as a list."""
