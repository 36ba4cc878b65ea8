"""What machines gather: dumps with their checksums, the feed of changes, the sitemap, what crawlers may fetch."""

from __future__ import annotations

import gzip
import hashlib
import re
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest
from lxml import etree
from servers import served

from conftest import BASE, SEED
from resograph.pipeline import Builder, Source
from resograph.releases import Release
from resograph.releases.dumps import dumps_of
from resograph.web.registries.dumps import dump_triples

ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_dumps_are_the_graph_and_match_their_checksums(client: httpx.Client, release: Release) -> None:
    lines: list[str] = []
    for row in client.get("/dumps/").json():
        answer = client.get("/" + row["address"].removeprefix(BASE))
        content = answer.content
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (row["sha256"], row["bytes"])
        quads = list(ox.parse(gzip.decompress(content), ox.RdfFormat.N_QUADS))
        assert len(quads) == row["quads"]
        lines += map(str, quads)
    assert sorted(lines) == sorted(map(str, ox.Store.read_only(str(release.store))))
    told = client.get("/dumps/SHA256SUMS").text
    assert told == "".join(f"{dump.sha256}  {dump.file}\n" for dump in dumps_of(release))


PIECES = [
    ("bytes=0-9", 206, 0, 10),
    ("bytes=5-", 206, 5, None),
    ("bytes=-7", 206, -7, None),
    ("bytes=3-99999999", 206, 3, None),
    ("bytes=99999999-", 416, None, None),
    ("bytes=9-2", 200, 0, None),
    ("bytes=0-1,4-5", 200, 0, None),
    ("pages=1-2", 200, 0, None),
]


@pytest.mark.parametrize("name", ["un-ga-67", "context"])
@pytest.mark.parametrize(("asked", "status", "start", "end"), PIECES)
def test_a_dump_is_fetched_in_pieces(
    client: httpx.Client, name: str, asked: str, status: int, start: int | None, end: int | None
) -> None:
    whole = client.get(f"/dumps/{name}.nq.gz").content
    answer = client.get(f"/dumps/{name}.nq.gz", headers={"Range": asked})
    assert answer.status_code == status
    if status == 416:
        assert answer.headers["content-range"] == f"bytes */{len(whole)}"
        return
    piece = whole[start:end]
    assert answer.content == piece
    assert int(answer.headers["content-length"]) == len(piece)
    if status == 206:
        first = len(whole) - len(piece) if start is None or start < 0 else start
        assert answer.headers["content-range"] == f"bytes {first}-{first + len(piece) - 1}/{len(whole)}"


def test_a_dump_is_fetched_once(client: httpx.Client) -> None:
    answer = client.head("/dumps/un-ga-67.nq.gz")
    tag = answer.headers["etag"]
    assert (answer.headers["content-type"], int(answer.headers["content-length"]) > 100) == ("application/gzip", True)
    assert client.get("/dumps/un-ga-67.nq.gz", headers={"If-None-Match": tag}).status_code == 304
    for given, status in ((tag, 206), ('"another"', 200)):
        asked = {"Range": "bytes=0-9", "If-Range": given}
        assert client.get("/dumps/un-ga-67.nq.gz", headers=asked).status_code == status
    assert client.get("/dumps/index.json").status_code == 404
    assert client.get("/dumps", follow_redirects=False).headers["location"] == "dumps/"


def test_dumps_are_told_as_distributions(release: Release) -> None:
    triples = list(dump_triples(release, BASE, ox.NamedNode(f"{BASE}.well-known/void#dataset")))
    downloads = [str(t.object) for t in triples if t.predicate.value == "http://www.w3.org/ns/dcat#downloadURL"]
    assert downloads == [
        f"<{BASE}dumps/un-ga-67.nq.gz>",
        f"<{BASE}dumps/vocabulary.nq.gz>",
        f"<{BASE}dumps/context.nq.gz>",
    ]


