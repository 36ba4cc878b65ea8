"""A work as a MARC 21 record, as the UN Digital Library has it; which field holds what is ``data/marc.toml``."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from lxml import etree

from resograph.resources import table
from resograph.symbols import mint, parse
from resograph.symbols.elsewhere import un_addresses
from resograph.writing.catalogued import Catalogued, session_path
from resograph.writing.entry import Ballot, Entry, NamedThing
from resograph.writing.items import item_path

MARC = "http://www.loc.gov/MARC21/slim"
_UNBIS = "http://metadata.un.org/thesaurus/"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Values = Mapping[str, str]


_NOTHING = Catalogued()


def marc_record(entry: Entry, base: str, known: Catalogued = _NOTHING) -> etree._Element:
    """The ``record`` element. It has a control number (001) and others of the Library's once these are known."""
    root = etree.Element(f"{{{MARC}}}record", nsmap={None: MARC})
    etree.SubElement(root, f"{{{MARC}}}leader").text = _rules()["leader"]
    single, lists = _values(entry, base, known), _lists(entry, base, known)
    for rule in _rules()["field"]:
        if "control" in rule:
            for text in known.given.get(rule["control"], ())[:1]:
                etree.SubElement(root, f"{{{MARC}}}controlfield", tag=rule["tag"]).text = _NO_XML.sub("", text)
            continue
        if "repeat" in rule:
            subfields = [pair for each in lists[rule["repeat"]] for pair in _filled(rule, each)]
            _field(root, rule["tag"], rule["indicators"], subfields)
            continue
        for values in lists.get(rule["each"], []) if "each" in rule else [single]:
            subfields = _filled(rule, values)
            if rule.get("needs", rule["subfields"][0][0]) in dict(subfields):
                _field(root, rule["tag"], rule["indicators"].format(**values), subfields)
    return root


def marc_text(entry: Entry, base: str, known: Catalogued = _NOTHING) -> str:
    """The record as text."""
    return etree.tostring(marc_record(entry, base, known), encoding="unicode")


