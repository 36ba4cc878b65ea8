"""Symbol, number, title and cover: what the file says around its text, each from where it is told best."""

from __future__ import annotations

import datetime
import re
from pathlib import PurePath

from lxml import etree

from resograph.documents import Cover, Registry
from resograph.documents.errors import UnreadableError
from resograph.documents.xml import below, child, flat, local
from resograph.languages.profile import Profile, marks
from resograph.reading.akn.nodes import heading_joint
from resograph.reading.akn.registry import read_date
from resograph.reading.akn.words import RawNote, read_words
from resograph.reading.layout.cover import UNNAMED
from resograph.reading.proponent import committee as named_committee
from resograph.reading.proponent import item_numbers
from resograph.symbols import Kind, Symbol, SymbolError, from_akn_iri, parse


class Front:
    """The elements around the text of a statement; those of the collection stand in where it has none."""

    def __init__(self, statement: etree._Element, collection: etree._Element | None) -> None:
        self.statement = statement
        self.collection = collection
        self.meta = child(statement, "meta")

    @property
    def conclusions(self) -> list[etree._Element]:
        """What stands behind the text; files with annexes may enclose it there."""
        own = [element for element in self.statement if local(element) == "conclusions"]
        outer = [element for element in self.statement if local(element) in ("attachments", "components")]
        return own + [found for element in outer for found in below(element, "conclusions")]

    def page(self, name: str) -> list[etree._Element]:
        """The statement's elements of this name ("coverPage", "preface"), else the collection's."""
        own = [element for element in self.statement if local(element) == name]
        return own or [
            element for element in (self.collection if self.collection is not None else ()) if local(element) == name
        ]

    def found(self, page: str, *names: str) -> list[etree._Element]:
        """Elements of these names on a page."""
        return [element for holder in self.page(page) for element in below(holder, *names)]


def read_symbol(front: Front, rules: Profile, name: str, *, unnamed: bool = False) -> Symbol:
    """The symbol: printed on the cover, else in the IRI, else the file's name.

    Raises:
        UnreadableError: none of them holds one.
    """
    found: list[Symbol] = []
    for text in _candidates(front, name):
        try:
            found.append(from_akn_iri(text).symbol if "/akn/" in text else parse(text))
        except SymbolError:
            continue
    if found:
        lettered = next((symbol for symbol in found if symbol.whole == found[0]), found[0])
        return _with_letter(lettered, front, rules)
    if unnamed:
        return UNNAMED
    raise UnreadableError(
        f"{name or 'The input'} names no document: neither its cover nor its identification holds a symbol such as "
        "A/RES/67/138."
    )


def _candidates(front: Front, name: str) -> list[str]:
    cover = front.found("coverPage", "docNumber")
    printed = [number for number in cover if (number.get("refersTo") or "").lstrip("#") == "symbol"]
    work = below(front.meta, "FRBRWork")
    stem = PurePath(name).stem
    stem = re.sub(r"^GA decision ", "A/DEC/", stem)
    stem = re.sub(r"(?:-\d{7}|_?\d{7})?_?[ACEFRSG]?(?:_reissue)?$", "", stem)
    return [
        *(alias.get("value") or "" for alias in below(front.meta, "FRBRalias") if alias.get("name") == "symbol"),
        *(flat(number) for number in [*printed, *cover]),
        *((uri.get("value") or "").rstrip("/") for part in work for uri in below(part, "FRBRthis", "FRBRuri")),
        stem.replace("_", "/"),
        *(f"{stem.replace('_', '/')}({day.year})" for day in [_frbr(front, "FRBRWork", "adoption")] if day),
    ]


def _with_letter(symbol: Symbol, front: Front, rules: Profile) -> Symbol:
    """The symbol with the part's letter that stands alone in the preface: "B" under "76/414."."""
    letter = _letter(front)
    if not letter or symbol.modifiers or (symbol.letters and "-" not in symbol.letters):
        return symbol
    try:
        return parse(f"{symbol.whole or symbol}{rules.fold(letter)}")
    except SymbolError:
        return symbol


