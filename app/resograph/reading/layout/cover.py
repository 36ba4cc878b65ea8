"""The symbol and the cover: what the lines around the text say."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from resograph.documents import Cover, Finding, Part, PartKind
from resograph.documents.errors import UnreadableError
from resograph.languages.profile import Profile
from resograph.languages.profile import profile as profile_of
from resograph.reading.layout.front import Front
from resograph.reading.layout.inline import words_of
from resograph.reading.layout.pages import Pages
from resograph.reading.layout.speakers import seems_to_be
from resograph.reading.proponent import agenda_items, proponent
from resograph.symbols import Kind, Symbol, SymbolError, parse

_PREFIX = {"un-ga": "A/RES/", "un-sc": "S/RES/", "un-ecosoc": "E/RES/", "un-hrc": "A/HRC/RES/"}
_ADOPTED = (Kind.RESOLUTION, Kind.DECISION, Kind.STATEMENT)
UNNAMED = Symbol("", "", Kind.DRAFT)
"""The symbol of a draft that bears none."""
_COUNCIL_NUMBER = re.compile(r"\d+\(\d{4}\)")
"""Only the Security Council numbers by year in brackets."""


def read_symbol(front: Front, pages: Pages, name: str, texts: Sequence[str], *, unnamed: bool = False) -> Symbol:
    """The symbol: the one whose number the title bears, else that of the cover, else made from organ and number, else
    the file's name.

    Args:
        front: what stands before the text.
        pages: the symbols of heads.
        name: of the file.
        texts: all lines, to tell what the text is where it is no resolution.
        unnamed: whether a text that bears no symbol is read; its symbol is then ``UNNAMED``.

    Raises:
        UnreadableError: nothing tells which document this is.
    """
    number = re.sub(r"\s", "", front.number or "")
    known = list(dict.fromkeys([*pages.symbols, *_symbols_in(front.cover)]))
    adopted = [symbol for symbol in known if symbol.kind in _ADOPTED]
    chosen = next((symbol for symbol in adopted if number and _number(symbol) == number), None)
    organ = front.organ or ("un-sc" if _COUNCIL_NUMBER.fullmatch(number) else None)
    if chosen is None and number and organ in _PREFIX:
        try:
            chosen = parse(_PREFIX[organ] + number)
        except SymbolError as error:
            raise UnreadableError(f"{name or 'The text'}: its number {number} makes no symbol. {error}") from error
    chosen = chosen or next(iter(_candidates(front, known)), None) or _from_name(front, name)
    if chosen is not None:
        return _lettered(chosen, front.letter)
    if unnamed and front.opening:
        return UNNAMED
    raise UnreadableError(_refusal(front, texts, name))


def _candidates(front: Front, known: Sequence[Symbol]) -> list[Symbol]:
    """Of the symbols of heads and cover those that may be the document's own, the likeliest first."""
    adopted = [symbol for symbol in known if symbol.kind in _ADOPTED]
    drafts = [symbol for symbol in known if symbol.kind is Kind.DRAFT]
    if front.opening is None:
        return adopted
    if front.draft:  # what was adopted, a draft only cites
        return [*drafts, *(symbol for symbol in known if symbol not in adopted)]
    return [*adopted, *drafts, *known]


def _refusal(front: Front, texts: Sequence[str], name: str) -> str:
    """One sentence that says what a text is or seems to be, and what to do with it."""
    shown = name or "The input"
    if front.opening:
        whose = front.opening.other
        code = f" ({front.number})" if front.number else ""
        what = f"a resolution of {whose}{code}" if whose else "a draft resolution" if front.draft else "a resolution"
        return (
            f"{shown} is {what} that bears no UN symbol, and none is made up: check it as a draft with resograph "
            "draft, or put its symbol (such as A/C.3/79/L.22) on its first line."
        )
    kind = seems_to_be(texts)
    seems = f"seems to be {kind}" if kind else "is no resolution that can be read"
    return (
        f"{shown} {seems}: it has neither a number such as “67/138.” before its title nor a symbol such as "
        "A/RES/67/138 with an organ's opening words (“The General Assembly,”); give the text of a resolution."
    )


def _number(symbol: Symbol) -> str:
    return re.sub(r"\s", "", symbol.printed_number)


