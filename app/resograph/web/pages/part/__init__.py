"""Some parts of a document."""
