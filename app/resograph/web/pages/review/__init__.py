"""``/review``: a list of citations, reviewed."""
