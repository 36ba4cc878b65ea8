"""Concepts with their names in six languages, from ``data/vocabularies``."""
