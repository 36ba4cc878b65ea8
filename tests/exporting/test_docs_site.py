"""The documents as a folder of pages: links and anchors lead somewhere inside it, words are found without a server."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from lxml import html
from playwright.sync_api import Browser, expect

from conftest import run
from resograph.exporting.docs.site import write_site
from resograph.exporting.docs.texts import places, texts
from resograph.exporting.errors import ExportError


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("docs") / "site"
    done = run("export", "docs", str(folder))
    assert (done.returncode, done.stdout) == (0, f"{folder}\n"), done.stderr
    assert f"{len(texts())} pages" in done.stderr
    return folder


def test_all_leads_somewhere_and_nothing_leads_out_by_itself(site: Path) -> None:
    pages = {path: html.fromstring(path.read_bytes()) for path in site.rglob("*.html")}
    assert len(pages) == len(texts())
    checked = 0
    for path, page in pages.items():
        fetched = page.xpath("//script/@src | //img/@src | //link/@href")
        assert not [target for target in fetched if "//" in target]
        for target in [*fetched, *page.xpath("//a/@href")]:
            if "://" in target:
                continue
            place, fragment = urldefrag(unquote(target))
            to = (path.parent / place).resolve() if place else path
            assert to.is_file() and to.is_relative_to(site.resolve()), f"{path.name} → {target}"
            if fragment and to in pages:
                assert pages[to].xpath("//*[@id=$id]", id=fragment), f"{path.name} → {target}"
            checked += 1
    assert checked > 100


def test_an_export_replaces_an_earlier_one_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    write_site(folder)
    (folder / "mine.txt").write_text("mine")
    (folder / "made.json").write_text('["old.html", "../kept.txt"]')
    for gone in (folder / "old.html", tmp_path / "kept.txt"):
        gone.write_text("x")
    write_site(folder)
    assert (folder / "mine.txt").exists() and (tmp_path / "kept.txt").exists() and not (folder / "old.html").exists()
    other = tmp_path / "other"
    other.mkdir()
    (other / "x").write_text("x")
    with pytest.raises(ExportError, match="holds something else"):
        write_site(other)


@pytest.mark.parametrize(("words", "least"), [("robots crawlers", 1), ("backup RESTORE", 1), ("xyzzyx", 0)])
def test_words_are_found_without_a_server(browser: Browser, site: Path, words: str, least: int) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.goto((site / "tutorials" / "delegate.html").as_uri())
    page.locator("input[type=search]").fill(words)
    expected = [text.title for text, _ in places(words)]
    assert len(expected) >= least
    expect(page.locator("#found h2 a")).to_have_text(expected)
    if not expected:
        expect(page.locator("#found")).to_have_text("No document has these words.")
    else:
        page.locator("#found li a").first.click()
        expect(page.locator("article h1")).to_have_text(expected[0])
    context.close()
