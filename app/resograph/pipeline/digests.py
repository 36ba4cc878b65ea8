"""What the results of a stage depend on beside their input: the code that it can run, and the data this code names.

A stage's digest is worked out from the sources: from its own modules along their imports to all that they can use (and
the modules beside them that they run as processes), and from each ``resource("data", …)`` or ``table("data", …)`` in
those to the files meant. So a change in another room, or in data that the stage does not read, leaves its results as
they are.
"""

from __future__ import annotations

import ast
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from resograph.resources import resource

_PACKAGE = Path(__file__).parents[1]
_ROOT = _PACKAGE.name
_INIT = "__init__.py"
_LOADERS = ("resource", "table")
"""Functions of ``resograph.resources``: their constant arguments name a data file, or a folder of such."""
_LIBRARIES = ("lxml", "pdfminer.six", "pyahocorasick", "pyoxigraph", "python-bidi")
"""Libraries whose version may change what is read or written."""
_APART = ("corrections",)
"""Folders of ``data/`` that are no part of a stage: the corrections of a work are in the key of its result."""


@dataclass(frozen=True)
class Sources:
    """The modules that a stage can run and the data that they name, as paths from the repository's top level."""

    modules: tuple[str, ...]
    data: tuple[str, ...]


@cache
def sources_of(*roots: str) -> Sources:
    """All that some modules can use.

    Args:
        roots: names of modules, such as ``resograph.pipeline.work_step``.
    """
    seen: set[str] = set()
    data: set[tuple[str, ...]] = set()
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            module = _module(name)
            data.update(module.data)
            waiting += module.imports
    return Sources(tuple(sorted(seen)), tuple(sorted("/".join(parts) for parts in data)))


@cache
def stage_digest(*roots: str) -> str:
    """A digest of all that some modules can use, 16 hexadecimal digits: another wherever their results may be other."""
    found = sources_of(*roots)
    digest = hashlib.sha256("\n".join(map(_version, _LIBRARIES)).encode())
    for name in found.modules:
        digest.update(name.encode() + _file(name).read_bytes())
    for place in found.data:
        for path in _data_files(resource(*place.split("/"))):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _version(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return library


def _data_files(path: Path) -> list[Path]:
    """A file, or the files below a folder, in order."""
    return [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.is_file())


# ── imports ─────────────────────────────────────────────────────────────────────────────────────────────────────────
@dataclass(frozen=True)
class _Module:
    imports: tuple[str, ...]
    data: frozenset[tuple[str, ...]]


@cache
def _module(name: str) -> _Module:
    """What a module imports of ours, and the data that it names."""
    imports: dict[str, None] = {}
    data: set[tuple[str, ...]] = set()
    for node in _executed(_tree(name)):
        if isinstance(node, ast.Import):
            imports.update((alias.name, None) for alias in node.names if _is_ours(alias.name))
        elif isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
            imports.update((_provider(node.module, alias.name), None) for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _LOADERS:
            data.add(_constants(node.args))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            imports.update(dict.fromkeys(_beside(name, node.value)))
    return _Module(tuple(imports), frozenset(parts for parts in data if parts and parts[1:2] != _APART))


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == _ROOT


def _file(module: str) -> Path:
    path = _PACKAGE.joinpath(*module.split(".")[1:])
    return path / _INIT if path.is_dir() else path.with_suffix(".py")


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(_file(module).read_bytes())


def _executed(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of a module, without what only a type checker reads."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        yield node
        waiting += ast.iter_child_nodes(node)


@cache
def _provider(module: str, name: str) -> str:
    """The module that a name is from: a package that only passes it on is gone through."""
    inner = f"{module}.{name}"
    if _file(inner).is_file():
        return inner
    if _file(module).name == _INIT:
        for node in _tree(module).body:
            if isinstance(node, ast.ImportFrom) and node.module and _is_ours(node.module):
                for alias in node.names:
                    if (alias.asname or alias.name) == name:
                        return _provider(node.module, alias.name)
    return module


def _beside(module: str, text: str) -> Iterator[str]:
    """The module in the same folder whose file a text names: one that is run in a process of its own."""
    if text.endswith(".py") and "/" not in text and text != _INIT and (_file(module).parent / text).is_file():
        yield f"{module.rpartition('.')[0]}.{text.removesuffix('.py')}"


def _constants(arguments: list[ast.expr]) -> tuple[str, ...]:
    """The constant texts that arguments begin with: a path whose end is worked out means its folder."""
    found: list[str] = []
    for argument in arguments:
        if not (isinstance(argument, ast.Constant) and isinstance(argument.value, str)):
            break
        found.append(argument.value)
    return tuple(found)
