"""The product's own data files: in the checkout, packed beside the code in a wheel, or where a setting has them."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

_PACKED = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).resolve().parents[2]


def resource(*parts: str) -> Path:
    """Path of a data file or folder, named from the repository's top level: ``resource("data", "languages")``.

    Raises:
        OSError: ``RESOGRAPH_DATA`` names another folder of data, and it is none.
    """
    if parts[:1] == ("data",) and (other := os.environ.get("RESOGRAPH_DATA")):
        if not Path(other, "languages").is_dir():
            raise OSError(
                f"RESOGRAPH_DATA={other} is no folder of data; give a copy of the product's, with languages/."
            )
        return Path(other, *parts[1:])
    root = _PACKED if _PACKED.is_dir() else _CHECKOUT
    return root.joinpath(*parts)


@cache
def query(package: str, name: str) -> str:
    """The text of a query that lies beside the code which asks it, read once."""
    return files(package).joinpath(f"{name}.rq").read_text(encoding="utf-8")


@cache
def table(*parts: str) -> dict[str, Any]:
    """A TOML data file, read once."""
    with resource(*parts).open("rb") as file:
        return tomllib.load(file)
