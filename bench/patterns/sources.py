"""All patterns of the house: those that its modules compile, those that it compiles at work, and those of its data."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import sys
import tomllib
import warnings
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

import resograph
from resograph.languages.pattern import Pattern
from resograph.languages.profile import profile
from resograph.resources import resource
from resograph.symbols.address import LANGUAGES

APP = Path(resograph.__file__).parent
_CALLS = ("compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
_AT_START = {"match", "fullmatch"}
_LOOKS_LIKE_ONE = re.compile(r"\\[\w.()*+?\[\]]|\(\?|\[[^\]]+\]|[^.\s][*+?]|\w\|\w")


@dataclass
class Found:
    """A pattern; ``places`` where it stands or is compiled, ``methods`` that are called on it there."""

    pattern: re.Pattern[Any]
    places: set[str] = field(default_factory=set)
    methods: set[str] = field(default_factory=set)

    @property
    def is_anchored(self) -> bool:
        """Whether it is only ever tried at one place."""
        return bool(self.methods) and self.methods <= _AT_START


class Patterns:
    """Patterns by their text and flags."""

    def __init__(self) -> None:
        self.all: dict[tuple[str | bytes, int], Found] = {}
        self.reached: set[str] = set()

    def add(self, pattern: re.Pattern[Any], place: str, methods: set[str]) -> None:
        """Take one in."""
        found = self.all.setdefault((pattern.pattern, pattern.flags), Found(pattern))
        found.places.add(place)
        found.methods |= methods

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Takes in what is compiled in the app meanwhile."""
        compile_: Callable[..., Any] = vars(re)["_compile"]

        def compiled(pattern: Any, flags: Any) -> Any:
            made = compile_(pattern, flags)
            frame: FrameType | None = sys._getframe(1)
            method = frame.f_code.co_name if frame else ""
            while frame is not None and frame.f_code.co_filename.endswith("re/__init__.py"):
                frame = frame.f_back
            if frame is not None and frame.f_code.co_filename.startswith(str(APP)):
                place = f"{Path(frame.f_code.co_filename).relative_to(APP)}:{frame.f_lineno}"
                self.reached.add(place)
                known = set() if method == "compile" else {method}
                self.add(made, place, known or _methods_at(place))
            return made

        vars(re)["_compile"] = compiled
        try:
            yield
        finally:
            vars(re)["_compile"] = compile_


def import_all() -> None:
    """Import every module of the app."""
    for module in pkgutil.walk_packages([str(APP)], "resograph."):
        if not module.name.endswith("__main__") and "spark" not in module.name and "frontend" not in module.name:
            importlib.import_module(module.name)


def literals(patterns: Patterns) -> list[str]:
    """Take in the patterns that stand in the code as they are; the places whose pattern is made elsewhere."""
    made = []
    for file in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "re" and node.func.attr in _CALLS):
                continue
            place = f"{file.relative_to(APP)}:{node.lineno}"
            text = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if not isinstance(text, (str, bytes)):
                made.append(place)
                continue
            methods = _methods_at(place) if node.func.attr == "compile" else {node.func.attr}
            patterns.add(re.compile(text, _flags(node)), place, methods)
    return made


def _flags(call: ast.Call) -> int:
    parts = (part for argument in (*call.args[1:], *call.keywords) for part in ast.walk(argument))
    named = {part.attr for part in parts if isinstance(part, ast.Attribute) and part.attr.isupper()}
    return sum(getattr(re, name).value for name in named)


def data(patterns: Patterns) -> None:
    """Take in what looks like a pattern in the data and was not compiled."""
    root = resource("data")
    compiled = {text for text, _ in patterns.all}
    for code in LANGUAGES:
        languages(patterns, code)
    for file in sorted(root.rglob("*.toml")):
        if "interface" in file.parts or "languages" in file.parts:
            continue
        for key, text in _leaves(tomllib.loads(file.read_text(encoding="utf-8")), ""):
            if text in compiled or not _LOOKS_LIKE_ONE.search(text):
                continue
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                try:
                    pattern = re.compile(text, re.VERBOSE if "\n" in text else 0)
                except re.error:
                    continue
            patterns.add(pattern, f"{file.relative_to(root)} {key}", set())


def languages(patterns: Patterns, code: str) -> None:
    """Take in the patterns of a language."""
    for name, composed in language_patterns(code):
        key = re.sub(r".*\.|\[\d+\]", "", name)
        patterns.add(composed.re, f"languages/{code} {name}", _methods_of(key))


@cache
def _uses() -> Mapping[str, set[str]]:
    """Key of language data → the methods that are called on its patterns; "" where it is used otherwise."""
    uses: dict[str, set[str]] = defaultdict(set)
    for file in APP.rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for found in re.finditer(r"\.(\w+)\.(?:re\b(?:\.(\w+)\()?|text\b)", text):
            uses[found[1]].add(found[2] or "")
    return uses


def _methods_of(key: str) -> set[str]:
    """The methods of a key's patterns; none where they are not known."""
    return set() if "" in _uses()[key] else _uses()[key]


def language_patterns(code: str) -> Iterator[tuple[str, Pattern]]:
    """The patterns of a language, each with its key."""
    rules = profile(code)
    for section in (
        "general",
        "masthead",
        "acts",
        "addressees",
        "citations",
        "names",
        "session_bodies",
        "reports",
        "deliverables",
        "effects",
        "themes",
        "search",
    ):
        yield from _composed(getattr(rules, section), section)


def _composed(value: Any, key: str) -> Iterator[tuple[str, Pattern]]:
    if isinstance(value, Pattern):
        yield key, value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _composed(getattr(value, one.name), f"{key}.{one.name}")
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _composed(inner, f"{key}[{number}]")


def _leaves(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}".lstrip("."))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _leaves(inner, f"{key}[{number}]")


_sources: dict[str, str] = {}
_trees: dict[str, list[tuple[int, int, str]]] = {}


def _methods_at(place: str) -> set[str]:
    """The methods that are called on the name which a compiled pattern is given; none where there is no name."""
    path, _, line = place.rpartition(":")
    if path not in _trees:
        tree = ast.parse((APP / path).read_text(encoding="utf-8"))
        _trees[path] = [
            (node.lineno, node.end_lineno or node.lineno, node.targets[0].id)
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        ]
    names = [name for begin, end, name in _trees[path] if begin <= int(line) <= end]
    if not names or not names[0].isupper():
        return set()
    if not _sources:
        _sources.update({str(file.relative_to(APP)): file.read_text(encoding="utf-8") for file in APP.rglob("*.py")})
    where = [_sources[path]] if names[0].startswith("_") else list(_sources.values())
    uses = re.compile(rf"\b{names[0]}\b(?:\.(\w+)\()?")
    found = [use[1] for text in where for use in uses.finditer(text)]
    return set() if found.count(None) > 1 else {method for method in found if method}
