"""Harvesting a provider: ours whole and again, and one written to misbehave."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from conftest import BASE, run
from resograph.pipeline.fetching import Fetcher, Manners
from resograph.pipeline.oai import Harvester, Wanted
from resograph.pipeline.records import KeptRecords, Moved
from resograph.reading import UnreadableError
from resograph.releases import Release

QUICK = Manners(delay=0, tries=3, timeout=0.5, longest_wait=0.2, most_bytes=100_000)
OAI = "http://www.openarchives.org/OAI/2.0/"
Answer = tuple[int, dict[str, str], bytes]


def record(number: int, title: str = "Title") -> str:
    return (
        f"<record><header><identifier>oai:x.org:{number}</identifier><datestamp>2026-01-01</datestamp></header><metadata>"
        f'<r:record xmlns:r="http://www.loc.gov/MARC21/slim"><r:controlfield tag="001">{number}</r:controlfield>'
        f'<r:datafield tag="191" ind1=" " ind2=" "><r:subfield code="a">A/RES/70/{number}</r:subfield></r:datafield>'
        f'<r:datafield tag="245" ind1="1" ind2="0"><r:subfield code="a">{title} :</r:subfield></r:datafield>'
        "</r:record></metadata></record>"
    )


def deleted(number: int) -> str:
    return (
        f'<record><header status="deleted"><identifier>oai:x.org:{number}</identifier>'
        "<datestamp>2026-01-02</datestamp></header></record>"
    )


def page(body: str, day: str = "2026-03-01T00:00:00Z") -> bytes:
    return f'<OAI-PMH xmlns="{OAI}"><responseDate>{day}</responseDate><request>x</request>{body}</OAI-PMH>'.encode()


def listed(*records: str, token: str = "") -> bytes:
    return page(f"<ListRecords>{''.join(records)}<resumptionToken>{token}</resumptionToken></ListRecords>")


def error(code: str) -> bytes:
    return page(f'<error code="{code}">no</error>')


IDENTIFY = page("<Identify><granularity>YYYY-MM-DD</granularity></Identify>")


class Provider:
    """A provider that answers as told, one answer a request; ``asked`` has the arguments that came."""

    def __init__(self, answers: list[bytes | Answer | float]) -> None:
        self.answers = answers
        self.asked: list[dict[str, str]] = []
        self.address = ""

    def next(self, query: str) -> Answer:
        asked = {name: values[0] for name, values in parse_qs(query).items()}
        if asked.get("verb") == "Identify":
            return 200, {}, IDENTIFY
        self.asked.append(asked)
        answer = self.answers.pop(0)
        if isinstance(answer, float):
            time.sleep(answer)
            answer = b""
        return answer if isinstance(answer, tuple) else (200, {}, answer)


@contextmanager
def providing(*answers: bytes | Answer | float) -> Iterator[Provider]:
    provider = Provider(list(answers))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = provider.next(urlsplit(self.path).query)
            try:
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # the client went away, as it is to

        def log_message(self, format: str, *values: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    provider.address = f"http://127.0.0.1:{server.server_port}/oai2d"
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()


def harvested(kept: KeptRecords, provider: Provider, since: str = "") -> Moved:
    with Fetcher(QUICK) as fetcher:
        return Harvester(fetcher, kept, Wanted(provider.address), lambda *_: None).harvest(since)


def numbers(kept: KeptRecords) -> list[str]:
    return sorted(record.number for record in kept.records())


@pytest.fixture
def kept(tmp_path: Path) -> KeptRecords:
    return KeptRecords(tmp_path, "undl")


BOMB = gzip.compress(b"<a>" + b"x" * 200_000)
TROUBLES: dict[str, list[bytes | Answer | float]] = {
    "is in order": [listed(record(1), token="t"), listed(record(2))],
    "gives records twice": [listed(record(1), record(1), token="t"), listed(record(1), record(2))],
    "is busy": [(503, {"Retry-After": "0"}, b""), listed(record(1), token="t"), (429, {}, b""), listed(record(2))],
    "is busy until a date": [
        (503, {"Retry-After": "Thu, 01 Jan 2026 00:00:00 GMT"}, b""),
        listed(record(1), record(2)),
    ],
    "says nothing to the point of when": [(503, {"Retry-After": "soon"}, b""), listed(record(1), record(2))],
    "does not answer in time": [listed(record(1), token="t"), 0.8, listed(record(2))],
    "breaks off its XML": [listed(record(1), token="t"), listed(record(2))[:-40], listed(record(2))],
    "shows a page for people": [b"<!DOCTYPE html><html>Busy</html>", listed(record(1), record(2))],
    "holds control characters": [listed(record(1), record(2, "Ti\x02tle"))],
    "refuses its own token": [listed(record(1), token="t"), error("badResumptionToken"), listed(record(1), record(2))],
    "leads in a circle once": [
        listed(record(1), token="t"),
        listed(record(1), token="t"),
        listed(record(1), token="u"),
        listed(record(2)),
    ],
    "moves to another address": [(302, {"Location": "/other?verb=ListRecords"}, b""), listed(record(1), record(2))],
    "gives records without identifier or metadata": [
        listed(
            "<record/>", "<record><header><identifier>oai:x.org:9</identifier></header></record>", record(1), record(2)
        )
    ],
}


@pytest.mark.parametrize("answers", TROUBLES.values(), ids=TROUBLES)
def test_all_records_come_from_a_provider_that(kept: KeptRecords, answers: list[bytes | Answer | float]) -> None:
    with providing(*answers) as provider:
        moved = harvested(kept, provider)
    assert (numbers(kept), moved.new, provider.answers) == (["1", "2"], 2, [])


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ([(503, {}, b"")] * 3, "asked 3 times in vain .it answered 503"),
        ([(404, {}, b"")], "answered 404"),
        ([error("cannotDisseminateFormat")], "refuses: cannotDisseminateFormat"),
        ([error("badResumptionToken")] * 2, "refuses: badResumptionToken"),
        ([listed(record(1), token="t")] * 9, "lead nowhere"),
        ([b"<OAI-PMH>"] * 4, "breaks off in line 1"),
        ([b"<html/>"] * 4, "it is a html"),
        ([b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'] * 4, "document type"),
        ([(200, {"Content-Encoding": "gzip"}, BOMB)], "more than"),
        ([(302, {"Location": "file:///etc/passwd"}, b"")], "no address to fetch from"),
        ([(302, {"Location": "/oai2d"}, b"")] * 9, "without end"),
    ],
)
def test_one_sentence_tells_what_is_wrong(kept: KeptRecords, answers: list[bytes | Answer | float], told: str) -> None:
    with providing(*answers) as provider, pytest.raises(UnreadableError, match=told):
        harvested(kept, provider)


def test_only_what_changed_since_is_asked_for(kept: KeptRecords) -> None:
    with providing(
        listed(record(1), record(2)),
        listed(record(1), record(2, "Other"), deleted(1), deleted(7)),
        error("noRecordsMatch"),
    ) as provider:
        first, second, third = (harvested(kept, provider) for _ in range(3))
    assert str(first) == "2 records new, 0 changed, 0 deleted, 0 as they were"
    assert str(second) == "0 records new, 1 changed, 1 deleted, 1 as they were"
    assert (bool(third), numbers(kept)) == (False, ["2"])
    assert [asked.get("from") for asked in provider.asked] == [None, "2026-03-01", "2026-03-01"]


def test_a_harvest_that_was_stopped_goes_on_where_it_stood(kept: KeptRecords) -> None:
    with providing(listed(record(1), token="t"), *[(500, {}, b"")] * 3, listed(record(2))) as provider:
        with pytest.raises(UnreadableError, match="goes on where it stood"):
            harvested(kept, provider)
        assert numbers(kept) == ["1"]
        moved = harvested(kept, provider)
    assert (provider.asked[-1]["resumptionToken"], moved.new, numbers(kept)) == ("t", 1, ["1", "2"])


def test_pauses_are_kept(kept: KeptRecords) -> None:
    began = time.monotonic()
    with providing(listed(record(1), token="t"), listed(record(2))) as provider, Fetcher(Manners(delay=0.2)) as fetcher:
        Harvester(fetcher, kept, Wanted(provider.address), lambda *_: None).harvest()
    assert time.monotonic() - began >= 0.4


def test_our_own_provider_is_harvested_twice_and_the_second_moves_nothing(
    client: httpx.Client, release: Release, tmp_path: Path
) -> None:
    for format_ in ("marcxml", "oai_dc"):
        kept = KeptRecords(tmp_path, format_.replace("_", "-"))
        wanted = Wanted(f"{client.base_url}/oai", format_, "session:un-ga:67")
        with Fetcher(QUICK) as fetcher:
            first, second = (Harvester(fetcher, kept, wanted, lambda *_: None).harvest() for _ in range(2))
        assert (first.new, bool(second)) == (1, False)
        assert [found.symbols for found in kept.records()] == [("A/RES/67/138",)]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("tape", "x"), 2, "nothing that can be harvested"),
        (("oai", "ftp://example.org/oai"), 3, "no address to fetch from"),
        (("marc", "nowhere.xml", "--name", "../x"), 3, "no registry's name"),
    ],
)
def test_wrong_use_is_told(tmp_path: Path, arguments: tuple[str, ...], code: int, told: str) -> None:
    done = run("harvest", *arguments, "--store", str(tmp_path), "--base", BASE)
    assert (done.returncode, told in done.stderr) == (code, True)


@contextmanager
def dripping(beginning: bytes) -> Iterator[str]:
    """A server that sends a byte at a time, and never all."""
    ended = threading.Event()

    def serve(listening: socket.socket) -> None:
        while not ended.is_set():
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection:
                try:
                    connection.sendall(beginning)
                    while not ended.wait(0.05):
                        connection.sendall(b"x")
                except OSError:
                    pass

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        ended.set()


HEADER = b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"


@pytest.mark.parametrize("beginning", [HEADER, b"HTTP/1.1 200 OK\r\nX-Long: "])
def test_an_answer_that_trickles_is_ended(beginning: bytes) -> None:
    manners = Manners(delay=0, tries=1, timeout=5, longest_answer=0.5)
    begun = time.monotonic()
    ending = pytest.raises(UnreadableError, match="did not give its answer")
    with dripping(beginning) as url, Fetcher(manners) as fetcher, ending:
        fetcher.get(url)
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("url", ["http://[", "http://[::1", "//x", "file:///etc/passwd", "http://"])
def test_what_is_no_address_is_told(url: str) -> None:
    with Fetcher(QUICK) as fetcher, pytest.raises(UnreadableError, match="no address"):
        fetcher.get(url)


def test_a_packed_answer_that_is_broken_is_told() -> None:
    broken = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\nConnection: close\r\n\r\nxxxxx"
    with dripping(broken) as url, Fetcher(QUICK) as fetcher, pytest.raises(UnreadableError, match="in vain"):
        fetcher.get(url)
