"""Requests made by a seed, from the server's own /openapi.json and from a grammar of its addresses: none answers 5xx.

Run: python -m bench.requests RELEASE [count, by default 100,000] [seed]

Prints how many were answered with which status; exits 1 at an answer of 5xx that is not "try later" (503 with
Retry-After), at a refusal without a sentence, and at a request left without an answer.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from bench.serving import ours
from resograph.symbols.address import FORMATS, LANGUAGES

DIGITS = "9" * 5000
NUMBERS = [
    "0",
    "1",
    "2",
    "-1",
    "1.5",
    "1e3",
    "1e999",
    "NaN",
    DIGITS,
    "0" * 5000,
    "019450000000000000000000",
    "²",
    "٣",
    "１",
]
NUMBERS += ["1_000", " 7 ", "99999999999999999999", "9223372036854775807", "9223372036854775808", "2015", "0x10", "x"]
SIGNS = [
    "%",
    "%00",
    "%0A",
    "%ED%A0%80",
    "%FF",
    "%EF%BF%BF",
    "%F0%9F%98%80",
    "%E2%80%AE",
    "%22",
    "%3C",
    "%3E",
    "%7B",
    "%5C",
]
SIGNS += [
    "%5B",
    "%20",
    "%09",
    "%25",
    "%2F",
    "%3F",
    "%23",
    "..",
    "/",
    "//",
    "~",
    "@",
    ".",
    "->",
    "'",
    "(",
    ")",
    "*",
    ";",
    ",",
    "=",
    "&",
]
SIGNS += ["%C2%AD", "%E5%BF%97", "%D8%A3", "+", ":", "http://x/", "%EE%80%80", "%C2%80"]
SYMBOLS = [
    "A/RES/67/138",
    "a/res/67/138",
    "S/RES/1325(2000)",
    "A/RES/217A(III)",
    "A/RES/69/96A",
    "A/CONF.157/24(PartI)",
]
SYMBOLS += [
    "E/2009/25(SUPP)",
    "A/DEC/76/402",
    "A/66/PV.89",
    "ST/SGB/2017/1",
    "A/RES/67/138/Add.1",
    "S/2024/1",
    "A/C.3/67/L.9",
]
PORTIONS = [
    "para_14",
    "para_4__list_1__point_a",
    "sec_II__para_3",
    "preamble_3",
    "annex_1__para_2",
    "note_1",
    "vote",
    "OP12",
]
PORTIONS += [
    "para_14__act_2",
    "para_25__report_1",
    "finding_3",
    "PP3",
    f"para_{DIGITS}",
    "para_1-%3Epara_3",
    "para_3->para_1",
    "",
]
THINGS = [
    "actor/unv",
    "actor/named/x",
    "body/un-ga",
    "state/fra",
    "theme/1",
    "verb/requests",
    "event/x",
    "instrument/cedaw",
]
THINGS += [
    "publication/x",
    "session/un-ga/67",
    "meeting/un-ga/67/60",
    "item/un-ga/67/27-b",
    "graph/A/RES/67/138",
    "change/same",
]
THINGS += [
    "graph/vocabulary",
    "graph/source/x",
    "actor",
    "verb",
    "ns",
    "context.jsonld",
    "sessions/un-ga/67",
    "series/A/RES/67/138",
]
AKN = [
    "akn/un/statement/deliberation/un-ga/2012-12-20/67-138",
    "akn/un/statement/deliberation/unga/2012-12-20/67-138/eng@/!main",
]
AKN += ["akn/un/statement/deliberation/un-sc/2000-10-31/1325-2000/zho@2013-07-15/!main~para_14", "akn/un"]
PLACES = [
    "",
    "dumps/",
    "dumps",
    "dumps/SHA256SUMS",
    "dumps/x.nq.gz",
    "feed.atom",
    "sitemap.xml",
    "sitemap-1.xml",
    "oai",
    "search",
]
PLACES += [
    "mandates",
    "mandates.csv",
    "mandates.ics",
    "documents",
    "queries",
    "queries/mandates-of",
    "resolve",
    "reconcile",
    "about",
]
PLACES += [
    "about/api",
    "about/vocabularies/verbs",
    "shapes",
    "pictures",
    "health",
    "metrics",
    "interface",
    "llms.txt",
    "static/x",
]
PLACES += [
    ".well-known/void",
    "rdf-graph-store",
    "sparql",
    "api/symbol/access",
    "Home/Mobile",
    "pdf",
    "openapi.json",
    "docs/api",
    "about/programs",
]
NAMES = [
    "q",
    "query",
    "queries",
    "extend",
    "page",
    "symbol",
    "lang",
    "id",
    "before",
    "steps",
    "document",
    "year",
    "organ",
    "session",
]
NAMES += [
    "kind",
    "type",
    "prefix",
    "limit",
    "cursor",
    "callback",
    "sort",
    "verb",
    "metadataPrefix",
    "from",
    "until",
    "set",
    "graph",
]
NAMES += [
    "resumptionToken",
    "identifier",
    "default",
    "format",
    "s",
    "l",
    "FinalSymbol",
    "Language",
    "back",
    "language",
    "words",
    "a",
    "b",
]
WORDS = [
    "",
    "x",
    "peace and security",
    '"unclosed',
    "a AND",
    "(",
    "*",
    "NEAR(",
    "志愿",
    "Marché",
    "GetRecord",
    "ListRecords",
    "marcxml",
]
WORDS += [
    "oai_dc",
    "2012-12-20",
    "9999-99-99",
    "0000-00-00",
    "body/un-ga",
    "Resolution",
    "{}",
    "[]",
    "ASK {}",
    "SELECT * { ?s ?p ?o } LIMIT 1",
]
JSONS = [
    f"[{DIGITS}]",
    f'{{"q0": {{"query": "x", "limit": {DIGITS}}}}}',
    r'["\ud800"]',
    r'{"q0": {"query": "\udfff x"}}',
    "[NaN]",
]
JSONS += [
    r'{"q0": {"query": "A/RES/67/138", "properties": [{"pid": "adoptedBy", "v": "\ud83d"}]}}',
    "[" * 9000,
    '{"a":' * 9000,
]
JSONS += [
    r'{"ids": ["\ud800", "A/RES/67/138"], "properties": [{"id": "\udc00"}, {"id": "adoptedOn"}]}',
    "1e999",
    "null",
    '""',
    "{",
    "",
]
JSONS += [
    '{"ids": ["A/RES/67/138"], "properties": [{"id": "adoptedOn", "settings": {"limit": 1e400, "lang": 5}}]}',
    '{"q0": null}',
]
JSONS += [
    '{"q0": {"query": "x", "type": [1]}}',
    '{"q0": {"query": 5}}',
    '[{"symbol": {"a": []}}, [], null, 1.5, true]',
    '"\\u0000"',
]
JSONS += [f'[{{"symbol": "A/RES/67/138", "lang": "en", "id": "{DIGITS}"}}]', '{"queries": 1}', "[1e5000]", "\ufeff[]"]
TYPES = [
    "application/json",
    "application/x-www-form-urlencoded",
    "text/plain",
    "",
    "multipart/form-data; boundary=x",
    "x;charset=y",
]
ACCEPTS = [
    "*/*",
    "text/html",
    "application/json",
    "text/turtle",
    "application/ld+json",
    "application/akn+xml",
    "text/plain",
    "a/b",
]
ACCEPTS += ["application/rdf+xml", "text/html;q=0.x, */*;q=nan", ",;,", "*/*;q=0", "application/n-triples;q=1e400"]
EXTRA: dict[str, list[str]] = {
    "Accept-Language": ["zh", "zh;q=0", "*;q=0", "x" * 300, "fr-CA, ru;q=0.5", ";;"],
    "If-None-Match": ['"x"', "*", 'W/"x", "y', ""],
    "If-Match": ['"x"', "*", "x"],
    "If-Modified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT", "x", f"Thu, 01 Jan {DIGITS[:9]} 00:00:00 GMT"],
    "If-Unmodified-Since": ["Thu, 01 Jan 1970 00:00:00 GMT", "0"],
    "Range": ["bytes=0-9", "bytes=-5", f"bytes={DIGITS}-", "lines=1-2", "bytes=9-1", "bytes=0-1,4-5", "bytes="],
    "If-Range": ['"x"', "Thu, 01 Jan 1970 00:00:00 GMT"],
    "Cookie": ["resograph-interface=zh", "resograph-interface=" + "x" * 200, "=;;="],
    "Authorization": ["Bearer x", "Basic eDp5", "Bearer"],
    "Accept-Encoding": ["gzip", "gzip;q=0", "br, *", "x"],
    "Content-Encoding": ["gzip", "x"],
    "Origin": ["http://elsewhere.example", "null"],
    "X-Forwarded-For": ["10.0.0.1", "x, y", DIGITS[:200]],
}
METHODS = ["GET"] * 12 + ["HEAD", "POST", "POST", "OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"]


@dataclass(frozen=True)
class Made:
    """One request; ``target`` as it goes into the request line."""

    method: str
    target: str
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""


def from_grammar(dice: random.Random) -> Made:
    """A request to one of our addresses, or to what looks like one."""
    path = dice.choice([_document, _document, _thing, _thing, _place])(dice)
    for _ in range(dice.choice([0, 0, 1, 1, 3])):
        at = dice.randrange(len(path) + 1)
        path = path[:at] + dice.choice([*SIGNS, *NUMBERS[:6]]) + path[at:]
    pairs = [(dice.choice(NAMES), _value(dice)) for _ in range(dice.choice([0, 0, 0, 1, 1, 2, 4]))]
    return _with_headers(dice, dice.choice(METHODS), path, pairs)


def from_description(description: dict[str, Any]) -> Callable[[random.Random], Made]:
    """Makes requests of the operations that /openapi.json describes."""
    operations = [
        (path, method.upper(), operation)
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        if method in ("get", "post", "head", "put", "delete")
    ]

    def make(dice: random.Random) -> Made:
        path, method, operation = dice.choice(operations)
        pairs = []
        for parameter in operation.get("parameters", ()):
            if parameter["in"] == "path":
                path = path.replace(f"{{{parameter['name']}}}", quote(_value(dice), safe=""))
            elif parameter["in"] == "query" and (parameter.get("required") or dice.random() < 0.6):
                choices = parameter.get("schema", {}).get("enum") if dice.random() < 0.5 else None
                pairs.append((parameter["name"], dice.choice(choices) if choices else _value(dice)))
        return _with_headers(dice, method, path.lstrip("/"), pairs)

    return make


def _document(dice: random.Random) -> str:
    path = dice.choice(SYMBOLS)
    if dice.random() < 0.4:
        path = f"{dice.choice([*LANGUAGES, 'de', 'zho', 'XX'])}/{path}"
    if dice.random() < 0.2:
        path += dice.choice(["@2013-07-15", "@2013-99-99", "@", "@0000-01-01", f"@{DIGITS[:4]}-01-01"])
    if dice.random() < 0.5:
        path += f"~{dice.choice(PORTIONS)}"
    return path + (f".{dice.choice([*FORMATS, 'pdf', 'XML'])}" if dice.random() < 0.4 else "")


def _thing(dice: random.Random) -> str:
    path = dice.choice([*THINGS, *AKN])
    return path + (f".{dice.choice(FORMATS)}" if dice.random() < 0.4 else "")


def _place(dice: random.Random) -> str:
    return dice.choice(PLACES) + dice.choice(["", "", "", "/", ".json", "/x"])


def _value(dice: random.Random) -> str:
    kind: Sequence[str] = dice.choice([NUMBERS, SYMBOLS, WORDS, THINGS, JSONS])
    value = dice.choice(kind)
    if dice.random() < 0.2:
        value = (
            value[: dice.randrange(len(value) + 1)]
            + dice.choice(["\x00", "\n", '"', "<", "\\", "\uffff", "😀", "%"])
            + value
        )
    return value[:6000]


def _with_headers(dice: random.Random, method: str, path: str, pairs: list[tuple[str, str]]) -> Made:
    query = "&".join(f"{name}={quote(value, safe='')}" for name, value in pairs)
    if dice.random() < 0.1:
        query += dice.choice(["&", "=", "%", "%FF", "&&=", ";", "?"])
    headers = {"Accept": dice.choice(ACCEPTS)}
    for name in EXTRA:
        if dice.random() < 0.12:
            headers[name] = dice.choice(EXTRA[name])
    body = b""
    if method in ("POST", "PUT", "PATCH"):
        headers["Content-Type"] = dice.choice(TYPES)
        form = "&".join(
            f"{dice.choice(['queries', 'extend', 'text', 'q', 'query'])}={quote(_value(dice))}" for _ in range(2)
        )
        body = dice.choice([dice.choice(JSONS), form, "x=%FF&%", _value(dice)]).encode("utf-8", "surrogatepass")
    return Made(method, "/" + path + (f"?{query}" if query else ""), headers, body)


def faults_of(http: httpx.Client, made: Made) -> tuple[int, str]:
    """The status of the answer, and what is wrong with it: "" where nothing is."""
    request = http.build_request(made.method, "/", headers=made.headers, content=made.body)
    request.extensions = {**request.extensions, "target": made.target.encode("ascii")}
    try:
        answer = http.send(request)
    except httpx.TransportError as error:
        return 0, f"no answer: {error!r}"
    if answer.status_code >= 500 and not (answer.status_code == 503 and "retry-after" in answer.headers):
        return answer.status_code, "it failed"
    if answer.status_code >= 400 and made.method != "HEAD" and not _says_why(answer):
        return answer.status_code, "it refuses without a sentence"
    return answer.status_code, ""


def _says_why(answer: httpx.Response) -> bool:
    if "html" in answer.headers.get("content-type", ""):
        return "<h1" in answer.text
    try:
        return bool(answer.json()["detail"])
    except (ValueError, KeyError, TypeError):
        return "error" in answer.text


def main(store: Path, count: int, seed: int) -> int:
    dice, seen, wrong = random.Random(seed), Counter[int](), 0
    begun = time.perf_counter()
    with ours(store, 9213, query_seconds=5, log="off") as server, httpx.Client(timeout=60) as http:
        http.base_url = httpx.URL(server.prefix).join("/")
        described = from_description(json.loads(http.get("/openapi.json").content))
        for done in range(1, count + 1):
            made = dice.choice([described, from_grammar])(dice)
            status, fault = faults_of(http, made)
            seen[status] += 1
            if fault:
                wrong += 1
                print(
                    f"{status} {fault}: {made.method} {made.target[:300]} {made.headers} {made.body[:200]!r}",
                    flush=True,
                )
            if done % 5000 == 0 or done == count:
                rate = done / (time.perf_counter() - begun)
                print(f"{done:,} requests, {dict(sorted(seen.items()))}, {wrong} wrong, {rate:.0f}/s", flush=True)
    return int(wrong > 0)


if __name__ == "__main__":
    given = [int(text) for text in sys.argv[2:]]
    raise SystemExit(main(Path(sys.argv[1]), *(given + [100_000, 0][len(given) :])))
