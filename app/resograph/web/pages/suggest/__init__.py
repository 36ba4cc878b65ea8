"""``/suggest``: what may be meant while somebody types."""
