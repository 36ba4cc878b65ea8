"""``reso:search`` inside queries: read as SPARQL's grammar has it, and the matches put in its place."""
