"""The themes of a work in order: by words that name them, and by words learnt from cataloguers' subjects."""

from __future__ import annotations

import math
from collections import defaultdict
from functools import cache
from itertools import chain

from resograph.annotating.learnt import RULE
from resograph.annotating.parties import theme
from resograph.annotating.themes import ThemeReader
from resograph.languages.profile import profile
from resograph.merging.work import Version, Work
from resograph.resources import resource, table
from resograph.vocabularies.concepts import Vocabulary


def subjects(work: Work, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Paths of the work's themes, most telling first.

    A theme weighs how likely its learnt words make it, over the versions, and a share of what its names weigh.
    """
    settings = table("data", "themes.toml")["ranking"]
    named, spoken = _named(work, vocabulary), _spoken(work)
    weights = {
        path: spoken.get(path, 0.0) + settings["named"] * (weight := named.get(path, 0.0)) / (weight + settings["half"])
        for path in {*named, *spoken}
    }
    return tuple(sorted(weights, key=lambda path: (-round(weights[path], 6), path)))


def _spoken(work: Work) -> dict[str, float]:
    """How likely learnt words make each theme, of the versions that have any."""
    told = [dict(version.annotations.spoken) for version in work.versions if version.annotations.spoken]
    return {path: sum(one.get(path, 0.0) for one in told) / len(told) for path in dict.fromkeys(chain(*told))}


def _named(work: Work, vocabulary: Vocabulary) -> dict[str, float]:
    """What the themes weigh that the work names.

    That is the share of parts that name one, beside the most frequent one's, with what its standing in the title or a
    heading adds; times its inverse document frequency; times the share of works of which the library's cataloguers
    give it where it is read. A State named counts as the theme of its name.
    """
    settings = table("data", "themes.toml")["ranking"]
    parts: dict[str, set[str]] = defaultdict(set)
    added: dict[str, float] = defaultdict(float)
    for version in work.versions:
        for mention in version.annotations.themes:
            if not mention.rule.endswith(RULE):
                parts[mention.target].add(mention.part)
        for path, part in _states(version, vocabulary):
            parts[path].add(part)
        reader = ThemeReader(vocabulary, profile(version.language))
        for place, words in _headings(version):
            for _, path, _ in reader.find(words):
                added[path] = max(added[path], settings[place])
    most = max((len(found) for found in parts.values()), default=1)
    known = _frequencies()
    weights: dict[str, float] = {}
    for path in {*parts, *added}:
        spoken = len(parts.get(path, ())) / most + added.get(path, 0.0)
        works, judged, given = known.get(path, (0, 0, 0))
        rarity = math.log((known["works"][0] + 1) / (works + 0.5))
        worth = (given + settings["given"] * settings["doubt"]) / (judged + settings["doubt"])
        weights[path] = spoken * rarity * worth
    return weights


def _states(version: Version, vocabulary: Vocabulary) -> list[tuple[str, str]]:
    """Themes that are States, with the parts that name them."""
    found = []
    for mention in version.annotations.mentions:
        concept = vocabulary.get(mention.target) if mention.target.startswith("state/") else None
        if concept and (path := theme(concept.preferred("en") or "", vocabulary)):
            found.append((path, mention.part))
    return found


def _headings(version: Version) -> list[tuple[str, str]]:
    """The title and the headings."""
    headings = [part.heading for part in version.document.walk() if part.heading]
    return [("title", version.document.title), *(("heading", words) for words in headings)]


@cache
def _frequencies() -> dict[str, tuple[int, int, int]]:
    """Path of a theme → in how many works of the official sample it was read; of those that were looked at beside the
    cataloguers' subjects, in how many it was read, and in how many given. "works" → how many works there were."""
    lines = resource("data", "vocabularies", "theme-frequencies.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {
        name if name == "works" else f"theme/{name}": (int(works), int(judged), int(given))
        for name, works, judged, given in rows
    }
