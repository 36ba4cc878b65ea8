"""SPARQL 1.1 Protocol over whatever store is served."""

from resograph.web.sparql.answering import answer, look_at
from resograph.web.sparql.endpoint import SparqlEndpoint
from resograph.web.sparql.shown import shown

__all__ = ["SparqlEndpoint", "answer", "look_at", "shown"]
