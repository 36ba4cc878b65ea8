"""The tools over both transports, asked by the protocol's own client: a real process, a real server on loopback."""

from __future__ import annotations

import asyncio
import json
import os
import re
import sys
import tomllib
from collections.abc import Awaitable, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import jsonschema
import pytest
from mcp import Client
from mcp.client.stdio import StdioServerParameters
from mcp.shared.exceptions import MCPError

from conftest import BASE, ROOT
from resograph.assistants.cards import ontology_card, term_card
from resograph.assistants.tools import TOOLS

_Result = TypeVar("_Result")
NAMES = [
    "find",
    "read",
    "search",
    "agreed_language",
    "lineage",
    "compare",
    "mandates",
    "reports_due",
    "votes",
    "citations",
    "verify_quotation",
    "check_draft",
    "annotate",
    "run_query",
    "sparql",
    "schema",
]
DOCUMENT = f"{BASE}A/RES/67/138"
VOLUNTEERS = "请秘书长在题为“社会发展”的项目下向大会第七十届会议报告本决议的执行情况"


def over(target: str | StdioServerParameters, work: Callable[[Client], Awaitable[_Result]]) -> _Result:
    async def run() -> _Result:
        async with Client(target) as session:
            return await work(session)

    return in_a_loop(run())


def in_a_loop(work: Coroutine[Any, Any, _Result]) -> _Result:
    """Runs in a thread of its own: the browser of other tests keeps a loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="module")
def address(client: httpx.Client) -> str:
    return f"{client.base_url}/mcp".replace("//mcp", "/mcp")


@pytest.fixture(scope="module")
def stdio(store_directory: Path, client: httpx.Client) -> StdioServerParameters:
    return StdioServerParameters(
        command=sys.executable, args=["-m", "resograph", "mcp", "--store", str(store_directory)], env={**os.environ}
    )


Calls = list[tuple[str, dict[str, Any]]]


def called(target: str | StdioServerParameters, calls: Calls) -> list[Any]:
    async def work(session: Client) -> list[Any]:
        return [await session.call_tool(name, values) for name, values in calls]

    return over(target, work)


ASKED: list[tuple[str, dict[str, Any], str, object]] = [
    ("find", {"text": "GA res. 67/138"}, "results/0/address", DOCUMENT),
    ("find", {"text": "UN Volunteers", "kind": "thing"}, "results/0/path", "actor/un-volunteers"),
    ("read", {"document": "a/res/67/138"}, "paragraphs/0/address", f"{DOCUMENT}~status_1"),
    ("read", {"document": f"{DOCUMENT}~para_14"}, "paragraphs/0/id", "para_14"),
    ("search", {"words": "志愿人员", "language": "zh"}, "results/0/document", "A/RES/67/138"),
    ("mandates", {"document": "A/RES/67/138", "kind": "reports"}, "results/0/address", f"{DOCUMENT}~para_25__act_1"),
    ("mandates", {"addressee": "Member States", "kind": "requests"}, "results/0/document", "A/RES/67/138"),
    ("reports_due", {"session": "session/un-ga/70"}, "results/0/reports/0/session/address", f"{BASE}session/un-ga/70"),
    ("votes", {"document": "A/RES/67/138"}, "record", None),
    ("votes", {"document": "A/RES/66/67"}, "not_held/0", "A/RES/66/67"),
    ("votes", {"state": "state/chn"}, "total", 0),
    ("citations", {"document": "A/RES/67/138"}, "not_held/0", "A/67/153"),
    ("citations", {"document": "A/RES/66/67", "direction": "by"}, "results/0/citing", "A/RES/67/138"),
    ("verify_quotation", {"quotation": VOLUNTEERS}, "status", "exact"),
    ("verify_quotation", {"quotation": VOLUNTEERS, "document": DOCUMENT}, "best/address", f"{DOCUMENT}~para_25"),
    ("verify_quotation", {"quotation": VOLUNTEERS.replace("七十", "七十五")}, "status", "near"),
    ("verify_quotation", {"quotation": "请秘书长……报告本决议的执行情况", "document": DOCUMENT}, "status", "exact"),
    ("verify_quotation", {"quotation": "the quick brown fox jumps"}, "status", "not_held"),
    ("verify_quotation", {"quotation": VOLUNTEERS, "document": "A/RES/66/67"}, "not_held/0", "A/RES/66/67"),
    ("check_draft", {"text": f"1. {VOLUNTEERS}。", "language": "zh"}, "paragraphs/0/verb", f"{BASE}verb/requests"),
    ("annotate", {"text": "UNSCR 1325 (2000), para. 3", "language": "en"}, "not_held/0", "S/RES/1325(2000)"),
    ("run_query", {"name": "mandates-of", "parameters": {"actor": "actor/member-states"}}, "total", 12),
    ("sparql", {"query": f"ASK {{ <{DOCUMENT}> ?p ?o }}"}, "rows/0/boolean", "true"),
    ("sparql", {"query": f"DESCRIBE <{DOCUMENT}~para_14>"}, "next_cursor", None),
    ("schema", {"about": "reso:Mandate"}, "next_cursor", None),
    ("compare", {"a": "A/RES/67/138", "b": "A/RES/67/138"}, "total", 0),
    ("agreed_language", {"words": VOLUNTEERS}, "matches/0/address", f"{DOCUMENT}~para_25"),
    ("lineage", {"document": "A/RES/67/138"}, "series/0/address", DOCUMENT),
    ("lineage", {"document": f"{DOCUMENT}~para_25"}, "total", 0),
]  # fmt: skip


def at(value: Any, path: str) -> Any:
    for step in path.split("/"):
        value = (value[int(step)] if int(step) < len(value) else None) if step.isdigit() else value[step]
    return value


def test_each_tool_is_asked() -> None:
    assert {name for name, *_ in ASKED} == set(TOOLS) == set(NAMES)


def check(answers: list[Any]) -> None:
    others = []
    for (name, values, path, wanted), answer in zip(ASKED, answers, strict=True):
        found = answer.content[0].text if answer.is_error else at(answer.structured_content, path)
        if answer.is_error or found != wanted:
            others.append((name, values, path, found))
            continue
        assert json.loads(answer.content[0].text) == answer.structured_content
        assert len(answer.model_dump_json()) <= 25_000
    assert others == []


def test_tools_answer_over_http_as_their_schemas_say(address: str) -> None:
    async def work(session: Client) -> tuple[Any, list[Any]]:
        listed = await session.list_tools()
        return listed, [await session.call_tool(name, values) for name, values, *_ in ASKED]

    listed, answers = over(address, work)
    check(answers)
    schemas = {tool.name: tool for tool in listed.tools}
    assert list(schemas) == NAMES
    for (name, values, *_), answer in zip(ASKED, answers, strict=True):
        jsonschema.validate(answer.structured_content, schemas[name].output_schema)
        jsonschema.validate(values, schemas[name].input_schema)


def test_the_same_over_standard_streams(stdio: StdioServerParameters) -> None:
    check(called(stdio, [(name, values) for name, values, *_ in ASKED]))


def test_tools_are_declared_read_only_with_descriptions_and_examples(address: str) -> None:
    for tool in over(address, lambda session: session.list_tools()).tools:
        assert tool.annotations and tool.annotations.read_only_hint and tool.title and tool.description
        for name, value in tool.input_schema["properties"].items():
            assert value["description"] and value["examples"], (tool.name, name)
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)
        jsonschema.Draft202012Validator.check_schema(tool.output_schema or {})


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("find", {}, "needs text"),
    ("find", {"text": 5}, "text:"),
    ("find", {"text": "x" * 100_000}, "at most 300"),
    ("find", {"text": "x", "colour": "red"}, "no parameter colour"),
    ("read", {"document": "A/RES/67/139"}, "Near it are held: A/RES/67/138"),
    ("read", {"document": "UNSCR 1325"}, "S/RES/1325(2000) is not held"),
    ("read", {"document": "nonsense"}, "no symbol or address"),
    ("read", {"document": "A/RES/67/138", "language": "en"}, "held in zh"),
    ("read", {"document": "A/RES/67/138", "part": "para_99"}, "no part para_99"),
    ("read", {"document": "A/RES/67/138", "cursor": "x"}, "leave it out"),
    ("search", {"words": "a " * 200}, "words"),
    ("mandates", {}, "at least one"),
    ("mandates", {"addressee": "Ministry of Silly Walks of Ruritania"}, "called"),
    ("votes", {}, "Give document"),
    ("verify_quotation", {"quotation": "of the"}, "at least 3"),
    ("run_query", {"name": "mandats-of"}, "mandates-of"),
    ("run_query", {"name": "mandates-of"}, "needs actor"),
    ("run_query", {"name": "mandates-of", "parameters": {"actor": "a b"}}, "actor=a b"),
    ("sparql", {"query": "SELECT"}, "broken"),
    ("sparql", {"query": "DELETE WHERE { ?s ?p ?o }"}, "update"),
    ("sparql", {"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}, ""),
    ("schema", {"about": "Mandat"}, "Mandate"),
    ("compare", {"a": "A/RES/67/138", "b": "A/RES/66/67"}, "not held"),
    ("annotate", {"text": "12 34"}, "name it"),
    ("no_such_tool", {}, "there are find, read"),
]


def test_what_is_wrong_is_answered_with_advice(address: str) -> None:
    answers = called(address, [(name, values) for name, values, _ in WRONG])
    for (name, values, said), answer in zip(WRONG, answers, strict=True):
        assert answer.is_error, (name, values)
        text = answer.content[0].text
        assert said in text and "Traceback" not in text and len(text) < 1_500, (name, text)


def test_pages_follow_one_another_without_loss(address: str) -> None:
    async def work(session: Client) -> list[str]:
        seen: list[str] = []
        cursor: str | None = ""
        while cursor is not None:
            values = {"document": "A/RES/67/138", "cursor": cursor, "most_characters": 3_000}
            answer = await session.call_tool("read", values)
            assert len(answer.model_dump_json()) < 4_500
            page: dict[str, Any] = answer.structured_content
            seen += [row["id"] for row in page["paragraphs"]]
            cursor = page["next_cursor"]
        return seen

    seen = over(address, work)
    assert len(dict.fromkeys(seen)) == 36 and "para_25" in seen


def test_resources_and_prompts(address: str) -> None:
    async def work(session: Client) -> None:
        uris = [one.uri for one in (await session.list_resources()).resources]
        assert uris == ["resograph://ontology", "resograph://cookbook", "resograph://conventions"]
        texts = [(await session.read_resource(uri)).contents[0].text for uri in uris]  # type: ignore[union-attr]
        assert "class reso:Mandate" in texts[0] and "## mandates-of" in texts[1] and DOCUMENT in texts[2]
        declared = tomllib.loads((ROOT / "data" / "assistants" / "prompts.toml").read_text())["prompts"]
        assert [one.name for one in (await session.list_prompts()).prompts] == list(declared)
        found = await session.get_prompt("mandates_of_office", {"office": "UNV {x}"})
        assert "UNV {x}" in found.messages[0].content.text  # type: ignore[union-attr]
        with pytest.raises(MCPError, match="needs office"):
            await session.get_prompt("mandates_of_office", {})
        with pytest.raises(MCPError, match="no resource"):
            await session.read_resource("resograph://secrets")

    over(address, work)


def test_sixty_four_clients_at_once(address: str) -> None:
    async def one(number: int) -> bool:
        async with Client(address) as session:
            answer = await session.call_tool("read", {"document": "A/RES/67/138", "part": f"para_{number % 20 + 1}"})
            return not answer.is_error

    async def all_of_them() -> list[bool]:
        return await asyncio.gather(*(one(number) for number in range(64)))

    assert all(in_a_loop(all_of_them()))


@pytest.mark.parametrize(
    "name",
    [
        *("Continuation", "renews", "continues", "drops", "later", "earlier", "similarity", "change"),
        *("extends", "amends", "replaces", "suspends", "terminates"),
    ],
)
def test_the_schema_card_has_lineage_and_wording(name: str) -> None:
    assert re.search(rf"^(class|property) reso:{name}\b", ontology_card(), re.MULTILINE)
    assert len(term_card(name)) > 60
    if name == "Continuation":
        assert "Violation: reso:similarity:" in term_card(name)
