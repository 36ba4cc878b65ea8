"""The ``meta`` block of an AKN4UN file: FRBR identification, workflow, references."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from resograph.documents import Document, Registry
from resograph.symbols import akn_iri
from resograph.symbols.akn import LANGUAGES, number_of
from resograph.writing.akn.base import UNKNOWN_DATE, element
from resograph.writing.akn.registry import write_classification, write_vote, write_workflow
from resograph.writing.akn.variants import proponents_of

_ORGANS = {
    "un-ga": ("generalAssembly", "General Assembly"),
    "un-sc": ("securityCouncil", "Security Council"),
    "un-ecosoc": ("economicAndSocialCouncil", "Economic and Social Council"),
    "un-hrc": ("humanRightsCouncil", "Human Rights Council"),
}
_CONCEPTS = {
    "dateOfAdoption": "Date of adoption",
    "dateOfIssuance": "Date of issuance",
    "dateOfReissue": "Date of reissue",
    "symbol": "Symbol",
    "title": "Title",
}

_UNNUMBERED = "unnumbered"
"""What stands for the number of a draft that bears none."""


@dataclass(frozen=True)
class Iris:
    """The IRIs of work, expression and manifestation, without component."""

    work: str
    expression: str

    @classmethod
    def of(cls, document: Document) -> Iris:
        """The document's IRIs; what no organ adopts is a ``doc`` of the UN."""
        symbol, cover = document.symbol, document.cover
        day = cover.adopted or cover.issued or UNKNOWN_DATE
        number = symbol.text.replace("/", "-") or _UNNUMBERED
        work = akn_iri(symbol, day) or f"/akn/un/doc/{symbol.kind.lower()}/un/{day}/{number}"
        version = document.issue.isoformat() if document.issue else ""
        return cls(work, f"{work}/{LANGUAGES[document.language]}@{version}")


def write_meta(parent: etree._Element, document: Document, component: str = "main") -> None:
    """Append ``meta``, of the main text or of an annex."""
    meta = element("meta", parent)
    iris, cover, symbol = Iris.of(document), document.cover, document.symbol
    organ = _ORGANS.get(symbol.body or "")
    author = f"#{organ[0]}" if organ else "#un"
    identification = element("identification", meta, source="#resograph")
    work = element("FRBRWork", identification)
    element("FRBRthis", work, value=f"{iris.work}/!{component}")
    element("FRBRuri", work, value=iris.work)
    if symbol.text:
        element("FRBRalias", work, value=symbol.text, name="symbol")
    element("FRBRdate", work, date=str(cover.adopted or UNKNOWN_DATE), name="adoption" if cover.adopted else "unknown")
    element("FRBRauthor", work, href=author, as_="#author")
    element("FRBRcountry", work, value="un")
    element("FRBRsubtype", work, value=document.kind.value)
    element("FRBRnumber", work, value=number_of(symbol) if symbol.body else symbol.text or _UNNUMBERED)
    expression = element("FRBRExpression", identification)
    element("FRBRthis", expression, value=f"{iris.expression}/!{component}")
    element("FRBRuri", expression, value=iris.expression)
    if cover.issued:
        element("FRBRdate", expression, date=str(cover.issued), name="publication")
    if cover.reissued:
        element("FRBRdate", expression, date=str(cover.reissued), name="reissue")
    if not document.issue:
        element("FRBRdate", expression, date=str(UNKNOWN_DATE), name="unknown")
    element("FRBRauthor", expression, href=author, as_="#issuer")
    element("FRBRlanguage", expression, language=LANGUAGES[document.language])
    manifestation = element("FRBRManifestation", identification)
    element("FRBRthis", manifestation, value=f"{iris.expression}/!{component}.xml")
    element("FRBRuri", manifestation, value=f"{iris.expression}.xml")
    element("FRBRdate", manifestation, date=str(document.issue or cover.adopted or UNKNOWN_DATE), name="markup")
    element("FRBRauthor", manifestation, href="#resograph", as_="#editor")
    if component == "main":
        registry = document.registry or Registry()
        write_classification(meta, registry)
        write_workflow(meta, registry, cover.adopted, author)
        write_vote(meta, registry.vote)
        _write_references(meta, organ, proponents_of(document))


def _write_references(meta: etree._Element, organ: tuple[str, str] | None, proponents: Mapping[str, str]) -> None:
    references = element("references", meta, source="#resograph")
    ontology = "/akn/ontology"
    element(
        "TLCOrganization", references, eId="resograph", href=f"{ontology}/organization/un/resograph", showAs="resograph"
    )
    element(
        "TLCOrganization",
        references,
        eId="un",
        href=f"{ontology}/organization/un/unitedNations",
        showAs="United Nations",
    )
    if organ:
        element(
            "TLCOrganization", references, eId=organ[0], href=f"{ontology}/organization/un/{organ[0]}", showAs=organ[1]
        )
    for name, eid in proponents.items():
        element("TLCOrganization", references, eId=eid, href=f"{ontology}/organization/un/{eid}", showAs=name)
    for eid, label in _CONCEPTS.items():
        element("TLCConcept", references, eId=eid, href=f"{ontology}/concept/un/{eid}", showAs=label)
    element("TLCConcept", references, eId="adopted", href=f"{ontology}/concept/un/adopted", showAs="Adopted")
    for role in ("author", "issuer", "editor"):
        element("TLCRole", references, eId=role, href=f"{ontology}/role/un/{role}", showAs=role.capitalize())
