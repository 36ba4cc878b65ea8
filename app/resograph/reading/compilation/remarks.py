"""The words that negotiators mark a text with: names of delegations, and what they want ("US: delete")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from resograph.documents import VariantKind
from resograph.resources import table
from resograph.vocabularies.delegations import delegations, folded

_LONGEST = 160
"""Characters of the longest list of names."""
_NAMES = 40
"""Names of the longest list."""
_EDGE = " \t.,;:；：，、،؛–—-()（）[]［］\u2026"
_COLON = re.compile(r"\s*[:：]\s*")
_STROKE = re.compile(r"\s*(?:[,;/&+、，،]|(?<=\s)(?:{and})(?=\s))\s*")
_QUOTED = re.compile(r"[“\"«「„‘']\s?(?P<words>[^“”\"«»「」„]{1,400}?)\s?[”\"»」’']")
_CAPITALS = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w.\-]*(?:\s+[A-ZÀ-ÞА-ЯЁ][\w.\-]*){0,3}")


@dataclass(frozen=True)
class Remark:
    """Who wants what, apart from words of a text: ``action`` None where names stand alone.

    ``words`` are those that it is about, or a remark's own; ``instead`` those that are to stand in their place.
    """

    proponents: tuple[str, ...]
    action: VariantKind | None = None
    words: str = ""
    instead: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Head:
    """Names before a colon, and the place behind it."""

    proponents: tuple[str, ...]
    end: int
    known: bool = True


class Remarks:
    """Reads marks in one language's texts; words of all languages are known, because compilations mix them."""

    def __init__(self, language: str) -> None:
        data: dict[str, Any] = table("data", "drafting", "compilations.toml")["marks"]
        self._language = language
        actions = {
            VariantKind.DELETION: data["delete"],
            VariantKind.ALTERNATIVE: data["replace"],
            VariantKind.PROPOSAL: data["add"],
            VariantKind.RESERVATION: data["reserve"],
            VariantKind.AGREED: [*data["ad_referendum"], *data["agreed"]],
            VariantKind.COMMENT: data["remark"],
        }
        self._kinds = {word.casefold(): kind for kind, words in actions.items() for word in words}
        self._action = re.compile(_words(self._kinds), re.IGNORECASE)
        told = _words(data["ad_referendum"])
        self._ad_referendum = re.compile(told, re.IGNORECASE)
        self._agreed = re.compile(rf"(?:(?<=[.,;。，；،؛:])|\s[–—-])\s*(?P<mark>(?:{told})\.?)\s*$", re.IGNORECASE)
        self._with = re.compile(_words(data["with"]), re.IGNORECASE)
        self._note = re.compile(rf"\s*(?:{_words(data['note'])}|(?-i:[A-Z]+/[A-Z\d]))", re.IGNORECASE)
        self._proposed = re.compile(rf"\s*(?:{_words(data['proposed'])})\s*:?\s*", re.IGNORECASE)
        self._behalf = re.compile(rf"\s*(?:{_words(data['behalf'])})\s*", re.IGNORECASE)
        self._stroke = re.compile(_STROKE.pattern.replace("{and}", "|".join(map(re.escape, data["and"]))))
        self._paragraph = {word.casefold() for word in data["paragraph"]}
        self._joined = {word.casefold() for word in data["joined"]}

    def is_note(self, text: str) -> bool:
        """Whether bracketed words begin as a note does: with "source", "see", a symbol."""
        return bool(self._note.match(text))

    def is_joined(self, text: str) -> bool:
        """Whether words with a stroke are one expression: "and/or"."""
        return text.strip().casefold() in self._joined

    def is_paragraph(self, words: str) -> bool:
        """Whether words mean the whole paragraph: "delete the paragraph"."""
        return words.strip(_EDGE).casefold() in self._paragraph

    def agreed_at_end(self, text: str) -> re.Match[str] | None:
        """The mark of what is agreed, without brackets at the end of a paragraph; group ``mark``."""
        return self._agreed.search(text, max(0, len(text) - 60))

    def is_ad_referendum(self, mark: str) -> bool:
        """Whether a mark tells that words are agreed ad referendum, in any language."""
        return bool(self._ad_referendum.search(mark))

    def names(self, text: str) -> tuple[str, ...]:
        """The delegations that a text names, as printed; none where it holds anything else."""
        bare = text.strip(_EDGE)
        if not bare or len(bare) > _LONGEST:
            return ()
        if told := self._proposed.match(bare):
            bare = bare[told.end() :].strip(_EDGE)
        if self._is_name(bare):
            return (bare,)
        pieces = self._stroke.split(bare)
        seams = [found.span() for found in self._stroke.finditer(bare)]
        if len(pieces) == 1 or len(pieces) > _NAMES:
            return ()
        starts = [0, *(end for _, end in seams)]
        ends = [*(start for start, _ in seams), len(bare)]
        found: list[str] = []
        at = 0
        while at < len(pieces):
            last = next(
                (
                    to
                    for to in range(min(len(pieces), at + 4), at, -1)
                    if self._is_name(bare[starts[at] : ends[to - 1]])
                ),
                None,
            )
            if last is None:
                return ()
            found.append(bare[starts[at] : ends[last - 1]])
            at = last
        return tuple(found)

    def _is_name(self, text: str) -> bool:
        if delegations().find(text, self._language):
            return True
        between = self._behalf.search(text) if len(text) > 4 else None
        if between is None or not between.start():
            return False
        sides = (text[: between.start()], text[between.end() :])
        return all(delegations().find(_unquoted(side), self._language) for side in sides)

    def delegations_in(self, name: str) -> frozenset[str]:
        """What a printed name means: a State, a group; both sides of "on behalf of"; else the name itself."""
        between = self._behalf.search(name)
        sides = [name, name[: between.start()], name[between.end() :]] if between and between.start() else [name]
        known = {delegations().find(_unquoted(side), self._language) for side in sides} - {None}
        return frozenset(key for key in known if key) or frozenset({folded(name)})

    def head(self, text: str) -> Head | None:
        """Names before a colon; words with capitals may be a name that is not known."""
        found = _COLON.search(text, 0, _LONGEST)
        if found is None or not found.start():
            return None
        before = text[: found.start()]
        if names := self.names(before):
            return Head(names, found.end())
        bare = before.strip()
        unknown = _CAPITALS.fullmatch(bare) and not self.is_note(bare) and not self._action.fullmatch(bare)
        return Head((bare,), found.end(), known=False) if unknown else None

    def all(self, text: str) -> list[Remark]:
        """The remarks that a text consists of; none where it holds anything else."""
        pieces = [piece for piece in re.split(r"[;；؛]", text) if piece.strip(_EDGE)]
        found = [remark for piece in pieces[:_NAMES] if (remark := self.one(piece))]
        return found if pieces and len(found) == len(pieces) else []

    def one(self, text: str) -> Remark | None:
        """One remark, where a text is nothing else."""
        bare, mark = text.strip(_EDGE), text.strip()
        if not bare or len(bare) > 600:
            return None
        if names := self.names(bare):
            return Remark(names, mark=mark)
        for tried, found in enumerate(self._action.finditer(bare)):
            if tried > 4:
                break
            before, behind = bare[: found.start()].strip(_EDGE), bare[found.end() :].strip(" :：–—-.,;()（）")
            kind = self._kinds[found[0].casefold()]
            proponents = self.names(before) if before else ()
            if before and not proponents:
                continue
            if not before and (proponents := self.names(behind)):
                behind = ""
            if not proponents and kind in (VariantKind.COMMENT, VariantKind.PROPOSAL):
                continue
            if (remark := self._wanted(kind, proponents, behind, found[0], mark)) is not None:
                return remark
        return None

    def wanted(self, proponents: tuple[str, ...], words: str, mark: str) -> Remark | None:
        """What words behind "EU:" want, where they begin with an action ("delete"), else None."""
        bare = words.strip(_EDGE)
        found = self._action.match(bare)
        if found is None:
            return None
        kind = self._kinds[found[0].casefold()]
        return self._wanted(kind, proponents, bare[found.end() :].strip(" :：–—-.,;"), found[0], mark)

    def _wanted(
        self, kind: VariantKind, proponents: tuple[str, ...], words: str, action: str, mark: str
    ) -> Remark | None:
        quoted = [found["words"] for found in _QUOTED.finditer(words)]
        if kind is VariantKind.AGREED:
            return None if words else Remark(proponents, kind, mark=mark)
        if kind is VariantKind.ALTERNATIVE:
            parted = self._with.search(words) if len(quoted) != 2 else None
            pair = quoted if len(quoted) == 2 else [words[: parted.start()], words[parted.end() :]] if parted else []
            if len(pair) != 2:
                return Remark(proponents, VariantKind.COMMENT, f"{action} {words}".strip(), mark=mark)
            return Remark(proponents, kind, _unquoted(pair[0]), _unquoted(pair[1]), mark)
        if kind is VariantKind.PROPOSAL:
            return Remark(proponents, kind, instead=quoted[0] if len(quoted) == 1 else words, mark=mark)
        if kind is VariantKind.COMMENT:
            return Remark(proponents, kind, f"{action} {words}".strip(), mark=mark)
        whole = self.is_paragraph(words)
        return Remark(proponents, kind, "" if whole else quoted[0] if len(quoted) == 1 else words, mark=mark)


def _unquoted(words: str) -> str:
    return words.strip(' “”"«»「」„')


def _words(words: Iterable[str]) -> str:
    """A pattern of words, the longest first; those of scripts with spaces stand apart from others."""
    longest = sorted(words, key=len, reverse=True)
    return "|".join(rf"(?<!\w){re.escape(word)}(?!\w)" if word[-1] < "\u2e80" else re.escape(word) for word in longest)


@cache
def remarks(language: str) -> Remarks:
    """The reader of marks for a language, by its ISO 639-1 code."""
    return Remarks(language)
