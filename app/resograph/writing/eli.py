"""What ELI's readers want of a document and the graph does not hold: worked out of its triples when it is served.

In the store it would be some 200 triples a document in six languages, for addresses that follow from others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from resograph.resources import table
from resograph.writing.terms import DCT, ISO_639_1, PREFIXES, RESO, TYPE

_ELI = PREFIXES["eli"]
_VERSION = ox.NamedNode(f"{RESO}expressionOf")
_KINDS = {
    ox.NamedNode(RESO + name)
    for name in ("Resolution", "Decision", "PresidentialStatement", "Report", "Draft", "Record")
}


def eli_triples(triples: Iterable[ox.Triple], work: str) -> Iterator[ox.Triple]:
    """Type, language, title, date of publication, a Format for each form of each language version; drafts and votes.

    Args:
        triples: of a work, or of one language version.
        work: address of the work.
    """
    known = list(triples)
    versions = {triple.subject for triple in known if triple.predicate == _VERSION}
    for triple in known:
        if triple.subject in versions:
            yield from _of_version(triple)
        elif triple.predicate == TYPE and triple.object in _KINDS and triple.subject == ox.NamedNode(work):
            yield _say(triple.subject, "type_document", triple.object)
        yield from _of_drafting(triple)
    for version in versions:
        assert isinstance(version, ox.NamedNode)
        yield from _formats(version)


def _of_version(triple: ox.Triple) -> Iterator[ox.Triple]:
    value = triple.object
    if triple.predicate.value == f"{DCT}language" and isinstance(value, ox.NamedNode):
        name = table("data", "eli.toml")["languages"][value.value.removeprefix(ISO_639_1)]
        yield _say(triple.subject, "language", _authority("language", name))
    elif triple.predicate.value == f"{DCT}title":
        yield _say(triple.subject, "title", value)
    elif triple.predicate.value == f"{DCT}issued":
        yield _say(triple.subject, "date_publication", value)


def _of_drafting(triple: ox.Triple) -> Iterator[ox.Triple]:
    """What ELI-DL says of a draft or a vote."""
    terms = table("data", "eli.toml")["draft_legislation"]
    name, value = triple.predicate.value.removeprefix(RESO), triple.object
    if name == "draft":
        yield ox.Triple(_named(value), TYPE, _named(terms["namespace"] + terms["draft"]))
    elif name == "vote":
        yield ox.Triple(_named(value), TYPE, _named(terms["namespace"] + terms["vote"]))
        yield ox.Triple(_named(value), _named(terms["namespace"] + terms["decided_on"]), _named(triple.subject))
    elif name in terms["properties"]:
        yield ox.Triple(triple.subject, _named(terms["namespace"] + terms["properties"][name]), value)


def _named(value: object) -> ox.NamedNode:
    return value if isinstance(value, ox.NamedNode) else ox.NamedNode(str(value))


def _formats(version: ox.NamedNode) -> Iterator[ox.Triple]:
    for suffix, name in table("data", "eli.toml")["formats"].items():
        form = ox.NamedNode(f"{version.value}.{suffix}")
        yield _say(version, "is_embodied_by", form)
        yield ox.Triple(form, TYPE, ox.NamedNode(f"{_ELI}Format"))
        yield _say(form, "embodies", version)
        yield _say(form, "format", _authority("file-type", name))


def _say(subject: object, property_: str, value: object) -> ox.Triple:
    assert isinstance(subject, ox.NamedNode) and isinstance(value, ox.NamedNode | ox.Literal)
    return ox.Triple(subject, ox.NamedNode(_ELI + property_), value)


def _authority(kind: str, name: str) -> ox.NamedNode:
    return ox.NamedNode(f"{table('data', 'eli.toml')['authority']}{kind}/{name}")
