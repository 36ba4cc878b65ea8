"""The pictures in docs/: each is of a page that is there and still has the headings that it had.

``RESOGRAPH_WRITE_PICTURES=1 pytest tests/browser/test_pictures_of_docs.py`` takes them anew.
"""

from __future__ import annotations

import io
import json
import os
import re
from dataclasses import dataclass

import pytest
from browsing import Opener
from PIL import Image
from playwright.sync_api import Page

from conftest import ROOT

FOLDER = ROOT / "docs" / "pictures"
MADE = FOLDER / "made.json"
"""Picture → the headings of its page when it was taken."""
MOST = 60_000
"""Bytes of a picture."""
WRITING = os.environ.get("RESOGRAPH_WRITE_PICTURES") == "1"
AGAIN = "take it anew: RESOGRAPH_WRITE_PICTURES=1 pytest tests/browser/test_pictures_of_docs.py"


@dataclass(frozen=True)
class Shot:
    """What is taken: a page, from the top of something in it, so many CSS pixels high."""

    path: str
    above: str = "header.top"
    height: int = 620


SHOTS = {
    "resolution": Shot("/zh/A/RES/67/138"),
    "paragraph": Shot("/zh/A/RES/67/138~para_14"),
    "mandates": Shot("/mandates?addressee=actor/secretary-general"),
    "workbench": Shot("/sparql?example=mandates-of"),
    "paragraphs": Shot("/zh/A/RES/67/138", "#para_14", 560),
}


def headings(page: Page) -> list[str]:
    """The headings of a page and of its tables."""
    return [text.strip() for text in page.locator("main :is(h1, h2, th)").all_inner_texts() if text.strip()]


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_is_of_the_page_as_it_is(name: str, opened: Opener) -> None:
    shot, place = SHOTS[name], FOLDER / f"{name}.webp"
    page = opened(shot.path, viewport={"width": 1100, "height": shot.height})
    found = headings(page)
    assert found
    if WRITING:
        page.locator(shot.above).first.evaluate("it => window.scrollTo(0, it.getBoundingClientRect().top + scrollY)")
        taken = Image.open(io.BytesIO(page.screenshot(animations="disabled")))
        taken.convert("RGB").save(place, quality=45, method=6)
        made = json.loads(MADE.read_text(encoding="utf-8")) if MADE.exists() else {}
        text = json.dumps({**made, name: found}, ensure_ascii=False, indent=1, sort_keys=True)
        MADE.write_text(f"{text}\n", encoding="utf-8")
    assert json.loads(MADE.read_text(encoding="utf-8"))[name] == found, f"{place.name} shows an older page; {AGAIN}"


@pytest.mark.parametrize("name", SHOTS)
def test_pictures_are_small_and_shown_somewhere(name: str) -> None:
    place = FOLDER / f"{name}.webp"
    assert 1_000 < place.stat().st_size < MOST
    with Image.open(place) as picture:
        assert (picture.format, picture.width) == ("WEBP", 1100)
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    assert any(f"pictures/{name}.webp)" in page.read_text(encoding="utf-8") for page in pages)


def test_each_picture_that_is_shown_has_a_test() -> None:
    pages = [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
    shown = {name for page in pages for name in re.findall(r"!\[[^]]+\]\((\S+)\)", page.read_text(encoding="utf-8"))}
    assert {target.rpartition("/")[2] for target in shown} == {f"{name}.webp" for name in SHOTS}
    assert {path.stem for path in FOLDER.glob("*.webp")} == set(SHOTS)
