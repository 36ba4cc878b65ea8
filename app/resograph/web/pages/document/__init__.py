"""A document that is held."""