def write_marcxml(entries: Iterable[Entry], base: str) -> bytes:
    """Entries as a MARCXML collection."""
    root = etree.Element(f"{{{MARC}}}collection", nsmap={None: MARC})
    root.extend(marc_record(entry, base) for entry in entries)
    etree.indent(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _rules() -> dict[str, Any]:
    return table("data", "marc.toml")


def _filled(rule: Mapping[str, Any], values: Values) -> list[tuple[str, str]]:
    """Subfields, without those that lack a value."""
    return [
        (code, template.format(**values))
        for code, template in rule["subfields"]
        if all(values.get(name) for name in _PLACEHOLDER.findall(template))
    ]


def _field(root: etree._Element, tag: str, indicators: str, subfields: list[tuple[str, str]]) -> None:
    field = etree.SubElement(root, f"{{{MARC}}}datafield", tag=tag, ind1=indicators[0], ind2=indicators[1])
    for code, text in subfields:
        etree.SubElement(field, f"{{{MARC}}}subfield", code=code).text = _NO_XML.sub("", text)


# ── values ──────────────────────────────────────────────────────────────────────────────────────────────────────────
def _values(entry: Entry, base: str, known: Catalogued) -> dict[str, str]:
    rules = _rules()
    organ: dict[str, Any] = rules["organs"].get(entry.body, {})
    kind: dict[str, str] = rules["kinds"].get(entry.kind, {})
    session = _session(entry, organ)
    return {
        "address": mint(base, entry.symbol),
        "symbol": entry.symbol,
        "kind_code": kind.get("code", ""),
        "collection": kind.get("collection", ""),
        "organ": organ.get("name", ""),
        "prefix": organ.get("prefix", ""),
        "session": session,
        "place": organ.get("place", ""),
        "heading": _heading(entry, organ, session),
        "series_number": known.series.get(session_path(entry), ""),
        "body_address": mint(base, f"body/{entry.body}") if entry.body else "",
        "issued": entry.issued,
        "issued_words": _words_of(entry.issued, "months"),
        "adopted": entry.adopted,
        "catalogue_title": entry.catalogue_title,
        "additional_sponsors": _listed([one.name for one in entry.additional_sponsors]),
        **_title(entry, organ, kind),
        **_committee(entry.committee, base, known),
        **_adoption(entry.ballot, entry.meeting),
    }


def _session(entry: Entry, organ: Mapping[str, Any]) -> str:
    """The session, or the organ's year where it counts years: 2023 is the Security Council's 78th."""
    years_from = organ.get("years_from")
    return str(entry.session_year - years_from) if years_from and entry.session_year else entry.session


def _heading(entry: Entry, organ: Mapping[str, Any], session: str) -> str:
    if not organ or not session.isdigit() or entry.session_year is None:
        return str(organ.get("heading", ""))
    year = entry.session_year
    behind = organ["session"].format(ordinal=_ordinal(session), year=year, next_year=year + 1)
    return f"{organ['heading']} {behind}"


def _title(entry: Entry, organ: Mapping[str, Any], kind: Mapping[str, str]) -> dict[str, str]:
    words = _rules()["words"]
    title = entry.titles.get("en") or entry.titles.get(entry.reference) or entry.symbol
    numbered = entry.kind == "Resolution" and parse(entry.symbol).printed_number in title
    what = "" if numbered else kind.get("title", "")
    values = {
        "organ": organ.get("name", ""),
        "meeting": _ordinal(entry.meeting),
        "date": _words_of(entry.adopted, "full_months"),
    }
    by = words["responsibility_at_meeting" if numbered and all(values.values()) else "responsibility"].format(**values)
    responsibility = by if values["organ"] and (what or numbered) else ""
    mark = " :" if what else " /" if responsibility else ""
    skipped = next((count for article, count in words["articles"].items() if title.startswith(article)), 0)
    return {"title": title + mark, "title_kind": what, "responsibility": responsibility, "nonfiling": str(skipped)}


def _committee(committee: NamedThing | None, base: str, known: Catalogued) -> dict[str, str]:
    row: dict[str, str] = _rules()["committees"].get(committee.path, {}) if committee else {}
    return {
        "committee_heading": row.get("heading", ""),
        "committee_code": row.get("code", ""),
        "committee_number": known.numbers.get(committee.path, "") if committee else "",
        "committee_address": mint(base, committee.path) if committee else "",
    }


def _adoption(ballot: Ballot | None, meeting: str) -> dict[str, str]:
    if ballot is None:
        return {}
    figures = {
        "in_favour": ballot.in_favour,
        "against": ballot.against,
        "abstaining": ballot.abstaining,
        "not_voting": ballot.not_voting,
    }
    told = {name: "" if count is None else str(count) for name, count in figures.items()}
    known = [count for count in figures.values() if count is not None]
    words, note = _rules()["words"], ballot.note
    if not note and ballot.without_vote:
        note = words["without_vote"]
    elif not note and ballot.in_favour is not None:
        note = words["recorded_vote"].format(**told)
    if note and not ballot.note and meeting:
        note = words["at_meeting"].format(words=note, meeting=_ordinal(meeting))
    return {"adoption": note, **told, "voters": str(sum(known)) if len(known) == len(figures) else ""}


def _listed(names: list[str]) -> str:
    """Names as a sentence lists them: "A, B and C"."""
    words: dict[str, str] = _rules()["words"]
    return words["and"].join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _ordinal(number: str) -> str:
    if not number.isdigit():
        return number
    endings = _rules()["words"]["ordinal"]
    last = "other" if number[-2:-1] == "1" else number[-1]
    return number + str(endings.get(last, endings["other"]))


def _words_of(day: str, months: str) -> str:
    """A date in words: "5 Jan. 2022"."""
    if not day:
        return ""
    date = datetime.date.fromisoformat(day)
    return f"{date.day} {_rules()['words'][months][date.month - 1]} {date.year}"


# ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def _lists(entry: Entry, base: str, known: Catalogued) -> dict[str, list[dict[str, str]]]:
    unbis = [subject for subject in entry.subjects if subject.path.removeprefix("theme/").isdigit()]
    themes = [
        {"name": subject.name, **_numbered(subject, known), "place": str(place)}
        for place, subject in enumerate(unbis, start=1)
    ]

    def named(one: NamedThing) -> dict[str, str]:
        return {"name": one.name, "address": mint(base, one.path), "number": known.numbers.get(one.path, "")}

    others = [one for one in entry.subjects if one not in unbis]
    spaces = _rules()["spaces"]
    shown = "en" if entry.titles.get("en") else entry.reference
    return {
        "languages": list(_languages(entry)),
        "other_titles": [{"name": title} for language, title in entry.titles.items() if language != shown],
        **_subjects(entry, themes),
        **{name: [named(one) for one in others if _space(one) in some] for name, some in spaces.items()},
        "names": [{"name": one.name} for one in others if not any(_space(one) in some for some in spaces.values())],
        "sponsors": [named(one) for one in entry.sponsors],
        "items": [{**vars(item), "authority": known.numbers.get(item_path(item) or "", "")} for item in entry.items],
        **{name: [{"name": text} for text in texts] for name, texts in known.given.items()},
        "related": list(_related(entry)),
    }


def _numbered(theme: NamedThing, known: Catalogued) -> dict[str, str]:
    """A theme by its address in the thesaurus, and by its number in the Library's file where that is known."""
    address, number = _UNBIS + theme.path.removeprefix("theme/"), known.numbers.get(theme.path, "")
    return {"address": address, "number": number or address, "beside": address if number else ""}


def _subjects(entry: Entry, themes: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    """Subjects proper and places, as a cataloguer chose them or as they are ranked; ``machine`` has all ranked ones."""
    places = {_UNBIS + path.removeprefix("theme/") for path in entry.places}
    topics = [theme for theme in themes if theme["address"] not in places]
    regions = [theme for theme in themes if theme["address"] in places]
    if entry.by_cataloguer:
        return {"catalogued": topics, "catalogued_places": regions, "ranked": [], "ranked_places": [], "machine": []}
    return {"catalogued": [], "catalogued_places": [], "ranked": topics, "ranked_places": regions, "machine": themes}


def _space(named: NamedThing) -> str:
    """The vocabulary that a name is in."""
    return named.path.partition("/")[0]


def _languages(entry: Entry) -> Iterator[dict[str, str]]:
    symbol = parse(entry.symbol)
    for language, names in _rules()["languages"].items():
        if language in entry.titles:
            yield {**names, "url": un_addresses(symbol, language)["docs"]}


def _related(entry: Entry) -> Iterator[dict[str, str]]:
    relations = _rules()["relations"]
    for relation, symbols in (("draft", entry.drafts), ("report", entry.reports), ("record", entry.records)):
        for symbol in symbols:
            yield {"relation": relations[relation], "symbol": symbol}
