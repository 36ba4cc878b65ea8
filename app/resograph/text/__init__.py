"""Characters: normal forms, digits, letters that look alike, the letters of each script."""
