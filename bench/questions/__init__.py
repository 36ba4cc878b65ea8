"""A benchmark of questions in six languages, in the form of the text2sparql challenge; see README.md beside this."""
