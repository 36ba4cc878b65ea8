"""``/search``: words looked for in all texts."""
