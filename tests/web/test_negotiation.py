"""Content negotiation: the best offer for a header (RFC 9110 §12.4.2, §12.5)."""

from __future__ import annotations

import pytest

from resograph.web.negotiation import accepts_coding, choose_format, choose_language

HELD = ("en", "fr", "zh")


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("zh", "zh"),
        ("zh-Hant-TW, fr;q=0.5", "zh"),
        ("fr;q=0.4, zh;q=0.5", "zh"),
        ("zh;q=0", "en"),
        ("en;q=0", "fr"),
        ("en;q=0, fr;q=0", "zh"),
        ("en;q=0, *", "fr"),
        ("zh;q=0, zh-CN;q=0.5", "en"),
        ("zh-TW;q=0, zh;q=0.5", "zh"),
        ("de, zh;q=0.0", "en"),
        ("*;q=0", "en"),
        ("en;q=0, fr;q=0, zh;q=0", "en"),
        ("zh;q=nonsense", "en"),
    ],
)
def test_language(header: str | None, language: str) -> None:
    assert choose_language(header, HELD) == language


@pytest.mark.parametrize(
    ("header", "suffix"),
    [
        (None, "html"),
        ("*/*", "html"),
        ("text/turtle;q=0.5, text/html;q=0", "ttl"),
        ("text/html;q=0, */*", "ttl"),
        ("text/*;q=0, */*", "jsonld"),
        ("application/ld+json;q=0", None),
        ("image/png", None),
    ],
)
def test_format(header: str | None, suffix: str | None) -> None:
    assert choose_format(header, ("html", "ttl", "jsonld")) == suffix


@pytest.mark.parametrize(
    ("header", "taken"), [(None, False), ("gzip", True), ("gzip;q=0", False), ("*", True), ("gzip;q=0, *", False)]
)
def test_coding(header: str | None, taken: bool) -> None:
    assert accepts_coding(header, "gzip") is taken
