"""A vocabulary of others, in SKOS, as concepts of ours: checked, and merged with what is known already."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox

from resograph.documents.errors import UnreadableError
from resograph.documents.xml import parse_xml
from resograph.symbols.address import LANGUAGES, AddressError, mint
from resograph.text.nesting import deepest
from resograph.vocabularies.concepts import RESO, SKOS, Concept, Vocabulary, VocabularyError

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
}
"""Ending of a file's name → its format."""

_DEEPEST = 200
"""Brackets within brackets in JSON-LD: the parser ends its process where they are some thousands."""
_OWN = "vocabulary:///"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_UNBIS = re.compile(r"https?://metadata\.un\.org/thesaurus[/#](?P<id>[\w.\-]+)")
_UNBIS_IRI = "http://metadata.un.org/thesaurus/"
_KINDS = {f"{SKOS}prefLabel": "prefLabel", f"{SKOS}altLabel": "altLabel", f"{SKOS}hiddenLabel": "hiddenLabel"}
_SCHEMES = ("actor", "body", "state", "event", "instrument", "publication", "theme")
_OWN_PATH = re.compile(rf"(?:{'|'.join(_SCHEMES)})/[a-z0-9][a-z0-9.\-]*")
_MATCHES = ("exactMatch", "closeMatch")
_NOTES = ("scopeNote", "definition", "note", "historyNote", "editorialNote", "changeNote", "example")
_REPLACED = "http://purl.org/dc/terms/isReplacedBy"
_RELATIONS = {"skos:broader": f"{SKOS}broader", "skos:related": f"{SKOS}related", "dct:isReplacedBy": _REPLACED}
"""Relations between concepts that are kept; narrower is kept as broader."""
_DEPRECATED = "http://www.w3.org/2002/07/owl#deprecated"
_SUBJECT = "http://purl.org/dc/terms/subject"


