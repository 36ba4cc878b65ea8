"""Settings: each declared once, with its default and what it is for; from the environment as ``RESOGRAPH_…``."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any


class SettingError(ValueError):
    """A setting has a value that it cannot have."""


def _setting(default: Any, help_: str) -> Any:
    return field(default=default, metadata={"help": help_})


def default_store() -> Path:
    """The user's data folder for releases."""
    home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(home) / "resograph"


@dataclass(frozen=True)
class Settings:
    """What a deployment can set. Limits are on by default."""

    base: str = _setting("http://localhost:8000/", "Base of all addresses; ends in a slash.")
    query_seconds: float = _setting(30.0, "Longest time of a SPARQL query, in seconds; then its worker is ended.")
    query_memory_mb: int = _setting(4096, "Most memory that a query may use in its worker, in MiB.")
    query_length: int = _setting(100_000, "Longest SPARQL text taken, in characters.")
    workers: int = _setting(2, "Processes that answer queries.")
    token: str = _setting("", "Bearer token for updates, where the server is started with --writable.")

    @classmethod
    def from_environment(cls, environment: dict[str, str] | None = None) -> Settings:
        """The settings, those of the environment first.

        Raises:
            SettingError: a value does not fit.
        """
        values = os.environ if environment is None else environment
        given: dict[str, Any] = {}
        for setting in fields(cls):
            name = f"RESOGRAPH_{setting.name.upper()}"
            kind: type[Any] = type(setting.default)
            if name in values:
                try:
                    given[setting.name] = kind(values[name])
                except ValueError:
                    raise SettingError(
                        f"{name}={values[name]} is no {kind.__name__}; its default is {setting.default}."
                    ) from None
        return cls(**given)
