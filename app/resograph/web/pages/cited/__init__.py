"""A document that is cited but not held."""
