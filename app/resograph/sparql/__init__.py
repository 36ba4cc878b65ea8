"""A SPARQL query as a value: its form, its dataset, its values, the formats wanted; nothing that runs it."""

from resograph.sparql.errors import QueryError, RefusedQueryError
from resograph.sparql.formats import Formats, ResultKind
from resograph.sparql.query import Query

__all__ = ["Formats", "Query", "QueryError", "RefusedQueryError", "ResultKind"]
