"""States and bodies in the lists that a file carries beside its text: votes, sponsors, committees."""

from __future__ import annotations

import re
from functools import lru_cache

from resograph.annotating.gazetteer import entity_gazetteer
from resograph.text.normal import caseless, single_spaced
from resograph.vocabularies.concepts import Vocabulary

_NAMED = ("actor", "body", "instrument", "event", "publication")
_BEHALF = re.compile(r"\(?\bon behalf of\b[^)]*\)?", re.IGNORECASE)


def states_in(text: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Paths of the States that a list names, in its order; on whose behalf one of them spoke is left out."""
    pattern, paths = _names(vocabulary)
    found = pattern.findall(_plain(_BEHALF.sub(" ", text)))
    return tuple(dict.fromkeys(paths[name] for name in found))


def state(name: str, vocabulary: Vocabulary) -> str | None:
    """Path of one State by any of its names; None where no vocabulary has it."""
    return _names(vocabulary)[1].get(re.sub(r"^the ", "", _plain(name).strip()))


def body(name: str, language: str, vocabulary: Vocabulary) -> str | None:
    """Path of the body that a phrase names."""
    for _, path in entity_gazetteer(vocabulary, language).find(name):
        if path.startswith("body/"):
            return path
    return None


def theme(label: str, vocabulary: Vocabulary) -> str | None:
    """Path of the theme that has exactly this label (cataloguers write them in capitals)."""
    return _themes(vocabulary).get(label.strip().upper())


def entity(label: str, vocabulary: Vocabulary) -> str | None:
    """Path of the body, actor, instrument, event or publication that has exactly this English label."""
    return _entities(vocabulary).get(_plain(label).strip())


def coded(code: str, vocabulary: Vocabulary) -> str | None:
    """Path of the actor or body that the Secretariat gives a code (``skos:notation``), whatever its capitals."""
    return _codes(vocabulary).get(code.strip().upper())


@lru_cache(maxsize=4)
def _codes(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        code.upper(): concept.path
        for concept in vocabulary
        if concept.path.partition("/")[0] in ("actor", "body")
        for code in concept.values.get("notation", ())
    }


@lru_cache(maxsize=4)
def _names(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    paths = {
        _plain(label.text): concept.path
        for concept in vocabulary
        if concept.path.startswith("state/")
        for label in concept.labels
    }
    ordered = sorted(paths, key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)"), paths


@lru_cache(maxsize=4)
def _themes(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        label.text.upper(): concept.path
        for concept in vocabulary
        if concept.path.startswith("theme/")
        for label in concept.labels
        if label.language == "en" and label.kind == "preferred"
    }


@lru_cache(maxsize=4)
def _entities(vocabulary: Vocabulary) -> dict[str, str]:
    return {
        _plain(label.text): concept.path
        for concept in vocabulary
        if concept.path.partition("/")[0] in _NAMED
        for label in concept.labels
        if label.language == "en"
    }


def _plain(text: str) -> str:
    return single_spaced(caseless(text)).replace("'", "’")
