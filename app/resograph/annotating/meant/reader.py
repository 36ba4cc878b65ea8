"""One pass over a document: who its names and short forms mean, before anybody reads whom it asks.

Each short form is told by the first of these that knows it: a definition in brackets; the body's own usage; the
resolution that set the actor up; the nearest longer name before it; the body's usual meaning; the regime that the
document is about; the only longer name of the document. What none tells is one node of the work.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from resograph.annotating.addressees import actor_classes
from resograph.annotating.facts import EntityMention, LocalEntity
from resograph.annotating.gazetteer import entity_gazetteer
from resograph.annotating.meant.expansions import expansions
from resograph.annotating.meant.heads import alike, kinds
from resograph.annotating.meant.known import KnownActor, KnownActors, concepts_of, stems
from resograph.annotating.meant.names import Name, named_in_running_text, names_of
from resograph.annotating.meant.places import Places
from resograph.annotating.unknown import KIND, unknown_actor
from resograph.documents import Document, Note, Part, Span
from resograph.languages.profile import Profile
from resograph.symbols import Symbol, SymbolError, parse
from resograph.symbols.named import is_named, named_path
from resograph.vocabularies.concepts import Vocabulary

Found = Sequence[tuple[Span, str]]
"""Spans and paths of what vocabularies name in a text."""
_REGIME = re.compile(r"(?<!\d)(\d{3,4})\s?[(（](\d{4})[)）]")
_NOWHERE = Places()
_DEFINED = 200
"""Names that brackets of one document define."""
_LEAST = 2
"""Characters of a name that a bracket defines."""


@dataclass(frozen=True)
class Naming:
    """Whom words name: a path, or ``~actor_2`` of the work; the last part of the rule that tells it."""

    target: str
    rule: str


class Meant:
    """The names of one document.

    Args:
        document: one language version.
        names: part id → what vocabularies name in its words.
        voice: part id → the body that speaks in it.
        rules: of the language.
        vocabulary: of the deployment.
    """

    def __init__(
        self,
        document: Document,
        names: Mapping[str, Found],
        voice: Callable[[str], str],
        rules: Profile,
        vocabulary: Vocabulary,
    ) -> None:
        self._code = rules.code
        self._vocabulary = vocabulary
        self._concepts = concepts_of(vocabulary, rules.code)
        self._names = names_of(rules.code)
        self._definitions = _Definitions(rules)
        self._voice = voice
        self._taken = {eid: Places(found) for eid, found in names.items()}
        self._known = KnownActors()
        self._defined: dict[str, tuple[tuple[int, int], str]] = {}
        self._own_symbol = document.symbol.text
        self._in_text: dict[str, LocalEntity] = {}
        self._expanded: dict[str, str] = {}
        self._headed = None if rules.spacing.unspaced else rules.addressees.heads
        self._regimes: Counter[str] = Counter()
        self._entities: dict[str, LocalEntity] = {}
        self._local: dict[str, str] = {}
        self._places: dict[str, int] = {}
        self._here: dict[str, list[Name]] = {}
        self._made: dict[str, dict[str, EntityMention]] = {}
        for number, one in enumerate([_Title(document.title), *document.in_order()], start=1):
            self._survey(number, one)
        self._defined_words = _any_of(self._defined, rules.spacing.unspaced)

    @property
    def entities(self) -> tuple[LocalEntity, ...]:
        """The actors that no vocabulary has: those named in full, and one node of the work for each other name."""
        return tuple(self._entities.values())

    # ── what the document names ─────────────────────────────────────────────────────────────────────────────────
    def _survey(self, number: int, one: Part | Note | _Title) -> None:
        """Take the names of a part, and what brackets behind them define."""
        text, taken = one.text, self._taken.get(one.eid, _NOWHERE)
        self._places[one.eid] = number
        here = self._here[one.eid] = list(self._names.find(text, taken.found))
        for full, letters in expansions(text):
            self._expanded.setdefault(letters, full)
        if self._is_council(one.eid):
            self._regimes.update(f"S/RES/{found[1]}({found[2]})" for found in _REGIME.finditer(text))
        named: list[tuple[Span, str]] = []
        by_span = {name.span: name for name in here}
        for name in here:
            if not (named and _meet(named[-1][0], name.span)) and (path := self._full(name, text, taken)):
                named.append((name.span, path))
        every: list[tuple[Span, str]] = sorted([*taken.found, *named], key=lambda pair: pair[0])
        for span, path in every:
            place = (number, span.start)
            if government := self._government(path, text, span):
                self._known.add(_GOVERNMENT, KnownActor(place, path, (stems(government, self._code),)))
            elif concept := self._concepts.get(path):
                self._known.add(concept[0], KnownActor(place, path, concept[1]))
            elif is_named(path):
                name = by_span[span]
                self._known.add(name.kind, KnownActor(place, path, (stems(name.words, self._code),)))
                self._in_text.setdefault(path, self._entity(path, name, one.eid, text))
            short = self._definitions.behind(text, span.end) if len(self._defined) < _DEFINED else None
            if short and self._may_define(path, text, span, short):
                self._defined.setdefault(short, (place, path))

    def _government(self, path: str, text: str, span: Span) -> str:
        """The words before a State's name by which its Government is named; "" where there are none."""
        return self._definitions.government(text, span) if path.startswith("state/") else ""

    def _may_define(self, path: str, text: str, span: Span, short: str) -> bool:
        """Whether a bracket behind an actor can be its name: of a group and of a State only by its first letters.

        "Somalia’s Federal Member States (FMS)" are no Member States; of a State its Government may stand there.
        """
        concept = self._vocabulary.get(path)
        if len(short) < _LEAST or not path.startswith(("actor/", "body/", "state/")):
            return False
        if concept is None or not concept.classes & {"ActorGroup", "State"} or self._government(path, text, span):
            return True
        initials = "".join(word[0] for word in re.findall(r"[^\W_]+", text[slice(*span)]) if word[0].isupper())
        return short.isupper() and initials == short

    def _is_council(self, part: str) -> bool:
        return self._voice(part) == "un-sc"

    def _in_full(self, name: Name, text: str, taken: Places) -> str | None:
        """The path of an actor that is named in full, and is one wherever it stands."""
        return self._full(name, text, taken) if named_in_running_text(name.kind) else None

    def _full(self, name: Name, text: str, taken: Places) -> str | None:
        """The path of an actor that is named in full and that no vocabulary has."""
        if not name.complete or name.kind in kinds()["kinds"]["doubtful"]:
            return None
        if not self._outdoes(name, taken) or self._with_complement(name):
            return None
        return named_path(name.label)

    def _outdoes(self, name: Name, taken: Places) -> bool:
        """Whether a name is longer than what a vocabulary names at its place, and another's name.

        A longer name is that of another actor where the shorter one is of a group ("Special Rapporteur"), or where only
        the State follows in which it works ("Commission on Human Rights in South Sudan").
        """
        meeting = list(taken.meeting(name.span))
        for span, path in meeting:
            if span.start > name.span.start:
                if span.end > name.span.end:
                    return False
                continue
            if span.start < name.span.start or span.end >= name.span.end:
                return False
            concept = self._vocabulary.get(path)
            if concept and "ActorGroup" not in concept.classes and path not in _groups():
                behind = [other for other, to in meeting if to.startswith("state/") and other.start > span.end]
                if not any(other.start - span.end < _NEAR and other.end == name.span.end for other in behind):
                    return False
        return True

    # ── what a part's words mean ────────────────────────────────────────────────────────────────────────────────
    def mentions(self, part: str, text: str) -> list[EntityMention]:
        """The names in full and the short forms of a part whose meaning is known, outside longer names."""
        taken = self._taken.get(part, _NOWHERE)
        found: list[EntityMention] = []
        for name in self._here.get(part, ()):
            if found and _meet(found[-1].span, name.span):
                continue
            if naming := self._naming(name, part, text, taken):
                found.append(EntityMention(part, name.span, naming.target, f"{self._code}.meant.{naming.rule}"))
                self._tell(naming.target, name, part, text)
                if not name.bare:  # "the Pension Board" is the longer name of "the Board" behind it
                    place = (self._places[part], name.span.start)
                    self._known.add(name.kind, KnownActor(place, naming.target, (stems(name.words, self._code),)))
        made = Places((one.span, one.target) for one in found)
        for match in self._defined_words.finditer(text) if self._defined_words else ():
            place, path = self._defined[match["name"]]
            span = Span(*match.span("name"))
            if place < (self._places[part], span.start) and not (taken.meets(span) or made.meets(span)):
                found.append(EntityMention(part, span, path, f"{self._code}.meant.definition"))
        self._made[part] = {text[slice(*one.span)]: one for one in reversed(found)}
        return found

    def _naming(self, name: Name, part: str, text: str, taken: Places) -> Naming | None:
        over = list(taken.meeting(name.span))
        longer = [span for span, _ in over if span != name.span and _holds(span, name.span)]
        if longer or any(not _holds(name.span, span) for span, _ in over):
            return None
        same = next((path for span, path in over if span == name.span), None)
        if same and same not in _groups():
            return None
        if path := self._in_full(name, text, taken):
            return self._longer(name, part) or Naming(path, "named")
        if any(span.start == name.span.start and path not in _groups() for span, path in over):
            return None
        if naming := self.short(name, part, text):
            return naming
        return None

    def _longer(self, name: Name, part: str) -> Naming | None:
        """A name without complement that shortens a longer one of the document: "Verification Mission"."""
        words = stems(name.words, self._code)
        target = self._known.before(name.kind, words, (self._places[part], name.span.start))
        return Naming(target, "before") if target and target != named_path(name.label) else None

    def short(self, name: Name, part: str, text: str) -> Naming | None:
        """Whom a short form means; None where nothing tells it."""
        words, place = stems(name.words, self._code), (self._places.get(part, 0), name.span.start)
        body = self._voice(part)
        if (defined := self._defined.get(name.words)) and defined[0] < place:
            return Naming(defined[1], "definition")
        if name.bare and (own := kinds()["own"].get(body, {}).get(name.kind)):
            return Naming(own, "organ")
        if regime := self._definitions.regime(text, name.span):
            path = self._concepts.regimes.get((regime, alike(name.kind)))
            return Naming(path, "regime") if path else None
        if path := self._concepts.regimes.get((self._own_symbol, alike(name.kind))):
            return Naming(path, "regime")
        if target := self._known.before(name.kind, words, place):
            return Naming(target, "before")
        if name.bare and (usual := kinds()["usual"].get(body, {}).get(name.kind)):
            return Naming(usual, "organ")
        if (name.bare or name.kind in ("committee", "panel", "group", "team")) and self._is_council(part):
            for symbol, _ in self._regimes.most_common(_REGIMES):
                if path := self._concepts.regimes.get((symbol, alike(name.kind))):
                    return Naming(path, "regime")
        if target := self._known.only(name.kind, words):
            return Naming(target, "only")
        path = self._with_complement(name)
        return Naming(path, "vocabulary") if path else None

    def _with_complement(self, name: Name) -> str | None:
        """The only actor of a vocabulary whose name holds what tells which one is meant, in other small words."""
        complement = name.words[len(name.form) :] if name.words.startswith(name.form) else ""
        return self._concepts.with_words(name.kind, stems(complement, self._code)) if complement else None

    # ── whom no mention names ───────────────────────────────────────────────────────────────────────────────────
    def node(self, part: str, words: str, text: str = "") -> Naming | None:
        """The actor that words in the place of one name, none of a vocabulary; None where they are no noun phrase."""
        bare = self._names.trimmed(words)
        if known := self._made.get(part, {}).get(bare):
            return Naming(known.target, known.rule.rpartition(".")[2])
        names = entity_gazetteer(self._vocabulary, self._code).find(bare)
        if whole := next(
            (path for span, path in names if _size(span) > len(bare) - _LEAST and self._may_act(path)), None
        ):
            return Naming(whole, "label")
        name = self._names.whole(bare)
        if name and name.span.end < len(bare) and not name.bare:
            name = None
        if name and name.bare and bare != name.words:
            bare = name.words if len(bare) - len(name.words) > 1 and bare != words else bare
        if (defined := self._defined.get(bare)) is not None:
            return Naming(defined[1], "definition")
        if name and (naming := self.short(name, part, text or bare)):
            self._tell(naming.target, name, part, bare)
            return naming
        if full := self._expanded.get(bare):
            return self.node(part, full, text)
        if name is None and " " in bare and self._headed and not self._headed.re.search(bare):
            return None
        complete = name is not None and name.complete
        label = name.label if name and name.words == bare else bare
        path = named_path(label) if complete or (name is None and self._names.is_group(bare)) else None
        if path:
            self._entities.setdefault(path, LocalEntity(part, path, _class(name), label))
            return Naming(path, "named")
        return Naming(self._of_work(part, bare), "unknown") if bare else None

    def _may_act(self, path: str) -> bool:
        concept = self._vocabulary.get(path)
        return concept is not None and bool(concept.classes & actor_classes())

    def _tell(self, target: str, name: Name, part: str, text: str) -> None:
        if not is_named(target):
            return
        if target == named_path(name.label):
            entity = self._entity(target, name, part, text)
            before = self._entities.setdefault(target, entity)
            if entity.established and not before.established:
                self._entities[target] = entity
        elif target in self._in_text:  # a short form of one that only its name in full tells
            self._entities.setdefault(target, self._in_text[target])

    def _entity(self, path: str, name: Name, part: str, text: str) -> LocalEntity:
        by = self._definitions.regime(text, name.span)
        return LocalEntity(part, path, kinds()["classes"].get(name.kind, KIND), name.label, established=by)

    def _of_work(self, part: str, words: str) -> str:
        """The node of the work for some words, the same wherever it has them."""
        key = " ".join(stems(words, self._code)) or words
        if key not in self._local:
            target = self._local[key] = unknown_actor(len(self._local) + 1)
            self._entities[target] = LocalEntity(part, target, KIND, words)
        return self._local[key]


