"""What a release knows, and what an address means that is nearly one of them: symbols, actors that texts name."""

from __future__ import annotations

import re
from collections import defaultdict

from fastapi import FastAPI

from resograph.releases.reader import ReleaseGraph
from resograph.symbols import Address, Symbol, parse, parse_path
from resograph.symbols.named import named_path
from resograph.symbols.near import completions, near_symbols
from resograph.web.state import state_of
from resograph.writing.terms import DCT, SKOS

_ACTORS = ("actor/", "body/", "state/")
_PATH = re.compile(
    r"(?P<language>[A-Za-z]{2,3}/)?(?P<symbol>[A-Za-z.]{1,8}/[A-Za-z./]{1,20}/\d{1,6})(?P<rest>[~@.].*)?"
)


def near_to(app: FastAPI, symbol: Symbol) -> list[str]:
    """The known symbols that are nearest to one."""
    return near_symbols(known_to(app), symbol)


def meant_by(app: FastAPI, text: str) -> list[Symbol]:
    """The known documents that a symbol names which lacks its year or session: ``S/RES/2799``."""
    return [parse(symbol) for symbol in completions(known_to(app), text.strip())]


def address_meant(app: FastAPI, path: str) -> Address | None:
    """The address that a path names whose symbol lacks its year; None where it names none, or several.

    Raises:
        AddressError, SymbolError: what stands around the symbol is wrong.
    """
    found = _PATH.fullmatch(path)
    meant = meant_by(app, found["symbol"]) if found else []
    if found is None or len(meant) != 1:
        return None
    return parse_path(f"{found['language'] or ''}{meant[0]}{found['rest'] or ''}")


def known_to(app: FastAPI) -> tuple[str, ...]:
    """All of them, in the order of their letters; read from the graph once a release."""
    return state_of(app).release.once(_symbols)


def _symbols(graph: ReleaseGraph) -> tuple[str, ...]:
    return tuple(sorted({text.value for _, text in graph.literals(f"{DCT}identifier")}))


def bearer_of(app: FastAPI, named: str) -> str | None:
    """The path of the one actor that bears the name of ``actor/named/…``, in whatever language; None where none does.

    A name changes its address when a version in an earlier language comes, or a vocabulary takes it up.
    """
    return state_of(app).release.once(_bearers).get(named)


def _bearers(graph: ReleaseGraph) -> dict[str, str]:
    found: dict[str, set[str]] = defaultdict(set)
    for label in (f"{SKOS}prefLabel", f"{SKOS}altLabel"):
        for path, text in graph.literals(label):
            if path.startswith(_ACTORS) and (named := named_path(text.value)):
                found[named].add(path)
    return {named: paths.pop() for named, paths in found.items() if len(paths) == 1 and named not in paths}
