"""``/llms.txt``: what is here, for assistants that read before they ask (https://llmstxt.org)."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request, Response

from resograph.resources import table
from resograph.web.answers import tagged
from resograph.web.state import state_of

router = APIRouter()


@router.api_route("/llms.txt", methods=["GET", "HEAD"])
def llms(request: Request) -> Response:
    """What is here, where to ask, and the tools of ``/mcp``, in Markdown."""
    body = ("\n".join(_lines(request)) + "\n").encode()
    return tagged(request, body, "llms.txt", "text/plain; charset=utf-8", {})


def _lines(request: Request) -> Iterator[str]:
    state, told = state_of(request), table("data", "assistants", "llms.toml")
    base = state.settings.base
    counts = ", ".join(f"{count:,} {name}" for name, count in state.graph.release.manifest.counts.items())
    yield told["head"].format(base=base, counts=counts).strip()
    for section in told["sections"]:
        yield f"\n## {section['title']}\n"
        yield from (f"- [{link['name']}]({base}{link['path']}): {link['says']}" for link in section["links"])
    if state.settings.mcp == "on":
        mcp = told["mcp"]
        yield f"\n## {mcp['title']}\n\n{mcp['says'].format(base=base)}\n"
        tools = table("data", "assistants", "tools.toml")["tools"]
        yield from (f"- {name}: {row['title']}" for name, row in tools.items())
