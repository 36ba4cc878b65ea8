"""The documents of the product as pages: each is served, its links lead somewhere, words are found."""

from __future__ import annotations

import re
from urllib.parse import urljoin

import httpx
import pytest

from resograph.exporting.docs.texts import texts


@pytest.mark.parametrize("name", sorted(set(texts()) - {"README"}))
def test_each_document_is_a_page_whose_links_lead_somewhere(client: httpx.Client, name: str) -> None:
    path = f"/docs/{name}"
    page = client.get(path)
    assert page.status_code == 200 and "<h1 id=" in page.text
    article = page.text.partition('<article class="docs"')[2].partition("</article>")[0]
    for target in re.findall(r'(?:href|src)="([^"#]+)', article):
        if "://" not in target:
            assert client.get(urljoin(path, target), follow_redirects=True).status_code == 200, target


def test_the_list_and_what_is_not_there(client: httpx.Client) -> None:
    assert client.get("/docs/README").headers["location"] == "../docs"
    listed = client.get("/docs").text
    for target in re.findall(r'href="(docs/[^"#]+)', listed):
        assert client.get(f"/{target}").status_code == 200
    assert 'href="docs/mandates"' in listed
    missing = client.get("/docs/mandatez", headers={"Accept": "application/json"})
    assert missing.status_code == 404 and "docs/mandatez" in missing.json()["detail"]
    assert client.get("/docs/pictures/paragraph.webp").headers["content-type"] == "image/webp"
    for trick in ("/docs/pictures/..%2F..%2Fpyproject.webp", "/docs/%2e%2e/data/marc.toml"):
        assert client.get(trick).status_code in (400, 404)


@pytest.mark.parametrize(
    ("words", "expected"), [("constraint ttl backup", None), ("reso:search", "docs/search"), ("xyzzy", None)]
)
def test_words_are_found(client: httpx.Client, words: str, expected: str | None) -> None:
    page = client.get("/docs", params={"q": words}).text
    assert (expected in page) if expected else "No document" in page
