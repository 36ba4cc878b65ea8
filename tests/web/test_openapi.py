"""The OpenAPI description, and requests made from it at random: none makes the server fail."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.core.result import Ok
from servers import served

from resograph.releases import Release

EXAMPLES = 200 if os.environ.get("RESOGRAPH_FULL") else 8
"""Requests of each operation."""


@pytest.fixture(scope="module")
def http(release: Release, store_directory: Path) -> Iterator[httpx.Client]:
    with served("--store", str(store_directory), settings={"query_seconds": 5}) as client:
        yield client


def test_nothing_that_is_described_makes_it_fail(http: httpx.Client) -> None:
    described = schemathesis.openapi.from_url(f"{http.base_url}/openapi.json")
    tried = 0
    for result in described.get_all_operations():
        assert isinstance(result, Ok)
        operation = result.ok()

        @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
        @given(case=operation.as_strategy())
        def check(case: schemathesis.Case[Any]) -> None:
            answer = case.call(timeout=30)
            assert answer.status_code < 500, (case.as_curl_command(), answer.text)

        check()
        tried += 1
    assert tried > 8


def test_the_endpoint_is_described_as_it_is(http: httpx.Client) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    assert set(paths["/sparql"]) == {"get", "post"}
    assert "application/sparql-update" not in str(paths["/sparql"])
    assert {"/rdf-graph-store", "/health", "/metrics", "/.well-known/void"} <= set(paths)


ADDRESSES = (Path(__file__).parents[2] / "bench" / "clients" / "addresses.txt").read_text(encoding="utf-8").split()


def test_no_address_takes_a_method_that_there_is_not(http: httpx.Client) -> None:
    paths = http.get("/openapi.json").json()["paths"]
    described = {re.sub(r"\{\w+\}", "x", path).lstrip("/"): {*map(str.upper, paths[path])} for path in paths}
    others = [*ADDRESSES, "x/y", "A/RES/60/999", "static/none", "dumps/none", "queries/none"]
    for address, methods in (described | {address: {"GET"} for address in others}).items():
        answer = http.request("PATCH", f"/{address}", content=b"{}")
        allowed = answer.headers.get("allow", "").split(", ")
        assert (answer.status_code, methods - {*allowed}, "PATCH" in allowed) == (405, set(), False), address
