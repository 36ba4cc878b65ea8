"""``/agreement``: with whom a State votes most and least."""