def _numbers(front: Front) -> list[str]:
    return [flat(number).rstrip(". -–") for number in front.found("preface", "docNumber") if flat(number)]


def _letter(front: Front) -> str | None:
    return next((number for number in _numbers(front) if not any(char.isdigit() for char in number)), None)


def read_number(front: Front, symbol: Symbol) -> str | None:
    """The number as printed, with the letter of a part: "75/257 B"."""
    printed = next((number for number in _numbers(front) if any(char.isdigit() for char in number)), None)
    letter = _letter(front)
    if printed is None and front.collection is not None:
        above = Front(front.collection, None)
        printed = next((number for number in _numbers(above) if any(char.isdigit() for char in number)), None)
    if printed is None:
        return symbol.printed_number if symbol.prefix == "S" and symbol.kind is Kind.RESOLUTION else None
    return f"{printed} {letter}" if letter and not printed.endswith(letter) else printed


def read_title(front: Front, heading: str, registry: Registry | None, symbol: Symbol, rules: Profile) -> str:
    """The title of the preface, else the first heading, the Council's title line, the cataloguer's, the symbol."""
    printed = [_title_words(title, rules) for title in front.found("preface", "docTitle")]
    if not any(printed):
        body = [holder for holder in front.statement if local(holder) in ("mainBody", "preamble")]
        printed = [read_words(title, rules).text for holder in body for title in below(holder, "docTitle")]
    if any(printed):
        return heading_joint(rules).join(dict.fromkeys(filter(None, printed)))
    lines = sorted(
        front.found("coverPage", "docTitle"), key=lambda title: not (title.get("refersTo") or "").endswith("Number")
    )
    council = symbol.prefix == "S" and symbol.kind is Kind.RESOLUTION
    number = symbol.printed_number if council else None
    shown = [
        read_words(line, rules).text.rstrip(marks("comma") + " ")
        for line in lines
        if not (council and "doption" in _role(line))
    ]
    named = [rules.masthead.untitled.format(number=number)] if number else []
    above = (
        []
        if front.collection is None
        else [flat(title) for title in Front(front.collection, None).found("preface", "docTitle")]
    )
    told = [registry.title] if registry and registry.title else []
    return next(filter(None, [heading, *above, *shown, *named, *told]), str(symbol))


def _role(line: etree._Element) -> str:
    return line.get("refersTo") or ""


def _title_words(title: etree._Element, rules: Profile) -> str:
    """A title without the dash that stands between it and its number."""
    return re.sub(r"^[-–—]\s+", "", read_words(title, rules).text)


def title_notes(front: Front, rules: Profile) -> tuple[RawNote, ...]:
    """Notes to the title or number."""
    words = read_words([element for holder in front.page("preface") for element in holder], rules)
    return words.notes


def read_cover(front: Front, symbol: Symbol, rules: Profile, own: bool, first: str, name: str) -> Cover:
    """Dates, session, meeting, agenda items, committee, reports and job number.

    Args:
        front: the elements around the text.
        symbol: tells the session surer than the file does.
        rules: of the language.
        own: whether we wrote the file, so that all is to be taken as it stands.
        first: the first words of the body, where a statement tells its meeting.
        name: of the file, which often ends in the job number.
    """
    committee, report = _proponent(front, rules, own)
    job = front.found("coverPage", "docketNumber") + below(front.meta, "docketNumber")
    return Cover(
        adopted=_adopted(front, rules, symbol, first),
        issued=_frbr(front, "FRBRExpression", "publication")
        or _day(front.found("coverPage", "docDate"), "dateOfIssuance"),
        reissued=_frbr(front, "FRBRExpression", "reissue"),
        session=_session(front, symbol, rules, own),
        meeting=_meeting(front, rules, own, first),
        agenda_items=_items(front, rules, own),
        committee=committee,
        report=report,
        job_number=next((flat(number) for number in job if flat(number)), None) or (None if own else _job_number(name)),
    )


