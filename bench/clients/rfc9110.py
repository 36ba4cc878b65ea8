"""HTTP by RFC 9110 and CORS by the Fetch standard, asked as a careful client asks, at every address of a list.

Run: python bench/clients/rfc9110.py ROOT   (an address that ends in a slash: a server, one below a path, or a proxy)
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

import httpx

ADDRESSES = Path(__file__).with_name("addresses.txt").read_text(encoding="utf-8").splitlines()
UNLIKE = ("health", "metrics", "oai?verb=ListMetadataFormats")
"""They say what time it is."""
PLAIN = {"Accept-Encoding": "identity"}
ORIGIN = {"Origin": "https://example.org"}


def faults(http: httpx.Client, address: str, changes: bool) -> Iterator[str]:
    """What is not as RFC 9110 has it."""
    first = http.get(address, headers=PLAIN, follow_redirects=True)
    where, tag = str(first.url), first.headers.get("etag", "")
    if first.status_code != 200:
        yield f"{first.status_code}"
        return
    head = http.head(where, headers=PLAIN)
    for name in (
        "content-type",
        "vary",
        "content-language",
        "content-location",
        *(() if changes else ("etag", "content-length")),
    ):
        if head.headers.get(name) != first.headers.get(name) and not (
            name == "content-length" and name not in head.headers
        ):
            yield f"HEAD has {name} {head.headers.get(name)}, GET {first.headers.get(name)}"
    if head.content:
        yield "HEAD has content"
    if "date" not in first.headers:
        yield "no Date"
    packed = http.get(where, headers={"Accept-Encoding": "gzip"})
    if packed.headers.get("content-encoding") == "gzip":
        if "accept-encoding" not in packed.headers.get("vary", "").lower():
            yield "packed without Vary: Accept-Encoding"
        if packed.headers.get("etag") == tag and tag and not tag.startswith("W/"):
            yield "one strong tag for packed and plain"
    if http.get(where, headers={"Accept-Encoding": "gzip;q=0"}).headers.get("content-encoding"):
        yield "packed against gzip;q=0"
    yield from _cross_origin(http, where)
    yield from _methods(http, where)
    if changes:
        return
    if not tag:
        yield "no ETag"
        return
    yield from _conditions(http, where, first)
    yield from _ranges(http, where, first)


def _conditions(http: httpx.Client, where: str, first: httpx.Response) -> Iterator[str]:
    tag, modified = first.headers["etag"], first.headers.get("last-modified")
    for headers, status in (
        ({"If-None-Match": tag}, 304),
        ({"If-None-Match": f'"x", W/{tag.removeprefix("W/")}'}, 304),
        ({"If-None-Match": "*"}, 304),
        ({"If-None-Match": '"x"'}, 200),
        ({"If-Match": "*"}, 200),
        ({"If-Match": '"x"'}, 412),
        ({"If-None-Match": '"x"', "If-Modified-Since": "Fri, 01 Jan 2038 00:00:00 GMT"}, 200),
        ({"If-Modified-Since": "no date"}, 200),
        ({"If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT"}, 412 if modified else 200),
        *([({"If-Modified-Since": modified}, 304), ({"If-Unmodified-Since": modified}, 200)] if modified else []),
    ):
        answer = http.get(where, headers={**PLAIN, **headers})
        if answer.status_code != status:
            yield f"{headers} gives {answer.status_code} instead of {status}"
        elif status == 304:
            for name in ("etag", "vary", "cache-control", "content-location", "expires"):
                if answer.headers.get(name) != first.headers.get(name):
                    yield f"304 has {name} {answer.headers.get(name)}, 200 {first.headers.get(name)}"
            if answer.content:
                yield "304 has content"
    packed = http.get(where, headers={"Accept-Encoding": "gzip"})
    again = http.get(where, headers={"Accept-Encoding": "gzip", "If-None-Match": packed.headers["etag"]})
    if again.status_code != 304:
        yield f"the tag of the packed form gives {again.status_code}"
    if modified:
        parsedate_to_datetime(modified)


def _ranges(http: httpx.Client, where: str, first: httpx.Response) -> Iterator[str]:
    if len(first.content) < 8 or first.headers.get("accept-ranges") != "bytes":
        return  # a server may leave ranges out (§14.2), as where an answer comes in pieces
    size, tag = len(first.content), first.headers["etag"]
    for headers, status, part in (
        ({"Range": "bytes=2-5"}, 206, first.content[2:6]),
        ({"Range": "bytes=-3"}, 206, first.content[-3:]),
        ({"Range": "bytes=3-"}, 206, first.content[3:]),
        ({"Range": f"bytes=2-{size * 2}"}, 206, first.content[2:]),
        ({"Range": f"bytes={size}-"}, 416, None),
        ({"Range": "bytes=5-2"}, 200, first.content),
        ({"Range": "items=1-2"}, 200, first.content),
        ({"Range": "bytes=2-5", "If-Range": tag}, 206, first.content[2:6]),
        ({"Range": "bytes=2-5", "If-Range": '"x"'}, 200, first.content),
        ({"Range": "bytes=2-5", "If-Range": f"W/{tag}"}, 200, first.content),
        ({"Range": "bytes=2-5", "If-None-Match": tag}, 304, b""),
        ({"Range": "bytes=2-5", "If-Match": '"x"'}, 412, None),
    ):
        answer = http.get(where, headers={**PLAIN, **headers})
        if answer.status_code != status or (part is not None and answer.content != part):
            yield f"{headers} gives {answer.status_code} with {len(answer.content)} bytes instead of {status}"
        if answer.status_code == 206 and answer.headers.get("content-range", "").rpartition("/")[2] != str(size):
            yield f"{headers} has Content-Range {answer.headers.get('content-range')}"
        if answer.status_code == 206 and answer.headers.get("etag") != tag:
            yield "a part has another tag"
        if status == 416 and answer.headers.get("content-range") != f"bytes */{size}":
            yield f"416 has Content-Range {answer.headers.get('content-range')}"
    with http.stream("GET", where, headers={"Accept-Encoding": "gzip", "Range": "bytes=2-5"}) as answer:
        raw = b"".join(answer.iter_raw())
        if answer.status_code == 206 and answer.headers.get("content-encoding"):
            whole = http.get(where, headers={"Accept-Encoding": "gzip"})
            if whole.headers.get("etag") != answer.headers.get("etag"):
                yield "a part of the packed form has the tag of the plain one"
        elif answer.status_code == 206 and raw != first.content[2:6]:
            yield "a part with Accept-Encoding: gzip is of neither form"


def _cross_origin(http: httpx.Client, where: str) -> Iterator[str]:
    asked = {**ORIGIN, "Access-Control-Request-Method": "GET"}
    asked["Access-Control-Request-Headers"] = "accept,accept-profile,if-none-match,range,x-requested-with"
    before = http.options(where, headers=asked)
    allowed = {name.strip().lower() for name in before.headers.get("access-control-allow-headers", "").split(",")}
    if not before.is_success or not {"accept", "if-none-match", "range"} <= allowed:
        yield f"preflight gives {before.status_code}, allows {sorted(allowed)}"
    answer = http.get(where, headers={**PLAIN, **ORIGIN})
    if answer.headers.get("access-control-allow-origin") not in ("*", ORIGIN["Origin"]):
        yield "other sites may not read"
    exposed = answer.headers.get("access-control-expose-headers", "").lower()
    if not all(name in exposed for name in ("etag", "link", "content-range")):
        yield f"exposes {exposed}"


def _methods(http: httpx.Client, where: str) -> Iterator[str]:
    for method in ("DELETE", "PATCH", "PROPFIND"):
        answer = http.request(method, where)
        if answer.status_code not in (401, 403, 405, 501):
            yield f"{method} gives {answer.status_code}"
        if answer.status_code == 405 and not answer.headers.get("allow"):
            yield f"405 to {method} without Allow"


def main(root: str) -> int:
    """Print what is wrong; 1 where anything is."""
    found = 0
    with httpx.Client(timeout=60) as http:
        listed = http.get(urljoin(root, "dumps/"), headers={"Accept": "application/json"}).json()
        addresses = [*ADDRESSES, *(f"dumps/{row['address'].rpartition('/')[2]}" for row in listed[:2])]
        for address in addresses:
            for fault in faults(http, root + address, address in UNLIKE):
                found += 1
                print(f"/{address}: {fault}", flush=True)
    print(f"{len(addresses)} addresses, {found} faults")
    return int(found > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
