"""The product's own data files: in the checkout, or packed beside the code in a wheel."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """Path of a data file or folder, named from the repository's top level: ``resource("data", "languages")``."""
    root = _PACKED if _PACKED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)


@cache
def table(*parts: str) -> dict[str, Any]:
    """A TOML data file, read once."""
    with resource(*parts).open("rb") as file:
        return tomllib.load(file)
