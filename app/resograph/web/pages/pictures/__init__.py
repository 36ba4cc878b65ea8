"""``/pictures``: drawings, each with its facts."""