@dataclass
class TaughtConcept:
    """A concept as it will stand: its path, classes, new labels (kind, text, language), matches and broader ones."""

    path: str
    known: bool = False
    """Whether the vocabulary has it: then only what is new about it is written."""
    classes: set[str] = field(default_factory=set)
    labels: list[tuple[str, str, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """Prefixed property and address."""
    notes: list[tuple[str, str, str]] = field(default_factory=list)
    """Property of SKOS, text, language."""
    deprecated: bool = False
    """Whether the thesaurus gave it up: it keeps its names and is read in no text."""


@dataclass(frozen=True)
class Adopted:
    """Concepts to be added, how many are new, and what a person may want to know."""

    entries: tuple[TaughtConcept, ...]
    new: int
    merged: int
    labels: Mapping[str, int]
    """Language → labels that were not known."""
    other_languages: int
    """Labels in none of the six languages, left out."""
    unknown: int
    """Things with subjects that are no concepts here, left out."""
    without_english: int
    clashes: tuple[str, ...]
    """Names that another concept has too."""
    deprecated: int = 0
    """Concepts that the file gives up."""
    nameless: int = 0
    """Of these, those that have no name and are not known, left out."""


def read_skos(content: bytes, name: str, base: str, most_bytes: int) -> list[ox.Triple]:
    """The statements of a file, by the ending of its name; addresses of ours as ``vocabulary:///actor/…``.

    Raises:
        VocabularyError: it is too large, of no known format, or broken; it declares a DTD; it wants something fetched.
    """
    if len(content) > most_bytes:
        raise VocabularyError(
            f"{name} is too large ({len(content):,} bytes; at most {most_bytes:,} are read: RESOGRAPH_VOCABULARY_MB)."
        )
    format_ = FORMATS.get(name.rpartition(".")[2].lower())
    if format_ is None:
        raise VocabularyError(f"{name} has no known ending; there are {', '.join(f'.{one}' for one in FORMATS)}.")
    try:
        if format_ is ox.RdfFormat.RDF_XML:
            _, findings = parse_xml(content, name)  # refuses document types and entities before anything reads them
            if findings:
                raise VocabularyError(f"{name} is not well-formed XML: {findings[0].evidence}.")
        if format_ is ox.RdfFormat.JSON_LD and deepest(content) > _DEEPEST:
            raise VocabularyError(f"{name} is nested more than {_DEEPEST} deep; write it flat.")
        triples = [quad.triple for quad in ox.parse(content, format_, base_iri=_OWN)]
    except UnreadableError as error:
        raise VocabularyError(str(error)) from None
    except (SyntaxError, UnicodeDecodeError, ValueError) as error:
        if isinstance(error, VocabularyError):
            raise
        if "LoadDocument" in str(error):
            raise VocabularyError(
                f"{name} wants a context from elsewhere, and nothing is fetched; write its context into the file."
            ) from None
        raise VocabularyError(f"{name} cannot be read: {error}; mend that place.") from None
    return [_local(triple, base) for triple in triples]


def _local(triple: ox.Triple, base: str) -> ox.Triple:
    def own(node: Any) -> Any:
        ours = isinstance(node, ox.NamedNode) and node.value.startswith(base)
        return ox.NamedNode(_OWN + node.value.removeprefix(base)) if ours else node

    return ox.Triple(own(triple.subject), triple.predicate, own(triple.object))


def adopt(triples: Iterable[ox.Triple], name: str, known: Vocabulary) -> Adopted:
    """The concepts of a file as ours.

    A concept of the UNBIS Thesaurus is the theme of its number; one with an address of ours is that concept; one that
    a concept of ours matches exactly is that; any other becomes a theme, ``theme/{name}-{its own id}``.

    Args:
        triples: the statements of the file.
        name: short name of the file, for the addresses of its concepts.
        known: the vocabulary that it joins.

    Raises:
        VocabularyError: it holds no SKOS concepts, one has no name, or two get one address.
    """
    about: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for triple in triples:
        if isinstance(triple.subject, ox.NamedNode):
            about[triple.subject.value][triple.predicate.value].append(triple.object)
    concepts = {iri: values for iri, values in about.items() if _is_concept(iri, values)}
    matched = {iri: concept.path for concept in known for iri in concept.values.get("exactMatch", ())}
    mapped = {iri: values for iri, values in about.items() if iri not in concepts and _SUBJECT in values}
    if not concepts and not mapped.keys() & matched.keys():
        raise VocabularyError(
            "The file holds no SKOS concepts with addresses: give each one, the class skos:Concept and a "
            "skos:prefLabel. (Subjects of concepts that are known already need neither.)"
        )
    gone = {
        iri for iri, values in concepts.items() if not values.keys() & _KINDS.keys() and _is_deprecated(values)
    } - matched.keys()
    concepts = {iri: values for iri, values in concepts.items() if iri not in gone}
    paths = _paths(concepts, name, matched)
    _turn_narrower(concepts)
    names = _names(known)
    entries: dict[str, TaughtConcept] = {}
    counts: Counter[str] = Counter()
    new_labels: Counter[str] = Counter()
    clashes: dict[str, None] = {}
    for iri, values in sorted(concepts.items()):
        path = paths[iri]
        concept = known.get(path)
        entry = entries.setdefault(path, TaughtConcept(path, concept is not None))
        _take_labels(entry, iri, values, concept, counts, new_labels)
        _take_notes(entry, values, concept)
        _take_links(entry, iri, values, concept, _Targets(paths, known))
        _take_subjects(entry, values, known, paths)
        _take_classes(entry, iri, values, concept)
        for _, text, language in entry.labels:
            other = names.get((language, text.casefold()), path)
            if other != path and path.partition("/")[0] == other.partition("/")[0]:
                clashes[f"“{text}”@{language}: {path} and {other}"] = None
    for iri in sorted(mapped.keys() & matched.keys()):
        entry = entries.setdefault(matched[iri], TaughtConcept(matched[iri], True))
        _take_subjects(entry, mapped[iri], known, paths)
    merged = sum(entry.known for entry in entries.values())
    return Adopted(
        entries=tuple(
            entry
            for _, entry in sorted(entries.items())
            if entry.labels or entry.links or entry.notes or entry.deprecated
        ),
        new=len(entries) - merged,
        merged=merged,
        labels=dict(sorted(new_labels.items())),
        other_languages=counts["other"],
        unknown=len(mapped.keys() - matched.keys()),
        without_english=sum(
            not (concept := known.get(path)) and not any(lang == "en" for _, _, lang in entry.labels)
            for path, entry in entries.items()
        ),
        clashes=tuple(clashes),
        deprecated=sum(entry.deprecated for entry in entries.values()) + len(gone),
        nameless=len(gone),
    )


def _is_deprecated(values: Mapping[str, list[Any]]) -> bool:
    return any(getattr(node, "value", "") in ("true", "1") for node in values.get(_DEPRECATED, ()))


def _turn_narrower(concepts: Mapping[str, dict[str, list[Any]]]) -> None:
    """Adds to each concept what its broader ones say of it: the relation is kept one way."""
    for iri in list(concepts):
        for node in concepts[iri].get(f"{SKOS}narrower", ()):
            if isinstance(node, ox.NamedNode) and (below := concepts.get(node.value)) is not None:
                below.setdefault(f"{SKOS}broader", []).append(ox.NamedNode(iri))


def _is_concept(iri: str, values: Mapping[str, list[Any]]) -> bool:
    classes = {node.value for node in values.get(_TYPE, ()) if isinstance(node, ox.NamedNode)}
    return f"{SKOS}Concept" in classes or (iri.startswith(_OWN) and any(one.startswith(RESO) for one in classes))


def _paths(concepts: Iterable[str], name: str, matched: Mapping[str, str]) -> dict[str, str]:
    """The path of each concept; each has its own. ``matched`` has those that a concept of ours matches exactly."""
    paths: dict[str, str] = {}
    owners: dict[str, str] = {}
    for iri in sorted(concepts):
        unbis = _UNBIS.fullmatch(iri)
        if unbis:
            path = f"theme/{unbis['id'].lower()}"
        elif iri.startswith(_OWN):
            path = iri.removeprefix(_OWN)
            if not _OWN_PATH.fullmatch(path):
                raise VocabularyError(
                    f"“{path}” can be no address of a concept: begin with {'/, '.join(_SCHEMES)}/ and go on in "
                    "small letters, digits and hyphens (docs/vocabularies.md)."
                )
        else:
            own = re.sub(r"[^a-z0-9]+", "-", re.split(r"[/#]", iri.rstrip("/#"))[-1].lower()).strip("-")
            path = matched.get(iri) or f"theme/{name}-{own}"
        try:
            mint("", path)
        except AddressError as error:
            raise VocabularyError(str(error)) from None
        if owners.setdefault(path, _plain(iri)) != _plain(iri):
            raise VocabularyError(f"{owners[path]} and {iri} would both be {path}; give them ids that differ.")
        paths[iri] = path
    return paths


def _plain(iri: str) -> str:
    """An IRI as it is published: UNBIS has had two spellings."""
    unbis = _UNBIS.fullmatch(iri)
    return _UNBIS_IRI + unbis["id"] if unbis else iri


def _names(known: Vocabulary) -> dict[tuple[str, str], str]:
    return {(label.language, label.text.casefold()): concept.path for concept in known for label in concept.labels}


def _take_labels(
    entry: TaughtConcept, iri: str, values: Mapping[str, list[Any]], concept: Concept | None,
    counts: Counter[str], new_labels: Counter[str],
) -> None:  # fmt: skip
    given = [
        (kind, _squeezed(label.value), label.language)
        for predicate, kind in _KINDS.items()
        for label in values.get(predicate, ())
        if isinstance(label, ox.Literal) and label.language and label.value.strip()
    ]
    if not any(kind == "prefLabel" for kind, _, _ in given) and not _is_deprecated(values):
        raise VocabularyError(f'{iri} has no skos:prefLabel with a language; give it one, such as "…"@en.')
    shown = [label for label in concept.labels if label.kind != "hidden"] if concept else []
    hidden = {(_squeezed(label.text), label.language) for label in concept.labels} if concept else set()
    seen = {(_squeezed(label.text), label.language) for label in shown}
    seen |= {(text, language) for _, text, language in entry.labels}
    preferred = {label.language for label in concept.labels if label.kind == "preferred"} if concept else set()
    preferred |= {language for kind, _, language in entry.labels if kind == "prefLabel"}
    for kind, text, tag in given:
        language = tag.partition("-")[0].lower()
        if language not in LANGUAGES:
            counts["other"] += 1
        elif (text, language) not in seen and (kind != "hiddenLabel" or (text, language) not in hidden):
            seen.add((text, language))
            kind = "altLabel" if kind == "prefLabel" and language in preferred else kind
            preferred |= {language} if kind == "prefLabel" else set()
            entry.labels.append((kind, text, language))
            new_labels[language] += 1


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _take_notes(entry: TaughtConcept, values: Mapping[str, list[Any]], concept: Concept | None) -> None:
    """Notes in the six languages, and whether the concept is given up."""
    here = {text for name in _NOTES for text in concept.values.get(name, ())} if concept else set()
    for name in _NOTES:
        for note in values.get(SKOS + name, ()):
            language = note.language.partition("-")[0].lower() if isinstance(note, ox.Literal) and note.language else ""
            text = _squeezed(note.value) if language in LANGUAGES else ""
            if text and text not in here:
                entry.notes.append((name, text, language))
    entry.notes = list(dict.fromkeys(entry.notes))
    entry.deprecated |= _is_deprecated(values)


@dataclass(frozen=True)
class _Targets:
    """Concepts that a relation may lead to: those of the file and those that are known."""

    paths: Mapping[str, str]
    known: Vocabulary

    def of(self, node: object) -> str | None:
        """The path of a concept; None for what is none here."""
        if not isinstance(node, ox.NamedNode):
            return None
        unbis = _UNBIS.fullmatch(node.value)
        own = f"theme/{unbis['id'].lower()}" if unbis else node.value.removeprefix(_OWN)
        return self.paths.get(node.value) or (own if self.known.get(own) else None)


def _take_links(
    entry: TaughtConcept, iri: str, values: Mapping[str, list[Any]], concept: Concept | None, targets: _Targets
) -> None:
    here = set(concept.values.get("exactMatch", ())) if concept else set()
    if not iri.startswith(_OWN) and _plain(iri) not in here:
        entry.links.append(("skos:exactMatch", _plain(iri)))
    for match in _MATCHES:
        for node in values.get(SKOS + match, ()):
            if isinstance(node, ox.NamedNode) and not node.value.startswith(_OWN) and _plain(node.value) not in here:
                entry.links.append((f"skos:{match}", _plain(node.value)))
    for prefixed, predicate in _RELATIONS.items():
        held = set(concept.values.get(prefixed.partition(":")[2], ())) if concept else set()
        for node in values.get(predicate, ()):
            if (other := targets.of(node)) and other != entry.path and other not in held:
                entry.links.append((prefixed, other))
    entry.links = list(dict.fromkeys(entry.links))


def _take_subjects(
    entry: TaughtConcept, values: Mapping[str, list[Any]], known: Vocabulary, paths: Mapping[str, str]
) -> None:
    """The subjects that a taxonomy gives its concepts: themes of ours, where they are, else as they are published."""
    concept = known.get(entry.path)
    here = set(concept.values.get("subject", ())) if concept else set()
    for node in values.get(_SUBJECT, ()):
        if isinstance(node, ox.NamedNode):
            unbis = _UNBIS.fullmatch(node.value)
            own = f"theme/{unbis['id'].lower()}" if unbis else ""
            target = own if known.get(own) or own in paths.values() else _plain(node.value)
            if target not in here:
                entry.links.append(("dct:subject", target))
    entry.links = list(dict.fromkeys(entry.links))


def _take_classes(entry: TaughtConcept, iri: str, values: Mapping[str, list[Any]], concept: Concept | None) -> None:
    if concept:
        return
    classes = {node.value.removeprefix(RESO) for node in values.get(_TYPE, ()) if node.value.startswith(RESO)}
    if not entry.path.startswith("theme/") and not classes:
        raise VocabularyError(f"{entry.path} is new: say what it is, as reso:Office (docs/vocabularies.md).")
    entry.classes |= classes


def turtle(adopted: Adopted, origin: str) -> str:
    """The concepts as a vocabulary file; ``origin`` is the source of those that are new."""
    lines = [
        f"# Added by resograph vocabulary add from {origin!r}; take the file away to forget it.",
        "@prefix dct:  <http://purl.org/dc/terms/> .",
        "@prefix owl:  <http://www.w3.org/2002/07/owl#> .",
        f"@prefix reso: <{RESO}> .",
        f"@prefix skos: <{SKOS}> .",
        "",
    ]
    for entry in adopted.entries:
        scheme = entry.path.partition("/")[0]
        kinds = ", ".join(f"reso:{name}" for name in sorted(entry.classes)) or "skos:Concept"
        statements = [] if entry.known else [f"a {kinds}", f"skos:inScheme <{scheme}>"]
        statements += [f"skos:{kind} {ox.Literal(text, language=lang)}" for kind, text, lang in entry.labels]
        statements += [f"skos:{name} {ox.Literal(text, language=lang)}" for name, text, lang in entry.notes]
        statements += [f"{name} <{target}>" for name, target in entry.links]
        statements += ["owl:deprecated true"] if entry.deprecated else []
        statements += [] if entry.known else [f"dct:source {ox.Literal(origin)}"]
        lines.append(f"<{entry.path}> {' ; '.join(statements)} .")
    return "\n".join(lines) + "\n"
