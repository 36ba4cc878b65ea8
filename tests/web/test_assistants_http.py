"""``/mcp`` as HTTP: who may ask, what it takes, and that nothing is kept."""

from __future__ import annotations

import json
import socket
import tomllib
from typing import Any

import httpx
import jsonschema
import pytest
from servers import served

from conftest import BASE, ROOT
from resograph import __version__

LIST = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
HEADERS = {"Accept": "application/json, text/event-stream"}


def ask(http: httpx.Client, message: Any = LIST, **headers: str) -> httpx.Response:
    return http.post("/mcp", json=message, headers=HEADERS | {k.replace("_", "-"): v for k, v in headers.items()})


def test_no_session_is_needed_or_given(client: httpx.Client) -> None:
    answer = ask(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("application/json")
    assert "mcp-session-id" not in answer.headers
    assert "access-control-allow-origin" not in answer.headers


ORIGINS = [
    ({"Origin": "http://evil.example"}, 403),
    ({"Origin": "null"}, 403),
    ({"Host": "evil.example"}, 421),
    ({"Host": "evil.example", "Origin": "http://evil.example"}, 421),
    ({"Origin": BASE.rstrip("/")}, 200),
    ({"Host": "192.0.2.1:8000"}, 200),
    ({}, 200),
]


@pytest.mark.parametrize(("headers", "status"), ORIGINS)
def test_pages_of_other_sites_and_other_hosts_are_refused(
    client: httpx.Client, headers: dict[str, str], status: int
) -> None:
    answer = ask(client, **headers)
    assert answer.status_code == status
    if status != 200:
        assert "RESOGRAPH_MCP_ORIGINS" in answer.json()["detail"]


def test_a_setting_names_who_may(store_directory: object) -> None:
    settings = {"mcp_origins": "https://tools.example, https://other.example"}
    with served("--store", str(store_directory), settings=settings) as http:
        answer = ask(http, Origin="https://tools.example")
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://tools.example"
        wanted = {"Origin": "https://tools.example", "Access-Control-Request-Method": "POST"}
        preflight = http.options("/mcp", headers=wanted)
        assert preflight.headers["access-control-allow-origin"] == "https://tools.example"
        assert http.options("/mcp", headers=wanted | {"Origin": "https://evil.example"}).status_code == 403


def test_a_setting_turns_it_off(store_directory: object) -> None:
    with served("--store", str(store_directory), settings={"mcp": "off"}) as http:
        assert ask(http).status_code in (404, 405)
        assert "/mcp" not in http.get("/openapi.json").json()["paths"]
        assert "mcp" not in http.get("/llms.txt").text


@pytest.mark.parametrize("method", ["GET", "DELETE", "PUT"])
def test_other_methods_are_told_what_it_takes(client: httpx.Client, method: str) -> None:
    answer = client.request(method, "/mcp")
    assert answer.status_code == 405
    assert "POST" in answer.headers["allow"]


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", b'{"jsonrpc": "2.0"}', b"[" * 5_000, b"1" * 5_000])
def test_broken_messages_are_errors_of_the_protocol(client: httpx.Client, body: bytes) -> None:
    answer = client.post("/mcp", content=body, headers=HEADERS | {"Content-Type": "application/json"})
    assert 400 <= answer.status_code < 500
    assert "Traceback" not in answer.text


def test_a_body_is_as_long_as_the_limit_allows(client: httpx.Client) -> None:
    long = {**LIST, "params": {"x": "y" * (5 * 1024 * 1024)}}
    assert ask(client, long).status_code == 413


def test_a_client_that_leaves_costs_nobody(client: httpx.Client) -> None:
    body = json.dumps(
        {**LIST, "method": "tools/call", "params": {"name": "sparql", "arguments": {"query": "SELECT * {?s ?p ?o}"}}}
    ).encode()
    head = "POST /mcp HTTP/1.1\r\nHost: localhost\r\nAccept: application/json, text/event-stream\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    for _ in range(20):
        with socket.create_connection((client.base_url.host, client.base_url.port or 80)) as connection:
            connection.sendall(head.encode() + body)
    assert ask(client).status_code == 200


def test_it_is_described_and_told_of(client: httpx.Client) -> None:
    assert "post" in client.get("/openapi.json").json()["paths"]["/mcp"]
    told = client.get("/llms.txt").text
    tools = tomllib.loads((ROOT / "data" / "assistants" / "tools.toml").read_text())["tools"]
    assert all(f"- {name}: " in told for name in tools)
    for line in told.splitlines():
        if line.startswith("- ["):
            path = line.partition("](")[2].partition(")")[0].removeprefix(BASE)
            assert client.get(f"/{path}", headers={"Accept": "*/*"}).status_code < 400, line


def test_the_registry_entry_is_of_this_version() -> None:
    entry = json.loads((ROOT / "server.json").read_text())
    assert entry["version"] == entry["packages"][0]["version"] == __version__
    assert len(entry["description"]) <= 100
    jsonschema.validate(entry["name"], {"type": "string", "pattern": r"^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$"})
