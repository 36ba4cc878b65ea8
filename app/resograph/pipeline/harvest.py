"""Harvesting the UN's own repositories of Akoma Ntoso files: only what changed since last time, by their commits."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from resograph.reading import UnreadableError

_FILE_MODES = ("100644 ", "100755 ")
"""How git tells a file from a link or a repository within."""


@dataclass(frozen=True)
class Harvest:
    """What a repository holds that is new: files to read, and names of files that are gone."""

    commit: str
    changed: tuple[Path, ...]
    removed: tuple[str, ...]
    whole: bool
    """Whether it was harvested for the first time."""


class Repository:
    """A repository such as ``UNxml/GAresolutions``, read from a clone of our own.

    A folder is cloned too: git would do in it what its configuration says, and read where its links lead.

    Args:
        source: a repository's folder, or an address that git can clone.
        state: folder in which clones and the last commit of each are kept.
        seconds: longest time for git to fetch.
        under: a folder in it, such as ``76session``; empty for all.
    """

    def __init__(self, source: str, state: Path, seconds: float = 600.0, under: str = "") -> None:
        self._name = "".join(char if char.isalnum() else "-" for char in source).strip("-")[-100:]
        self._under = f"{under.strip('/')}/" if under.strip("/") else ""
        part = "".join(char if char.isalnum() else "-" for char in self._under)
        self._state = state / f"{self._name}{'--' if part else ''}{part}.json"
        self._folder = state / self._name
        folder = Path(source)
        self._address = str(folder.resolve()) if folder.is_dir() else source
        self._source = source
        self._seconds = seconds

    def fetch(self) -> Harvest:
        """The files that changed since ``done`` was last called; links and what is no file are left out.

        Raises:
            UnreadableError: there is no such repository, or git fails, or takes too long.
        """
        if not (self._folder / ".git").exists():
            self._clone()
        else:
            self._git("fetch", "--quiet", "--no-tags", "origin", "HEAD")
            self._git("-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")
        commit = self._git("rev-parse", "HEAD").strip()
        last = self._last()
        if last is None:
            return Harvest(commit, self._paths(self._files()), (), True)
        told = self._git("diff", "--name-status", "--no-renames", "--no-ext-diff", "-z", last, commit, "--", "*.xml")
        lines = told.split("\0")
        told_of = zip(lines[::2], lines[1::2], strict=False)
        pairs = [(status, name) for status, name in told_of if name.startswith(self._under)]
        changed = self._files() & {name for status, name in pairs if status != "D"}
        removed = tuple(Path(name).name for status, name in pairs if status == "D")
        return Harvest(commit, self._paths(changed), removed, False)

    def _clone(self) -> None:
        """Clone beside, then take its place: a clone that broke off is none."""
        self._folder.parent.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self._folder.parent, prefix="clone-") as beside:
            folder = Path(beside) / "clone"
            options = ("--quiet", "--no-local", "--template=", "--no-recurse-submodules", "-c", "core.symlinks=false")
            _git(None, self._seconds, "clone", *options, "--", self._address, str(folder))
            if self._folder.exists():
                shutil.rmtree(self._folder)
            folder.replace(self._folder)

    def _files(self) -> set[str]:
        """The names of the XML files in the commit that are wanted, links left out."""
        rows = self._git("ls-tree", "-r", "-z", "--full-tree", "HEAD").split("\0")
        parted = (row.partition("\t") for row in rows if row.startswith(_FILE_MODES))
        return {name for _, _, name in parted if name.endswith(".xml") and name.startswith(self._under)}

    def _git(self, *arguments: str) -> str:
        return _git(self._folder, self._seconds, *arguments)

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
        try:
            self._git("cat-file", "-e", f"{last}^{{commit}}")
        except UnreadableError:
            return None
        return last

    def _paths(self, names: set[str]) -> tuple[Path, ...]:
        return tuple(self._folder / name for name in sorted(names) if (self._folder / name).is_file())


def _git(folder: Path | None, seconds: float, *arguments: str) -> str:
    place = ["-C", str(folder)] if folder else []
    command = ["git", *place, "-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}", *arguments]
    environment = {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}
    what = next(word for word in arguments if word[0] != "-" and "=" not in word)
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
            env=environment,
            start_new_session=True,
        )
    except FileNotFoundError:
        raise UnreadableError("git is not installed; install it to harvest a repository.") from None
    try:
        told, complaint = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # those too that git started
        process.communicate()
        raise UnreadableError(
            f"git {what} took more than {seconds:g} seconds; try again later, or set RESOGRAPH_HARVEST_ANSWER_SECONDS."
        ) from None
    if process.returncode:
        said = (complaint.strip().splitlines() or ["it failed"])[-1]
        raise UnreadableError(f"git {what}: {said}; give a clone's folder or an address that git can clone.")
    return told
