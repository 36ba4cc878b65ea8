"""What ``data/assistants/`` declares: tools, prompts, resources, and sentences of advice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from resograph.resources import table


def tools() -> Mapping[str, Any]:
    """``tools.toml``."""
    return table("data", "assistants", "tools.toml")


def prompts() -> Mapping[str, Any]:
    """Prompts by name."""
    return dict(table("data", "assistants", "prompts.toml")["prompts"])


def resources() -> Mapping[str, Any]:
    """Resources by URI."""
    return dict(table("data", "assistants", "resources.toml")["resources"])


class AdviceError(Exception):
    """What was asked cannot be done; the message is one sentence with what to do next."""


def advice(key: str, **values: object) -> AdviceError:
    """An error with a sentence of ``tools.toml``, its places filled in."""
    return AdviceError(sentence(key, **values))


def sentence(key: str, **values: object) -> str:
    """A sentence of ``tools.toml``; what fills its places is cut where it is long."""
    return str(tools()["advice"][key]).format(**{name: _short(value) for name, value in values.items()})


def _short(value: object) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


_LONGEST = 400
"""Characters of what fills a place."""
