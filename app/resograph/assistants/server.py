"""The server of the Model Context Protocol over a served release. It keeps nothing between two requests."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import mcp_types as types
from anyio import to_thread
from fastapi import FastAPI
from mcp.server.context import ServerRequestContext
from mcp.server.lowlevel import Server
from mcp.shared.exceptions import MCPError

from resograph import __version__
from resograph.assistants.calling import call, input_schema, output_schema
from resograph.assistants.cards import conventions, cookbook, ontology_card
from resograph.assistants.declared import AdviceError, prompts, resources, sentence, tools
from resograph.assistants.tools import TOOLS
from resograph.web.state import state_of

Context = ServerRequestContext[Any]
_READ_ONLY = types.ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
_MARKDOWN = "text/markdown"


def assistant_server(app: FastAPI) -> Server[Any]:
    """The server over what an application serves."""
    offered = _Offered(app)
    return Server(
        "resograph",
        version=__version__,
        title="resograph",
        description="United Nations resolutions as a knowledge graph.",
        website_url=state_of(app).settings.base,
        instructions=tools()["instructions"].strip(),
        on_list_tools=offered.list_tools,
        on_call_tool=offered.call_tool,
        on_list_resources=offered.list_resources,
        on_list_resource_templates=offered.list_templates,
        on_read_resource=offered.read_resource,
        on_list_prompts=offered.list_prompts,
        on_get_prompt=offered.get_prompt,
    )


class _Offered:
    """What the server offers."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def list_tools(self, _: Context, params: types.PaginatedRequestParams | None) -> types.ListToolsResult:
        """All tools, in the order of their declarations."""
        return types.ListToolsResult(tools=[_tool(name) for name in tools()["tools"] if name in TOOLS])

    async def call_tool(self, _: Context, params: types.CallToolRequestParams) -> types.CallToolResult:
        """The answer of a tool, as data and as the same in text; what cannot be done as one sentence of advice."""
        try:
            answer = await call(self._app, params.name, params.arguments or {})
        except AdviceError as error:
            said = types.TextContent(type="text", text=str(error))
            return types.CallToolResult(content=[said], is_error=True)
        data = answer.model_dump(mode="json")
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
        return types.CallToolResult(content=[types.TextContent(type="text", text=text)], structured_content=data)

    async def list_resources(
        self, _: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourcesResult:
        """Ontology card, cookbook, conventions."""
        return types.ListResourcesResult(
            resources=[
                types.Resource(
                    uri=uri,
                    name=row["name"],
                    title=row["title"],
                    description=row["description"],
                    mime_type=_MARKDOWN,
                )
                for uri, row in resources().items()
            ]
        )

    async def list_templates(
        self, _: Context, params: types.PaginatedRequestParams | None
    ) -> types.ListResourceTemplatesResult:
        """None: what has an address is read with the tools."""
        return types.ListResourceTemplatesResult(resource_templates=[])

    async def read_resource(self, _: Context, params: types.ReadResourceRequestParams) -> types.ReadResourceResult:
        """The text of a resource."""
        makers: dict[str, Callable[[], str]] = {
            "ontology": ontology_card,
            "cookbook": cookbook,
            "conventions": lambda: conventions(state_of(self._app).graph),
        }
        row = resources().get(str(params.uri))
        if row is None:
            message = sentence("no_resource", uri=params.uri, uris=list(resources()))
            raise MCPError(types.INVALID_PARAMS, message)
        text = await to_thread.run_sync(makers[row["name"]])
        found = types.TextResourceContents(uri=str(params.uri), mime_type=_MARKDOWN, text=text)
        return types.ReadResourceResult(contents=[found])

    async def list_prompts(self, _: Context, params: types.PaginatedRequestParams | None) -> types.ListPromptsResult:
        """Prompts for people."""
        return types.ListPromptsResult(
            prompts=[
                types.Prompt(
                    name=name,
                    title=row["title"],
                    description=row["description"],
                    arguments=[
                        types.PromptArgument(name=key, description=one["description"], required=one["required"])
                        for key, one in row["arguments"].items()
                    ],
                )
                for name, row in prompts().items()
            ]
        )

    async def get_prompt(self, _: Context, params: types.GetPromptRequestParams) -> types.GetPromptResult:
        """A prompt with its arguments filled in."""
        row = prompts().get(params.name)
        if row is None:
            raise MCPError(types.INVALID_PARAMS, sentence("no_prompt", name=params.name, names=list(prompts())))
        given = params.arguments or {}
        for key, one in row["arguments"].items():
            if one["required"] and not given.get(key, "").strip():
                message = sentence("missing", tool=params.name, name=key, example=one["description"])
                raise MCPError(types.INVALID_PARAMS, message)
        values = {key: str(given.get(key, "")).strip()[:20_000] for key in row["arguments"]}
        text = types.TextContent(type="text", text=row["text"].format(**values).strip())
        message_ = types.PromptMessage(role="user", content=text)
        return types.GetPromptResult(description=row["description"], messages=[message_])


def _tool(name: str) -> types.Tool:
    row = tools()["tools"][name]
    return types.Tool(
        name=name,
        title=row["title"],
        description=row["description"],
        input_schema=input_schema(name),
        output_schema=output_schema(name),
        annotations=_READ_ONLY.model_copy(update={"title": row["title"]}),
    )
