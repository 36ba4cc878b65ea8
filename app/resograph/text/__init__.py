"""Characters: normal forms, marks, digits, look-alike letters, Arabic; what needs a language stands in languages."""
