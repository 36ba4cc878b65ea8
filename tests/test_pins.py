"""Tests run with the versions that are pinned, and whatever is needed is pinned."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError, requires, version

from packaging.requirements import Requirement

from conftest import ROOT


def named(text: str) -> str:
    return re.sub(r"[-_.]+", "-", Requirement(text).name).lower()


PINS = {
    re.sub(r"[-_.]+", "-", name).lower(): pinned
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if (row := line.partition("#")[0].partition(";")[0].strip())
    for name, _, pinned in [row.partition("==")]
}


def installed(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:  # of an extra, or of the build
        return ""


def test_what_is_installed_is_what_is_pinned() -> None:
    other = {name: found for name, pinned in PINS.items() if (found := installed(name)) and found != pinned}
    assert other == {}, "install again: make install"


def test_all_that_is_needed_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [named(one) for one in [*project["dependencies"], *project["optional-dependencies"]["test"]]]
    seen: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in seen and installed(name):
            seen.add(name)
            needs = (Requirement(one) for one in requires(name) or ())
            waiting += [named(str(one)) for one in needs if one.marker is None or one.marker.evaluate({"extra": ""})]
    assert len(seen) > 40 and seen <= PINS.keys(), seen - PINS.keys()
