"""Rules for eIds: there, unique, of the convention's form, and by printed number."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from resograph.documents.xml import child, flat, local
from resograph.reading.akn.own import OWN_WORDS
from resograph.validating.akn.file import AknFile
from resograph.validating.akn.flaws import Hit

#: What a person or a program wants to point at.
_NEED = ("paragraph", "section", "point", "list", "container", "authorialNote", "attachment", "component", "item")
_NUMBERED = ("paragraph", "section", "point", "item")
_LEVEL = r"[A-Za-z]+(?:_[A-Za-z0-9.\-]+)?"
_FORM = re.compile(rf"{_LEVEL}(?:__(?:{_LEVEL}|\d+))*")
_APART = ("attachments", "components", "component")


def missing_ids(file: AknFile) -> Iterator[Hit]:
    """Parts that nothing can point at."""
    for element in file.body:
        name = local(element)
        if name in _NEED and not element.get("eId") and element.get("class") != OWN_WORDS:
            yield Hit("id.missing", element, f"<{name}> {flat(element)[:60]}".rstrip(), {"name": name})


def duplicate_ids(file: AknFile) -> Iterator[Hit]:
    """One eId on several elements of a document."""
    for document in file.documents:
        seen: Counter[str] = Counter()
        for element in document.iter():
            eid = element.get("eId")
            if not eid or _elsewhere(element, document):
                continue
            seen[eid] += 1
            if seen[eid] > 1:
                yield Hit("id.duplicate", element, f'<{local(element)} eId="{eid}">', {"eid": eid})


def _elsewhere(element: etree._Element, document: etree._Element) -> bool:
    """Whether it is of another document in this one."""
    for above in element.iterancestors():
        if above is document:
            return False
        if local(above) == "component":
            return True
    return False


def malformed_ids(file: AknFile) -> Iterator[Hit]:
    """eIds that are not of the convention's form."""
    for element in file.body:
        eid = element.get("eId")
        if eid and not _FORM.fullmatch(eid) and local(element) not in ("component", "documentRef"):
            yield Hit("id.form", element, eid)


def positions(file: AknFile) -> Iterator[Hit]:
    """eIds that give a running position where the paragraph prints a number."""
    for element in file.body:
        if local(element) not in _NUMBERED:
            continue
        eid, printed = element.get("eId"), flat(child(element, "num"))
        number = file.rules.fold(printed)
        if not eid or not number or not number.isascii():
            continue
        written = file.rules.fold(_last(eid))
        if written.lower() != number.lower():
            prefix = eid.partition("_")[0] if local(element) != "point" else "point"
            yield Hit("id.position", element, f"{printed} {eid} → {prefix}_{number}", {"number": printed, "eid": eid})


def _last(eid: str) -> str:
    """The number of the last level; ``__2`` behind it tells two paragraphs of one number apart."""
    return re.sub(r"(?<=[A-Za-z0-9])__\d+$", "", eid).rpartition("_")[2]


RULES = (missing_ids, duplicate_ids, malformed_ids, positions)
