"""On whose report, under which item: what a cover says in words, for marked-up files and page texts alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from resograph.languages.profile import Profile
from resograph.symbols import Kind
from resograph.symbols.finding import symbols_in

_ITEM = re.compile(r"(?<!\d)(\d{1,4})(?!\d)(?:\s?\(?\s?([^\W\d_]{1,3}(?:\s[^\W\d_])?)\s?\))?")
_MOST_ITEMS = 1000
_LONGEST_BRACKET = 2000
"""Characters in which a committee and its report are looked for."""
_BRACKETED = re.compile(r"\[(?P<words>[^\[\]/]*+/[^\[\]]*+)\]")


def item_numbers(words: str, profile: Profile) -> list[str]:
    """Numbers and letters in one form for all languages: "116 (g)"; a thousand of them at most."""
    return [_item(found, profile) for found in islice(_ITEM.finditer(words), _MOST_ITEMS)]


def _item(found: re.Match[str], profile: Profile) -> str:
    letters = "".join(profile.fold(letter) for letter in (found[2] or "").split()).lower()
    return f"{int(found[1])} ({letters})" if letters else str(int(found[1]))


def reports(words: str) -> tuple[str, ...]:
    """Symbols of the reports named; drafts on which a text was adopted are no reports."""
    found = (place.symbol for place in symbols_in(words))
    named = (one.text for one in found if one.kind is Kind.REPORT and not re.search(r"/(?:L|CRP)\.\d", one.text))
    return tuple(dict.fromkeys(named))


def committee(words: str, profile: Profile) -> tuple[str | None, tuple[str, ...]]:
    """The committee and its reports, from the words of one bracket: "on the report of … (A/76/454, para. 13)"."""
    found = profile.masthead.report.re.search(words, 0, _LONGEST_BRACKET)
    name = found["committee"] if found else re.sub(r"\s?[（(][^()（）/]*+/[^()（）]*+[)）]", "", words)
    drafts = not found and re.search(r"/L\.\d", words)
    return name.strip() or None, () if drafts else reports(words)


def proponent(cover: str, profile: Profile) -> tuple[str | None, tuple[str, ...]]:
    """The same, from the words of a whole cover; the bracket stands before the title."""
    found = list(_BRACKETED.finditer(cover))
    return committee(profile.tidy(found[-1]["words"]), profile) if found else (None, ())


def agenda_items(lines: Sequence[str], profile: Profile) -> tuple[tuple[str, str], ...]:
    """Numbers and titles of the agenda items on a cover; the title runs from the number to the line of adoption."""
    head, ends = profile.masthead.agenda_item.re, profile.masthead.adopted.re
    for index, line in enumerate(lines):
        found = head.search(line)
        if not found:
            continue
        numbers = item_numbers(found["numbers"], profile)
        title: list[str] = [line[found.end() :].strip()] if found.end() < len(line) else []
        for text in lines[index + 1 :]:
            if ends.search(text) or text.startswith("["):
                break
            title.append(text)
        words = profile.tidy(profile.spacing.glue.join(title))
        titles = [words] + [""] * (len(numbers) - 1)
        return tuple(zip(numbers, titles, strict=False))
    return ()
