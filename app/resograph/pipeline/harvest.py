"""Harvesting the UN's own repositories of Akoma Ntoso files: only what changed since last time, by their commits."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path

from resograph.reading import UnreadableError


@dataclass(frozen=True)
class Harvest:
    """What a repository holds that is new: files to read, and names of files that are gone."""

    commit: str
    changed: tuple[Path, ...]
    removed: tuple[str, ...]
    whole: bool
    """Whether it was harvested for the first time."""


class Repository:
    """A clone of a repository such as ``UNxml/GAresolutions``: a folder, or an address that git can clone.

    Args:
        source: path or address.
        state: folder in which clones and the last commit of each are kept.
    """

    def __init__(self, source: str, state: Path) -> None:
        self._name = "".join(char if char.isalnum() else "-" for char in source).strip("-")[-100:]
        self._state = state / f"{self._name}.json"
        folder = Path(source)
        self._folder = folder if (folder / ".git").exists() or (folder / "HEAD").exists() else state / self._name
        self._source = source

    def fetch(self) -> Harvest:
        """The files that changed since ``done`` was last called.

        Raises:
            UnreadableError: there is no such repository, or git fails.
        """
        if not self._folder.exists():
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            _git(None, "clone", "--quiet", "--", self._source, str(self._folder))
        elif self._folder.parent == self._state.parent:
            _git(self._folder, "pull", "--quiet", "--ff-only")
        commit = _git(self._folder, "rev-parse", "HEAD").strip()
        last = self._last()
        if last is None:
            names = _git(self._folder, "ls-files", "-z", "--", "*.xml").split("\0")
            return Harvest(commit, self._paths(names), (), True)
        told = _git(self._folder, "diff", "--name-status", "--no-renames", "-z", last, commit, "--", "*.xml")
        lines = told.split("\0")
        pairs = list(zip(lines[::2], lines[1::2], strict=False))
        changed = [name for status, name in pairs if status != "D"]
        removed = tuple(Path(name).name for status, name in pairs if status == "D")
        return Harvest(commit, self._paths(changed), removed, False)

    def done(self, harvest: Harvest) -> None:
        """Remember how far it went."""
        self._state.parent.mkdir(parents=True, exist_ok=True)
        partial = self._state.with_suffix(".partial")
        partial.write_text(json.dumps({"source": self._source, "commit": harvest.commit}), encoding="utf-8")
        partial.replace(self._state)

    def _last(self) -> str | None:
        try:
            last: str = json.loads(self._state.read_text(encoding="utf-8"))["commit"]
        except (FileNotFoundError, ValueError, KeyError):
            return None
        known = subprocess.run(
            ["git", "-C", str(self._folder), "cat-file", "-e", f"{last}^{{commit}}"], capture_output=True, check=False
        )
        return last if known.returncode == 0 else None

    def _paths(self, names: list[str]) -> tuple[Path, ...]:
        return tuple(self._folder / name for name in sorted(names) if name)


def _git(folder: Path | None, *arguments: str) -> str:
    command = ["git", *(["-C", str(folder)] if folder else []), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise UnreadableError("git is not installed; install it to harvest a repository.") from None
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["it failed"])[-1]
        raise UnreadableError(f"git {arguments[0]}: {said}; give a clone's folder or an address that git can clone.")
    return done.stdout
