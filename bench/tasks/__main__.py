"""Forty tasks through the tools alone: ``python -m bench.tasks http://localhost:8000/mcp [-v]``.

Over a release of the sample of the benchmark (``python -m bench.questions sample CORPUS STORE``). ``tasks.tsv`` has
the tasks and their answers, taken from the texts before any tool was called; ``plan.toml`` has what a client calls for
each. A task is done where the addresses that the client ends with are just those of the table.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mcp import Client

FOLDER = Path(__file__).parent
BASE = "http://localhost:8000/"
_PAGES = 20
"""Of one answer at most."""


def tasks() -> list[tuple[str, str, str, set[str]]]:
    """Number, kind and words of each task, and the paths of the addresses that answer it."""
    lines = (FOLDER / "tasks.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(number, kind, words, set(answers.split())) for number, kind, words, answers in rows]


def plans() -> Mapping[str, Any]:
    """What is called for each task, by ``task-`` and its number."""
    return tomllib.loads((FOLDER / "plan.toml").read_text(encoding="utf-8"))


def taken(answer: Any, take: str, where: Mapping[str, str]) -> list[str]:
    """The values at a path of an answer, of rows whose fields contain some words.

    >>> taken({"rows": [{"a": "x", "b": "one"}, {"a": "y", "b": "two"}]}, "rows[].a", {"b": "tw"})
    ['y']
    """
    return list(dict.fromkeys(_walk(answer, take.split("."), where)))


def _walk(value: Any, steps: list[str], where: Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, dict) and any(
        name in value and words not in str(value[name]) for name, words in where.items()
    ):
        return
    if not steps:
        if value is not None:
            yield str(value)
        return
    name, _, place = steps[0].rstrip("]").partition("[")
    if not isinstance(value, dict) or name not in value:
        return
    inner = value[name]
    if "[" in steps[0]:
        rows = inner if not place else inner[int(place) :][:1]
        for row in rows:
            yield from _walk(row, steps[1:], where)
    else:
        yield from _walk(inner, steps[1:], where)


async def measured(address: str, verbose: bool) -> int:
    """Do all tasks, print the figures; gives how many are not done."""
    done: Counter[str] = Counter()
    times: list[float] = []
    every = tasks()
    async with Client(address) as session:
        for number, kind, words, wanted in every:
            plan = plans()[f"task-{number}"]
            found, cursor = [], ""
            for _ in range(_PAGES):
                start = time.perf_counter()
                answer = await session.call_tool(plan["tool"], plan["values"] | ({"cursor": cursor} if cursor else {}))
                times.append(1000 * (time.perf_counter() - start))
                content = answer.structured_content or {}
                found += taken(content, plan["take"], plan.get("where", {}))
                if not (cursor := content.get("next_cursor") or ""):
                    break
            paths = {one.removeprefix(BASE) for one in (found[:1] if plan.get("first") else found)}
            done[kind] += paths == wanted
            if verbose and paths != wanted:
                print(number, words, "\n   wanted", sorted(wanted), "\n   found ", sorted(paths))
                if answer.is_error or not paths:
                    print("   ", str(answer.structured_content or answer.content)[:600])
    of = Counter(kind for _, kind, _, _ in every)
    print(f"{done.total()} of {len(every)} done:", ", ".join(f"{kind} {done[kind]}/{of[kind]}" for kind in of))
    print(f"a call: median {statistics.median(times):.0f} ms, longest {max(times):.0f} ms")
    return len(every) - done.total()


if __name__ == "__main__":
    sys.exit(min(1, asyncio.run(measured(sys.argv[1], "-v" in sys.argv))))
