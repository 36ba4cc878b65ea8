"""``/ns``: the ontology and its terms."""
