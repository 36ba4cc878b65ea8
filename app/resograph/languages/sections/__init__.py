"""What stands in each file of a language: a dataclass a file, whose fields are its keys."""
