"""A tool called: its parameters checked, its work within time, its failures as advice."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import Any, get_type_hints

import anyio
from anyio import to_thread
from fastapi import FastAPI
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from resograph.assistants.declared import AdviceError, advice, sentence, tools
from resograph.assistants.tools import TOOLS
from resograph.errors import ReportedError
from resograph.web.failures import STORE_ERRORS, of_store
from resograph.web.problems import ProblemError
from resograph.web.state import state_of

Schema = dict[str, Any]


@cache
def parameters_of(name: str) -> type[BaseModel]:
    """The parameters of a tool as a model."""
    function = TOOLS[name]
    hints = get_type_hints(function, include_extras=True)
    given = list(inspect.signature(function).parameters.values())[1:]
    fields: dict[str, Any] = {
        one.name: (hints[one.name], ... if one.default is inspect.Parameter.empty else one.default) for one in given
    }
    return create_model(f"{name}_parameters", __config__=ConfigDict(extra="forbid", protected_namespaces=()), **fields)


def answer_of(name: str) -> type[BaseModel]:
    """The answer of a tool as a model."""
    model: type[BaseModel] = get_type_hints(TOOLS[name])["return"]
    return model


@cache
def input_schema(name: str) -> Schema:
    """JSON Schema of the parameters, with what ``tools.toml`` says of them."""
    schema = parameters_of(name).model_json_schema()
    declared = tools()
    own = declared["tools"][name].get("parameters", {})
    for key, value in schema.get("properties", {}).items():
        value |= own.get(key) or declared["parameters"].get(key, {})
        value.pop("title", None)
    return _untitled(schema)


@cache
def output_schema(name: str) -> Schema:
    """JSON Schema of the answer, with what ``tools.toml`` says of its fields."""
    schema = answer_of(name).model_json_schema(mode="serialization")
    meanings = tools()["answers"]
    for part in (schema, *schema.get("$defs", {}).values()):
        for key, value in part.get("properties", {}).items():
            if key in meanings:
                value.setdefault("description", meanings[key])
    return _untitled(schema)


def _untitled(schema: Schema) -> Schema:
    """A schema without the titles that are made of names."""
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("title", None)
        for value in part.get("properties", {}).values():
            value.pop("title", None)
    return schema


async def call(app: FastAPI, name: str, arguments: Mapping[str, Any]) -> BaseModel:
    """The answer of a tool.

    Raises:
        AdviceError: the tool is unknown, a parameter is wrong, or it cannot be done; the message says what to do.
    """
    if name not in TOOLS:
        raise advice("no_tool", name=name, names=list(TOOLS))
    values = _checked(name, arguments)
    settings = state_of(app).settings
    seconds = settings.query_seconds + settings.wait_seconds
    try:
        with anyio.fail_after(seconds):
            return await _run(TOOLS[name], app, values)
    except TimeoutError:
        raise advice("slow", seconds=f"{seconds:g}") from None
    except ProblemError as error:
        raise AdviceError(error.detail) from error
    except STORE_ERRORS as error:
        raise AdviceError(of_store(error).detail) from error
    except ReportedError as error:
        raise AdviceError(str(error)) from error
    except AdviceError:
        raise
    except Exception as error:
        state_of(app).log.event("tool", name=name, failed=f"{type(error).__name__}: {error}"[:500])
        raise AdviceError(sentence("failed")) from error


async def _run(tool: Callable[..., Any], app: FastAPI, values: Mapping[str, Any]) -> BaseModel:
    work = partial(tool, app, **values)
    if inspect.iscoroutinefunction(tool):
        answer: BaseModel = await work()
        return answer
    return await to_thread.run_sync(work, abandon_on_cancel=True)


def _checked(name: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the parameters.

    Raises:
        AdviceError: one is missing, unknown, or of the wrong kind.
    """
    model = parameters_of(name)
    try:
        values = model.model_validate(dict(arguments), strict=False)
    except ValidationError as error:
        raise _told(name, error) from None
    return {key: getattr(values, key) for key in model.model_fields}


def _told(tool: str, error: ValidationError) -> AdviceError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(map(str, first["loc"])) or "arguments"
    names = list(parameters_of(tool).model_fields)
    if first["type"] == "extra_forbidden":
        return advice("unknown", name=place, tool=tool, names=names)
    described = input_schema(tool)["properties"].get(str(first["loc"][0]), {}) if first["loc"] else {}
    example = next(iter(described.get("examples", ())), "")
    if first["type"] == "missing":
        return advice("missing", tool=tool, name=place, example=example)
    message = first["msg"][0].lower() + first["msg"][1:]
    return advice("wrong", name=place, why=f"{message}, as in {example}" if example != "" else message)