_GOVERNMENT = "government"
_REGIMES = 6
"""Resolutions that a text of the Council cites most, of which one is its regime's."""
_NEAR = 6
"""Characters between a name and the State that goes on with it: " in the "."""


@dataclass(frozen=True)
class _Title:
    """The title, as the first of a document's parts."""

    text: str
    eid: str = ""


class _Definitions:
    """What brackets and resolutions beside a name tell, in one language."""

    def __init__(self, rules: Profile) -> None:
        self._data = rules.meant.definitions
        self._government = re.compile(f"{self._data.government.text}$")
        self._before = re.compile(self._data.established_before.text)

    def behind(self, text: str, end: int) -> str | None:
        """The name that a bracket behind another gives its actor."""
        found = self._data.bracket.re.match(text, end)
        return found["name"] if found else None

    def government(self, text: str, span: Span) -> str:
        """The words before a name that make it one of a Government: "Government of the "; "" where there are none."""
        found = self._government.search(text[max(0, span.start - _BEFORE) : span.start])
        return found[0] if found else ""

    def regime(self, text: str, span: Span) -> str:
        """The symbol of the resolution that set up who is named at a span; "" where none is told beside it."""
        if found := self._data.established.re.match(text, span.end):
            return _symbol(found)
        window = text[max(0, span.start - _BEFORE) : span.start]
        if found := self._before.search(window):
            return _symbol(found)
        return ""


_BEFORE = 40
"""Characters before a name within which the resolution stands that set it up."""


def _symbol(found: re.Match[str]) -> str:
    text = f"S/RES/{found['number']}({found['year']})"
    try:
        symbol: Symbol = parse(text)
    except SymbolError:
        return ""
    return symbol.text


def _class(name: Name | None) -> str:
    found: str = kinds()["classes"].get(name.kind, KIND) if name else "ActorGroup"
    return found


def _groups() -> frozenset[str]:
    """Paths of the groups whose member a singular names."""
    return frozenset(kinds()["kinds"]["groups"].values())


def _size(span: Span) -> int:
    return span.end - span.start


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(one: Span, other: Span) -> bool:
    return one.start <= other.start and other.end <= one.end


def _any_of(words: Mapping[str, object], unspaced: bool) -> re.Pattern[str] | None:
    """Matches any of some names as they stand; words of other scripts have no boundaries."""
    if not words:
        return None
    ordered: Iterator[str] = iter(sorted(words, key=lambda one: (-len(one), one)))
    edges = ("", "") if unspaced else (r"(?<![\w\-])", r"(?![\w\-])")
    return re.compile(edges[0] + "(?P<name>" + "|".join(map(re.escape, ordered)) + ")" + edges[1])