def _job_number(name: str) -> str | None:
    """The job number in a file's name: "A_RES_76_131-2119153E.xml" → "21-19153 (E)"."""
    found = re.search(r"[-_]N?(\d{2})(\d{5})([ACEFRS])(?:_reissue)?$", PurePath(name).stem)
    return f"{found[1]}-{found[2]} ({found[3]})" if found else None


def _frbr(front: Front, level: str, name: str) -> datetime.date | None:
    dates = [date for part in below(front.meta, level) for date in below(part, "FRBRdate") if date.get("name") == name]
    return next((day for date in dates if (day := read_date(date.get("date")))), None)


def _day(elements: list[etree._Element], role: str) -> datetime.date | None:
    chosen = [element for element in elements if role in (element.get("refersTo") or "")]
    return next((day for element in chosen if (day := read_date(element.get("date")))), None)


def _adopted(front: Front, rules: Profile, symbol: Symbol, first: str) -> datetime.date | None:
    """As stated; a presidential statement's own words are surer, for the files give the date of issue instead."""
    if symbol.kind is Kind.STATEMENT and first and (told := rules.find_date(first)):
        return told
    printed = [date for holder in front.conclusions for date in below(holder, "docDate")] + front.found(
        "coverPage", "docDate"
    )
    steps = [step for step in below(front.meta, "step") if (step.get("outcome") or "").lstrip("#") == "adopted"]
    return (
        _frbr(front, "FRBRWork", "adoption")
        or _day(printed, "doption")
        or next((day for step in steps if (day := read_date(step.get("date")))), None)
        or next((day for holder in front.conclusions if (day := rules.find_date(flat(holder)))), None)
    )


def _session(front: Front, symbol: Symbol, rules: Profile, own: bool) -> str | None:
    if not own and symbol.session_number:
        return symbol.session_number
    for element in front.found("coverPage", "session"):
        if value := (element.get("value") or "").strip():
            return value
        found = rules.masthead.session.re.search(flat(element))
        if found and (number := rules.ordinal(found["ordinal"])):
            return str(number)
    return None


def _meeting(front: Front, rules: Profile, own: bool, first: str) -> str | None:
    if own:
        return next((flat(line) for line in front.found("coverPage", "inline") if line.get("name") == "meeting"), None)
    places = [line for holder in front.conclusions for line in below(holder, "inline", "location")] + front.found(
        "coverPage", "inline"
    )
    for line in places:
        if "adoptionMeeting" not in (line.get("name") or line.get("refersTo") or ""):
            continue
        if found := re.search(r"\d{1,5}", line.get("title") or "") or re.search(r"\d{1,5}", flat(line)):
            return found[0]
        if told := rules.meeting(flat(line)):
            return told
    titles = [flat(line) for line in front.found("coverPage", "docTitle")]
    for text in (*titles, first[:300]):
        if told := rules.meeting(text):
            return told
    return None


def _items(front: Front, rules: Profile, own: bool) -> tuple[tuple[str, str], ...]:
    def inlines(*names: str) -> list[str]:
        return [flat(line) for line in front.found("coverPage", "inline") if line.get("name") in names]

    numbers, titles = (
        inlines("agenda item", "agendaItem"),
        [rules.tidy(title) for title in inlines("agenda item name", "agendaItemName")],
    )
    if not own:
        numbers = [number for line in numbers for number in item_numbers(line, rules)]
        if len(numbers) == 1 and len(titles) > 1:  # one title, set in several lines
            titles = [rules.tidy(" ".join(titles))]
    count = max(len(numbers), len(titles))
    numbers += [""] * (count - len(numbers))
    titles += [""] * (count - len(titles))
    return tuple((number, title) for number, title in zip(numbers, titles, strict=True) if number or title)


def _proponent(front: Front, rules: Profile, own: bool) -> tuple[str | None, tuple[str, ...]]:
    for element in front.found("coverPage", "docProponent"):
        if own:
            reports = tuple(flat(inline) for inline in below(element, "inline"))
            return (element.text or "").strip() or None, reports
        return named_committee(rules.tidy(flat(element)).strip("[] "), rules)
    return None, ()
