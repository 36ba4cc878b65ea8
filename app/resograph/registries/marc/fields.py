"""A MARC record to a registry's record: which field is what is ``data/marc.toml``."""

from __future__ import annotations

import contextlib
import datetime
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pymarc

from resograph.registries.record import Cast, Heading, Place, Record, Related
from resograph.resources import table
from resograph.symbols import SymbolError, parse
from resograph.text.digits import figure
from resograph.writing.entry import AgendaItem, Ballot
from resograph.writing.items import item_path

_TALLY = re.compile(r"(?P<in_favour>\d+)-(?P<against>\d+)-(?P<abstaining>\d+)")
_AUTHORITY = re.compile(r"\([A-Z]{2,12}\)\d{1,12}")
_MARKS = " :/;,="


def record_of(marc: pymarc.Record, source: str, number: str = "") -> Record:
    """What a record says.

    Args:
        marc: as pymarc read it.
        source: the registry's name.
        number: what to call it where it has no number of its own.
    """
    rules = table("data", "marc.toml")["reading"]
    own = next(_values(marc, rules["number"]), "")
    symbols = tuple(_symbols(_values(marc, rules["symbols"])))
    return Record(
        source=source,
        number=re.sub(r"^\(\w+\)", "", own) or number or (symbols[0] if symbols else ""),
        symbols=symbols,
        title=next(_values(marc, rules["title"]), "").rstrip(_MARKS),
        published=_date(_values(marc, rules["published"])),
        acted=_date(_values(marc, rules["acted"])),
        subjects=tuple(dict.fromkeys(_values(marc, rules["subjects"]))),
        items=tuple(_items(marc)),
        related=tuple(dict.fromkeys(_related(marc))),
        ballot=_ballot(marc, rules["words"]["without_vote"]),
        casts=tuple(_casts(marc, rules)),
        places=tuple(_places(marc, rules["address_languages"])),
        headings=tuple(dict.fromkeys(_headings(marc, rules["authorities"]))),
        given=tuple(dict.fromkeys(_given(marc, rules["given"]))),
        additional_sponsors=next(_additional(marc, rules["additional_sponsors"]), ""),
    )


def _values(marc: pymarc.Record, places: Iterable[str]) -> Iterator[str]:
    """The texts at some places: "245a" is subfield a of 245, "001" a control field."""
    for place in places:
        for field in marc.get_fields(place[:3]):
            texts = [field.data or ""] if field.control_field else field.get_subfields(place[3:]) if place[3:] else []
            yield from (text for text in map(mended, texts) if text)


def mended(text: str) -> str:
    """A text whose UTF-8 somebody took for Latin-1, as it was; spaces single.

    >>> mended("FranÃ§ais"), mended("Français")
    ('Français', 'Français')
    """
    with contextlib.suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    return re.sub(r"\s+", " ", text).strip()


def _symbols(texts: Iterable[str]) -> Iterator[str]:
    for text in dict.fromkeys(texts):
        try:
            yield parse(text).text
        except SymbolError:
            continue


def _date(texts: Iterator[str]) -> str:
    """The first date: whole days only, 20231108 too."""
    for text in texts:
        try:
            return datetime.date.fromisoformat(text[:10]).isoformat()
        except ValueError:
            continue
    return ""


def _text(field: pymarc.Field, code: str) -> str:
    return mended(next(iter(field.get_subfields(code)), ""))


def _items(marc: pymarc.Record) -> Iterator[AgendaItem]:
    for field in marc.get_fields("991"):
        yield AgendaItem(_text(field, "a"), _text(field, "b"), _text(field, "c"), _text(field, "d"))


def _related(marc: pymarc.Record) -> Iterator[Related]:
    names = {indicator: name for name, indicator in table("data", "marc.toml")["relations"].items()}
    for field in marc.get_fields("993"):
        for symbol in _symbols(field.get_subfields("a")):
            yield Related(names.get(field.indicator1, ""), symbol)


def _ballot(marc: pymarc.Record, without: list[str]) -> Ballot | None:
    for field in marc.get_fields("996"):
        note = _text(field, "a")
        subfields = [_text(field, code) for code in "bcde"]
        if all(not text for text in subfields) and (tally := _TALLY.search(note)):
            subfields = [*tally.groups(), ""]
        figures = [figure(text) for text in subfields]
        return Ballot(note, any(words in note.casefold() for words in without), *figures)
    return None


def _casts(marc: pymarc.Record, rules: dict[str, Any]) -> Iterator[Cast]:
    for field in marc.get_fields("967"):
        how = rules["how"].get(_text(field, rules["vote_how"]) or "X")
        if how and (state := _text(field, rules["vote_state"])):
            yield Cast(how, state)


def _given(marc: pymarc.Record, places: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """What the registry alone can give, by name."""
    for name, where in places.items():
        yield from ((name, text) for text in _values(marc, where))


def _headings(marc: pymarc.Record, kinds: dict[str, str]) -> Iterator[Heading]:
    """Headings with their numbers in the registry's authority file; one that is divided further is another heading."""
    for field in marc.get_fields(*kinds):
        kind = kinds[field.tag]
        numbers = [number for number in map(str.strip, field.get_subfields("0")) if _AUTHORITY.fullmatch(number)]
        divided = any(sub.code.isalpha() and sub.code != "a" for sub in field.subfields)
        heading = _path_of(field, kind) if kind in ("series", "item") else "" if divided else _text(field, "a")
        if heading:
            yield from (Heading("path" if kind == "item" else kind, heading, number) for number in numbers)


def _path_of(field: pymarc.Field, kind: str) -> str:
    """Path of the agenda item of a 991, or of the session whose symbols a 191 is one of; "" where it is not known."""
    if kind == "item":
        item = AgendaItem(_text(field, "a"), _text(field, "b"))  # "71b[20]" is a heading below the item
        return (item_path(item) or "") if item.number.isalnum() else ""
    prefix, session = _text(field, "b"), _text(field, "c")
    for body, organ in table("data", "marc.toml")["organs"].items():
        if organ["prefix"] == prefix and session.isdigit():
            return f"session/{body}/{int(session) + organ.get('years_from', 0)}"
    return ""


def _additional(marc: pymarc.Record, beginning: str) -> Iterator[str]:
    for field in marc.get_fields("515"):
        text = _text(field, "a")
        if text.casefold().startswith(beginning.casefold()):
            yield text[len(beginning) :]


def _places(marc: pymarc.Record, codes: list[str]) -> Iterator[Place]:
    languages = table("data", "marc.toml")["languages"]
    names = {name: code for code, row in languages.items() for name in (row["name"], row["english"])}
    for field in marc.get_fields("856"):
        language = next((names[name] for code in codes if (name := _text(field, code)) in names), "")
        if address := _text(field, "u"):
            yield Place(language, address)
