"""How long each tool takes at ``/mcp``: ``python -m bench.assistants http://localhost:8000/mcp [times]``.

Asks what the release itself names: its newest documents, their first paragraphs, whom they ask. Prints the median and
the longest time in milliseconds, and the longest answer in characters.
"""

from __future__ import annotations

import asyncio
import statistics
import sys
import time
from collections import defaultdict
from typing import Any

from mcp import Client

_ACTORS = ("Secretary-General", "Member States", "UN Women", "Security Council")
_WORDS = ("gender equality", '"within existing resources"', "climate", "peacekeeping operations")


async def measured(address: str, times: int) -> None:
    """Print the table."""
    async with Client(address) as session:
        taken: dict[str, list[float]] = defaultdict(list)
        longest: dict[str, int] = defaultdict(int)

        async def call(tool: str, **values: Any) -> Any:
            start = time.perf_counter()
            answer = await session.call_tool(tool, values)
            taken[tool].append((time.perf_counter() - start) * 1000)
            longest[tool] = max(longest[tool], len(answer.model_dump_json()))
            assert not answer.is_error, (tool, values, answer.content)
            return answer.structured_content

        await call("find", text="UN Women")  # the names are read once
        await call("annotate", text="UNSCR 1325 (2000)", language="en")
        await call("schema")
        taken.clear()
        rows = (await call("mandates", addressee="Secretary-General", limit=100, most_characters=200_000))["results"]
        documents = list(dict.fromkeys(row["document"] for row in rows))[: max(2, times)]
        for number in range(times):
            one, other = documents[number % len(documents)], documents[(number + 1) % len(documents)]
            read = await call("read", document=one)
            words = max((row["words"] for row in read["paragraphs"]), key=len)[:300]
            code = read["language"]
            await call("find", text=_ACTORS[number % 4])
            await call("find", text=one)
            await call("search", words=_WORDS[number % 4])
            await call("mandates", addressee=_ACTORS[number % 4])
            await call("reports_due", year=2015 + number % 10)
            await call("votes", document=one)
            await call("votes", state="state/fra")
            await call("citations", document=one)
            await call("citations", document=one, direction="by")
            await call("verify_quotation", quotation=words, language=code)
            await call("verify_quotation", quotation=words[: len(words) // 2] + " xyz", language=code)
            await call("verify_quotation", quotation=words, document=one, language=code)
            await call("annotate", text=words * 3, language=code)
            await call("run_query", name="themes-of", parameters={"document": other})
            await call("sparql", query=f"SELECT * WHERE {{ ?s ?p ?o }} LIMIT {number + 10}")
            await call("schema", about="Mandate")
            await call("compare", a=other, b=one)
        print("tool | median ms | longest ms | longest answer")
        for name, values in taken.items():
            print(f"{name} | {statistics.median(values):.0f} | {max(values):.0f} | {longest[name]:,}")


if __name__ == "__main__":
    asyncio.run(measured(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 20))
