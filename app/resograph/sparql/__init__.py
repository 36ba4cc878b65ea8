"""A SPARQL query as a value: its shape, its dataset, its values, the forms that answer it."""
