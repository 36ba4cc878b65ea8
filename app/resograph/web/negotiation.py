"""Content negotiation, pure (RFC 9110 §12.5): the best of what there is for an Accept or Accept-Language header."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from resograph.media_types import DOCUMENTS, with_charset

MEDIA_TYPES = DOCUMENTS

_MOST = 200
"""Ranges of one header that are looked at."""
_ALIASES = {
    "application/xml": "application/akn+xml",
    "application/xhtml+xml": "text/html",
    "application/x-turtle": "text/turtle",
}


def content_type(suffix: str) -> str:
    """The Content-Type of a format, with its charset where the type takes one."""
    return with_charset(MEDIA_TYPES[suffix])


def choose_format(accept: str | None, suffixes: Sequence[str], types: Mapping[str, str] = MEDIA_TYPES) -> str | None:
    """The suffix of the best type; None where the client takes none of them (see ``choose``)."""
    also = [(suffix, other) for other, media in _ALIASES.items() for suffix in suffixes if types[suffix] == media]
    return choose(accept, [*((suffix, types[suffix]) for suffix in suffixes), *also])


def choose(accept: str | None, offers: Sequence[tuple[str, str]]) -> str | None:
    """The name of the best offer, each a name and its media type; None where the client takes none of them.

    The most specific range that fits a type gives its quality; of equals our order decides. No header, or ``*/*``:
    the first.

    >>> choose("text/csv;q=0.5, application/*", [("csv", "text/csv"), ("json", "application/json")])
    'json'
    """
    ranges = _parse(accept or "")
    if not ranges:
        return offers[0][0]
    best, chosen = 0.0, None
    for name, media in offers:
        quality = _quality(media, ranges)
        if quality > best:
            best, chosen = quality, name
    return chosen


def choose_language(accept: str | None, available: Sequence[str]) -> str:
    """The best available language (RFC 4647 lookup); where none fits, the first that is not refused by ``q=0``.

    >>> choose_language("zh;q=0, *", ["zh", "en"])
    'en'
    """
    ranges = _parse(accept or "")
    refused = {tag for tag, quality in ranges if not quality}
    left = [language for language in available if language not in refused]
    for tag, quality in sorted(ranges, key=lambda pair: -pair[1]):
        primary = tag.split("-")[0]
        if quality and primary in left:
            return primary
        if tag == "*":
            break
    return (left or available)[0]


def accepts_coding(accept: str | None, coding: str) -> bool:
    """Whether a client takes a content coding (RFC 9110 §12.5.3)."""
    known = dict(_parse(accept or ""))
    return known.get(coding, known.get("*", 0.0)) > 0


def _parse(header: str) -> list[tuple[str, float]]:
    ranges: list[tuple[str, float]] = []
    for item in header.split(",", _MOST)[:_MOST]:
        name, *parameters = (piece.strip() for piece in item.split(";"))
        quality = 1.0
        for parameter in parameters:
            key, _, value = parameter.partition("=")
            if key.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if name:
            ranges.append((name.lower(), quality))
    return ranges


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    major = media.split("/")[0]
    for wanted in (media, f"{major}/*", "*/*"):
        found = [quality for name, quality in ranges if name == wanted]
        if found:
            return max(found)
    return 0.0