def _symbols_in(lines: Sequence[str]) -> list[Symbol]:
    found: list[Symbol] = []
    for line in lines:
        for word in re.findall(r"(?<!\S)[A-Z]+/[^\s\[\]]+(?: \(\d{4}\))?", line):
            try:
                found.append(parse(word.strip("*,;()")))
            except SymbolError:
                continue
    split = re.search(r"^(A|S|E)$.{0,80}?(?<!\S)(/(?:RES|DEC)/\S+)", "\n".join(lines), re.DOTALL | re.MULTILINE)
    if split:  # a large first letter on a line of its own
        found += _symbols_in([f"{split[1]}{split[2]}"])
    return found


def _from_name(front: Front, name: str) -> Symbol | None:
    stem = re.sub(r"[-.][a-z]{2}$", "", PurePath(name).stem)
    year = re.fullmatch(r"S_RES_0*(\d+)_(\d{4})\w*", stem)
    candidates = [f"S/RES/{year[1]}({year[2]})"] if year else []
    for hint in [*candidates, stem.replace("_", "/")]:
        try:
            symbol = parse(hint)
        except SymbolError:
            continue
        if symbol.body and (front.organ or front.statement):
            return symbol
    return None


def _lettered(symbol: Symbol, letter: str | None) -> Symbol:
    if not letter or symbol.letters:
        return symbol
    try:
        return parse(f"{symbol}{letter}")
    except SymbolError:
        return symbol


def read_cover(
    front: Front, symbol: Symbol, pages: Pages, profile: Profile, closing: Sequence[str], first: str
) -> tuple[Cover, list[Finding]]:
    """The cover and what is doubtful about it.

    Args:
        front: the lines before the text.
        symbol: tells the session surer than words do.
        pages: the job number.
        profile: of the language.
        closing: the lines that end the text.
        first: the first words of the body, where a decision or statement tells its meeting.
    """
    lines = [profile.tidy(words_of(line)) for line in front.cover]
    words = " ".join(lines)
    told = profile.masthead.adopted.re.search(words)
    end = " ".join(closing)
    adopted = profile.find_date(end) or (profile.find_date(words[told.start() :]) if told else None)
    opening = first[:300] if symbol.kind is not Kind.RESOLUTION else ""
    adopted = profile.find_date(opening) or adopted if opening else adopted
    if not adopted and symbol.body == "un-sc":  # the Council's covers tell it below the title, with or without a verb
        adopted = profile.find_date(front.title) or _last_date(words, profile)
    issued = _issued(words, told.start() if told else len(words), profile)
    if symbol.kind is Kind.DRAFT:  # the day that it bears is not one of adoption
        issued, adopted = issued or adopted, None
    places = (end, words[told.start() :] if told else words, opening)
    meeting = next((found for text in places if (found := profile.meeting_in(text))), None)
    committee, report = proponent(words, profile)
    cover = Cover(
        adopted=adopted,
        issued=issued,
        session=symbol.session_number or _session(words, profile),
        meeting=meeting[0] if meeting else None,
        agenda_items=agenda_items(lines, profile),
        committee=committee,
        report=report,
        job_number=pages.job_number,
    )
    doubts = []
    if closing and not adopted and symbol.kind is not Kind.DRAFT:
        message = "The closing lines hold no date of adoption."
        doubts.append(Finding("text.no-adoption-date", message, evidence=end))
    return cover, doubts


def _last_date(words: str, profile: Profile) -> datetime.date | None:
    dates = [profile.date(found) for found in profile.date_pattern.finditer(words)]
    return dates[-1] if dates else None


def _session(words: str, profile: Profile) -> str | None:
    found = profile.masthead.session.re.search(words)
    number = profile.ordinal(found["ordinal"]) if found else None
    return str(number) if number else None


def _issued(words: str, end: int, profile: Profile) -> datetime.date | None:
    """The date under "Distr.", in the text's own language or in English."""
    found = profile.masthead.distribution.re.search(words[:end])
    if not found:
        return None
    behind = words[found.start() : end]
    return profile.find_date(behind) or profile_of("en").find_date(behind)


def with_status(
    cover: Cover, parts: tuple[Part, ...], others: Sequence[str], profile: Profile
) -> tuple[Cover, tuple[Part, ...]]:
    """The date of reissue from asterisk notes, which are kept as plain parts before the text."""
    for text in reversed(others):
        found = profile.masthead.notes.reissue.re.search(text)
        if found:
            cover = replace(cover, reissued=profile.find_date(found["date"]))
        parts = (Part(PartKind.PLAIN, text, role="status" if found else "p"), *parts)
    return cover, parts
