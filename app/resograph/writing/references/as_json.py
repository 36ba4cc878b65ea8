"""References as a page of Web Annotations (W3C, JSON-LD): each with its words and where they stand."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from resograph.annotating.references import Reference
from resograph.writing.references.referred import Referred, Target
from resograph.writing.terms import DCT, RESO

CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "kind": f"{DCT}type",
        "name": f"{DCT}title",
        "held": None,  # of this deployment alone
        "rule": f"{RESO}rule",
        "language": f"{DCT}language",
    },
]
MOTIVATIONS = {"document": "linking", "entity": "identifying", "theme": "tagging"}
_AROUND = 32
"""Characters before and behind that tell the same words at other places apart."""


def references_json(referred: Referred) -> dict[str, Any]:
    """All annotations; the source is the name of the text's own characters (RFC 6920), since it is kept nowhere."""
    digest = hashlib.sha256(referred.text.encode()).digest()
    source = f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"
    items = [_annotation(referred, one, source) for one in referred.references]
    return {"@context": CONTEXT, "type": "AnnotationPage", "language": referred.language, "items": items}


def _annotation(referred: Referred, one: Reference, source: str) -> dict[str, Any]:
    text, (start, end) = referred.text, one.span
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[start:end],
        "prefix": text[max(0, start - _AROUND) : start],
        "suffix": text[end : end + _AROUND],
    }
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    return {
        "type": "Annotation",
        "motivation": MOTIVATIONS[one.kind],
        "body": [_body(target) for target in referred.targets(one)],
        "target": {"source": source, "selector": [position, quote]},
        "rule": one.rule,
    }


def _body(target: Target) -> dict[str, Any]:
    body: dict[str, Any] = {"id": target.address, "kind": target.kind, "name": target.name}
    return body if target.held is None else body | {"held": target.held}
