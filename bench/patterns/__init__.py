"""Patterns of the house under attack: see ``__main__``."""