def test_crawlers_find_every_work(client: httpx.Client) -> None:
    robots = client.get("/robots.txt").text
    assert robots.startswith("User-agent: *\nDisallow: /sparql\n") and f"Sitemap: {BASE}sitemap.xml" in robots
    [part] = etree.fromstring(client.get("/sitemap.xml").content).iter(f"{SITEMAP}loc")
    urls = etree.fromstring(client.get("/" + str(part.text).removeprefix(BASE)).content)
    assert [loc.text for loc in urls.iter(f"{SITEMAP}loc")] == [BASE, f"{BASE}A/RES/67/138"]
    assert all(
        re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(day.text)) for day in urls.iter(f"{SITEMAP}lastmod")
    )
    assert [client.get(f"/sitemap-{part}.xml").status_code for part in ("0", "2", "x", "9" * 30)] == [404] * 4


def test_the_feed_tells_what_changed_last(tmp_path: Path) -> None:
    text = SEED.read_text(encoding="utf-8")
    sources = []
    for number in ("138", "139", "140"):
        path = tmp_path / f"A_RES_67_{number}-zh.txt"
        path.write_text(text.replace("67/138", f"67/{number}"), encoding="utf-8")
        sources.append(Source(path))
    store = tmp_path / "store"
    assert Builder(store, BASE).build(sources)[0]
    sources[0].path.write_text(text.replace("志愿服务纳入", "志愿者纳入"), encoding="utf-8")
    assert Builder(store, BASE).build(sources[:1], removed={sources[1].name})[0]
    with served("--store", str(store)) as http:
        answer = http.get("/feed.atom")
        root = etree.fromstring(answer.content)
        assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
        assert http.get("/feed.atom", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304
        assert http.get("/feed.atom?before=x").status_code == 400
        older = etree.fromstring(http.get("/feed.atom?before=1.1").content)
    assert all(root.find(f"{ATOM}{name}") is not None for name in ("id", "title", "updated", "author"))
    told = [(child.get("ref") or child.findtext(f"{ATOM}id"), child.findtext(f"{ATOM}summary")) for child in root[-3:]]
    (changed, why), gone = sorted(told[:2])
    assert (changed, str(why)[:7]) == (f"{BASE}A/RES/67/138", "Changed")
    assert (gone, told[2]) == ((f"{BASE}A/RES/67/139", None), (f"{BASE}A/RES/67/140", "New here."))
    assert older.findall(f"{ATOM}entry") == []


FOLLOWED = [
    ("actor/un-volunteers", 1),  # addressed
    ("actor/secretary-general", 1),
    ("theme/1006907", 1),  # a theme of paragraphs
    ("session/un-ga/67", 1),  # filed under
    ("state/aut", 0),
    (f"{BASE}actor/un-volunteers", 1),
]


@pytest.mark.parametrize(("thing", "entries"), FOLLOWED)
def test_changes_about_one_thing_are_a_feed(client: httpx.Client, thing: str, entries: int) -> None:
    feed = etree.fromstring(client.get("/feed.atom", params={"about": thing}).content)
    assert len(feed.findall(f"{ATOM}entry")) == entries
    path = thing.removeprefix(BASE)
    assert feed.findtext(f"{ATOM}id") == f"{BASE}feed.atom?about={path.replace('/', '%2F')}"
    assert path not in str(feed.findtext(f"{ATOM}title")), "the title has its name"
    alternate = feed.find(f"{ATOM}link[@rel='alternate']")
    assert alternate is not None and client.get("/" + alternate.get("href", "").removeprefix(BASE)).status_code in (
        200,
        303,
    )
    page = client.get(f"/{path}.html").text
    assert f"feed.atom?about={path}" in page


def test_what_is_below_a_thing_is_in_its_feed(client: httpx.Client) -> None:
    """Ethnic minorities, which a paragraph names, are below minorities, which none does."""
    assert "actor/minorities>" in client.get("/actor/ethnic-minorities.nt").text
    assert "A/RES/67/138" in client.get("/feed.atom", params={"about": "actor/minorities"}).text


def test_what_is_not_known_has_no_feed(client: httpx.Client) -> None:
    answer = client.get("/feed.atom", params={"about": "actor/nobody"}, headers={"Accept": "application/json"})
    assert answer.status_code == 400 and "actor/nobody" in answer.json()["detail"]


@pytest.mark.parametrize("path", ["/feed.atom", "/sitemap.xml", "/robots.txt", "/dumps/", "/dumps/SHA256SUMS"])
def test_head_answers_as_get_does(client: httpx.Client, path: str) -> None:
    assert client.head(path).headers["content-type"] == client.get(path).headers["content-type"]
