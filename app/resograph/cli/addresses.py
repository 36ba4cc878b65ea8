"""Addresses as users write them."""

from __future__ import annotations

import re
from urllib.parse import unquote

from resograph.cli.console import UsageError
from resograph.symbols import Address, SymbolError, parse_path
from resograph.symbols.address import AddressError

#: What stands behind a part's id in the address of an act, a report or a name in it.
_OF_PART = re.compile(r"__(?:act|report|actor|event|instrument|publication)_\d+$")


def address_in(text: str, base: str) -> Address:
    """An address as a user writes it or copies it: a path, or the full IRI; of a fact, that of the part it stands in.

    Raises:
        UsageError: it is none.
    """
    path = unquote(text.removeprefix(base).partition("#")[0]).lstrip("/")
    try:
        return parse_path(_OF_PART.sub("", path))
    except (AddressError, SymbolError) as error:
        raise UsageError(str(error)) from None
