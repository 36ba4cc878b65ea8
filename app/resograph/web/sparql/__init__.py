"""SPARQL 1.1 Protocol over whatever store is served."""

from resograph.web.sparql.answering import answer, table
from resograph.web.sparql.endpoint import SparqlEndpoint

__all__ = ["SparqlEndpoint", "answer", "table"]
