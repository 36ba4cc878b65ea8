"""Word files: parts of the package → paragraphs as Word shows them, with their numbers, notes and emphasis → blocks."""
