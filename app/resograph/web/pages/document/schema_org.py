"""A document or a part as schema.org has it, for those who index pages."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Address
from resograph.web.pages.document.view import WorkView
from resograph.writing.terms import UN_TERMS


def schema_org(graph: ReleaseGraph, view: WorkView, wanted: Address) -> Markup:
    """The record as JSON that may stand in a script element (https://schema.org/Legislation)."""
    work = Address(wanted.symbol)
    record: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": graph.iri(work),
        "identifier": wanted.symbol.text,
        "name": view.title,
        "inLanguage": view.language,
        "license": UN_TERMS,
        "publisher": {"@type": "Organization", "name": "United Nations"},
    }
    if view.adopted:
        record["legislationDate"] = view.adopted
    if bodies := view.links("adoptedBy"):
        record["legislationPassedBy"] = {"@type": "Organization", "name": bodies[0].name}
    if wanted.portion:
        address = graph.iri(work.part(wanted.portion))
        record = {"@context": "https://schema.org", "@type": "Legislation", "@id": address, "isPartOf": record}
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c"))
