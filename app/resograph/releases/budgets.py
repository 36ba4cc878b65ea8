"""Documents that budgets cite as mandates, by the entity or the programme that they are cited for."""

from __future__ import annotations

import pyoxigraph as ox

from resograph.releases.reader import ReleaseGraph
from resograph.writing.terms import RESO, SCHEMA

_PROGRAMME = (("programme", None), ("programmeTitle", "en"), ("subprogramme", "en"))
"""What a programme may be named by, and the language of that."""


def cited_in_budgets(graph: ReleaseGraph, entity: str = "", programme: str = "") -> tuple[str, ...]:
    """Symbols of the documents cited, sorted; none where nobody harvested budgets.

    Args:
        graph: the release.
        entity: path of the entity that cites; "" for all.
        programme: number or title of the programme, or name of the subprogramme; "" for all.
    """
    found: list[set[str]] = []
    if entity:
        found.append(set(graph.pointing_at(graph.iri(entity), f"{RESO}citingEntity")))
    if programme:
        values = [(name, ox.Literal(programme, language=language)) for name, language in _PROGRAMME]
        found.append({record for name, value in values for record in graph.subjects(RESO + name, value)})
    records = set.intersection(*found) if found else set()
    return tuple(sorted({graph.path(iri) for record in records for iri in graph.objects(record, f"{SCHEMA}about")}))
