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
    """Whether all files are read: the first time, or where what was harvested last is known no more."""
    rewritten: bool = False
    """Whether its history does not go on from where it was left: somebody wrote it anew."""
    names: tuple[str, ...] = ()
    """The files that it holds now, by their paths in it."""


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

        A file that moved is read again. What is there under the same name in another folder is not gone.

        Raises:
            UnreadableError: there is no such repository, git fails or takes too long, or of all that was harvested
                nothing is in its folder any more, but elsewhere in it.
        """
        if not (self._folder / ".git").exists():
            self._clone()
        else:
            self._git("fetch", "--quiet", "--no-tags", "origin", "HEAD")
            self._git("-c", "advice.detachedHead=false", "checkout", "--quiet", "--force", "--detach", "FETCH_HEAD")
        commit = self._git("rev-parse", "HEAD").strip()
        files = self._files()
        now, (last, before) = {name for name in files if name.startswith(self._under)}, self._last()
        if last and before and not now and (moved := self._moved(last, commit)):
            raise UnreadableError(
                f"Nothing is in {self._under} any more, and {len(moved)} of its {len(before)} files moved, "
                f"as to {moved[0]}: name the new folder (--under). What is held stays."
            )
        names = tuple(sorted(now))
        if last is None:
            gone = _gone(before - now, now)
            return Harvest(commit, self._paths(now), gone, True, bool(before), names)
        told = self._git("diff", "--name-status", "--no-renames", "--no-ext-diff", "-z", last, commit, "--", "*.xml")
        lines = told.split("\0")
        told_of = zip(lines[::2], lines[1::2], strict=False)
        pairs = [(status, name) for status, name in told_of if name.startswith(self._under)]
        lost = {name for status, name in pairs if status == "D"} | (before - now)
        same = {name for name in now if Path(name).name in {Path(one).name for one in lost}}
        changed = now & {name for status, name in pairs if status != "D"} | same
        return Harvest(commit, self._paths(changed), _gone(lost, now), False, not self._follows(last, commit), names)

    def _moved(self, last: str, commit: str) -> list[str]:
        """Where the files that are wanted went."""
        told = self._git(
            "diff", "--name-status", "--find-renames", "--diff-filter=R", "--no-ext-diff", "-z", last, commit
        )
        words = told.split("\0")
        pairs = zip(words[1::3], words[2::3], strict=False)
        return [to for name, to in pairs if name.startswith(self._under) and to.endswith(".xml")]

    def _follows(self, last: str, commit: str) -> bool:
        """Whether a commit is one of those that another goes back to."""
        try:
            self._git("merge-base", "--is-ancestor", last, commit)
        except UnreadableError:
            return False
        return True

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
        """The names of the XML files in the commit, links left out."""
        rows = self._git("ls-tree", "-r", "-z", "--full-tree", "HEAD").split("\0")
        parted = (row.partition("\t") for row in rows if row.startswith(_FILE_MODES))
        return {name for _, _, name in parted if name.endswith(".xml")}

    def _git(self, *arguments: str) -> str:
        return _git(self._folder, self._seconds, *arguments)

    def done(self, harvest: Harvest) -> None:
        """Remember how far it went."""
        self._state.parent.mkdir(parents=True, exist_ok=True)
        partial = self._state.with_suffix(".partial")
        kept = {"source": self._source, "commit": harvest.commit, "files": harvest.names}
        partial.write_text(json.dumps(kept), encoding="utf-8")
        partial.replace(self._state)

    def _last(self) -> tuple[str | None, set[str]]:
        """The commit up to which it was harvested, where the clone still has it, and the files that there were."""
        try:
            kept = json.loads(self._state.read_text(encoding="utf-8"))
            last, before = str(kept["commit"]), set(kept.get("files", ()))
        except (FileNotFoundError, ValueError, KeyError):
            return None, set()
        try:
            self._git("cat-file", "-e", f"{last}^{{commit}}")
        except UnreadableError:
            return None, before
        return last, before

    def _paths(self, names: set[str]) -> tuple[Path, ...]:
        return tuple(self._folder / name for name in sorted(names) if (self._folder / name).is_file())


def _gone(lost: set[str], now: set[str]) -> tuple[str, ...]:
    """The names of the files that are nowhere any more, whatever folder they were in."""
    return tuple(sorted({Path(name).name for name in lost} - {Path(name).name for name in now}))


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
