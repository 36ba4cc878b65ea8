"""What can be wrong with a query."""

from __future__ import annotations

from resograph.errors import ReportedError


class QueryError(ReportedError, ValueError):
    """The query is no SPARQL, or the engine gave up on it; the message is the engine's, with line and column."""


class RefusedQueryError(ReportedError, ValueError):
    """The query is not allowed here; the message says why and what to do."""
