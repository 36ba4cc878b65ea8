"""The tools: each a function of the application and typed parameters that gives a typed answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from resograph.assistants.tools.annotating import annotate
from resograph.assistants.tools.asking import run_query, schema, sparql
from resograph.assistants.tools.citing import citations
from resograph.assistants.tools.comparing import compare
from resograph.assistants.tools.drafting import check_draft
from resograph.assistants.tools.finding import find
from resograph.assistants.tools.mandates import mandates, reports_due
from resograph.assistants.tools.quoting import verify_quotation
from resograph.assistants.tools.reading import read
from resograph.assistants.tools.searching import search
from resograph.assistants.tools.voting import votes
from resograph.assistants.tools.wording import agreed_language, lineage

TOOLS: Mapping[str, Callable[..., Any]] = {
    tool.__name__: tool
    for tool in (
        find,
        read,
        search,
        agreed_language,
        lineage,
        compare,
        mandates,
        reports_due,
        votes,
        citations,
        verify_quotation,
        check_draft,
        annotate,
        run_query,
        sparql,
        schema,
    )
}
"""Name → function: the first parameter is the application; one that is awaited runs on the event loop."""
