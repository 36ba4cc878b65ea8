"""A vote, by its address."""
