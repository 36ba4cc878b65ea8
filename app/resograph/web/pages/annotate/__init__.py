"""``/annotate``: what any text refers to."""
