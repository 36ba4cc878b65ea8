"""What a text of the Security Council is about, in words: the Council gives its texts a number and no title.

The text's own words come first (a statement names the agenda item), then the agenda item in the catalogue, then what
the cataloguer's title says, then the themes that a machine ranks first. Which of these it was is told beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from resograph.annotating.voices import voices
from resograph.documents import Document, Registry
from resograph.merging.subjects import subjects
from resograph.merging.work import Work
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing.terms import reso

Told = tuple[str, str]
"""Words and their language."""

_QUOTED = re.compile(r"[“«„”\"](?P<words>[^“«„”»\"]{3,300})[”»“\"]")
_BRACKETED = re.compile(r"\[(?P<words>[^\[\]]+)\]\s*$")
_UNTITLED = "un-sc"
"""The body that gives what it adopts no title."""


def subject_triples(work: Work, me: ox.NamedNode, words: Vocabulary) -> Iterator[ox.Triple]:
    """The subject of a work with its source; nothing where the body gives titles."""
    if voices(work.reference.document).own != _UNTITLED:
        return
    source, told = subject_of(work, words)
    for text, language in told:
        yield ox.Triple(me, reso("subject"), ox.Literal(text, language=language))
    if told:
        yield ox.Triple(me, reso("subjectSource"), ox.Literal(source))


def subject_of(work: Work, words: Vocabulary) -> tuple[str, list[Told]]:
    """Where the subject is from ("text", "agenda", "catalogue", "themes"), and its words."""
    documents = [version.document for version in work.versions]
    registry = next((document.registry for document in documents if document.registry), None) or Registry()
    if named := [told for document in documents if (told := _named_item(document))]:
        return "text", named
    items = [one.label.rstrip(". ") for one in registry.agenda if one.label and not one.label.isupper()]
    if items:
        return "agenda", [(item, "en") for item in dict.fromkeys(items)]
    if bracketed := _BRACKETED.search(registry.title or ""):
        return "catalogue", [(bracketed["words"].strip(), "en")]
    return "themes", _first_theme(work, words)


def _named_item(document: Document) -> Told | None:
    """The agenda item that a statement names in marks where it tells its occasion."""
    occasion = next((part.text for part in document.walk() if part.role == "intro"), "")
    found = _QUOTED.search(occasion)
    return (found["words"].strip(" .,،"), document.language) if found else None


def _first_theme(work: Work, words: Vocabulary) -> list[Told]:
    path = next(iter(subjects(work, words)), "")
    concept = words.get(path) if path else None
    if concept is None:
        return []
    labels = ((concept.preferred(version.language), version.language) for version in work.versions)
    return [(label, language) for label, language in labels if label]
