"""Answers made smaller: the same words, an entity tag of their own, whole or in a stream."""

from __future__ import annotations

import gzip

import httpx
import pytest

GZIP, PLAIN = {"Accept-Encoding": "gzip"}, {"Accept-Encoding": "identity"}
TEXTS = ["/zh/A/RES/67/138", "/static/style.css", "/static/search.js", "/ns/model.svg"]


def raw(client: httpx.Client, path: str, headers: dict[str, str]) -> tuple[httpx.Response, bytes]:
    with client.stream("GET", path, headers={"Accept": "*/*", **headers}) as answer:
        return answer, b"".join(answer.iter_raw())


@pytest.mark.parametrize("path", TEXTS)
def test_the_same_words_in_fewer_bytes(client: httpx.Client, path: str) -> None:
    (small, short), (large, long) = raw(client, path, GZIP), raw(client, path, PLAIN)
    assert small.headers["content-encoding"] == "gzip" and "content-encoding" not in large.headers
    assert gzip.decompress(short) == long and len(short) < len(long) / 2
    assert int(small.headers["content-length"]) == len(short)
    for answer in (small, large):
        assert "Accept-Encoding" in answer.headers["vary"]


def test_each_has_its_own_entity_tag_and_is_known_by_it(client: httpx.Client) -> None:
    path = "/zh/A/RES/67/138"
    tags = [raw(client, path, headers)[0].headers["etag"] for headers in (GZIP, PLAIN)]
    assert tags[0] != tags[1]
    for tag, headers in zip(tags, (GZIP, PLAIN), strict=True):
        again = client.get(path, headers={**headers, "If-None-Match": tag})
        assert (again.status_code, again.headers["etag"], again.content) == (304, tag, b"")
        head = client.head(path, headers=headers)
        assert head.headers["etag"] == tag


@pytest.mark.parametrize("accept", ["", "br", "gzip;q=0", "identity, *;q=0"])
def test_who_does_not_take_it_does_not_get_it(client: httpx.Client, accept: str) -> None:
    assert "content-encoding" not in raw(client, "/zh/A/RES/67/138", {"Accept-Encoding": accept})[0].headers


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "text/csv"])
@pytest.mark.parametrize("rows", [200, 5000])
def test_data_are_smaller_too_whole_or_in_a_stream(client: httpx.Client, accept: str, rows: int) -> None:
    numbers = " ".join(str(number) for number in range(100, 180))
    query = f"/sparql?query=SELECT ?a ?b {{ VALUES ?a {{ {numbers} }} VALUES ?b {{ {numbers} }} }} LIMIT {rows}"
    answer, content = raw(client, query, {**GZIP, "Accept": accept})
    plain, long = raw(client, query, {**PLAIN, "Accept": accept})
    assert answer.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert gzip.decompress(content) == long and len(content) < len(long) / 2


def test_what_is_packed_already_is_left_alone(client: httpx.Client) -> None:
    dump = client.get("/dumps/").json()[0]["address"].rpartition("/")[2]
    assert "content-encoding" not in raw(client, f"/dumps/{dump}", GZIP)[0].headers
