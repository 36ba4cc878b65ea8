"""Does what a document says: writes the files that it shows, runs its commands, compares what it shows of them.

A block marked ``console`` holds commands behind ``$`` and below each what it tells; ``…`` stands for whatever is left
out, within a line or as a line of its own. Any other block with a file's name behind its kind is that file. With
``RESOGRAPH_WRITE_DOCS=1`` what is shown and is no longer told is written anew.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

BLOCK = re.compile(r"^```(?P<kind>\w+)(?: (?P<file>\S+?))?(?: (?P<under>\[\S+\]))?\n(?P<text>.*?)^```$", re.M | re.S)
WRITING = os.environ.get("RESOGRAPH_WRITE_DOCS") == "1"
_CUT = "…"


@dataclass
class Step:
    """A command, and what a document shows of what it tells."""

    command: str
    shown: list[str] = field(default_factory=list)


def steps(text: str) -> list[Step]:
    """The commands of a block; a line that ends in a backslash goes on in the next."""
    found: list[Step] = []
    open_ = False
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append(Step(line.removeprefix("$ ")))
        elif open_:
            found[-1].command += f"\n{line}"
        else:
            found[-1].shown.append(line)
        open_ = found[-1].command.endswith("\\") and not found[-1].shown
    return found


def told(shown: list[str], output: str) -> bool:
    """Whether an output is what is shown of it."""
    parts = ["(?:.*\n)*?" if line == _CUT else f"{_line(line)}\n" for line in shown]
    return re.fullmatch("".join(parts), output if output.endswith("\n") or not output else f"{output}\n") is not None


def _line(shown: str) -> str:
    return ".*".join(re.escape(part) for part in shown.rstrip().split(_CUT)) + " *"


def written(folder: Path, file: str, under: str | None, text: str) -> None:
    """A block put into its file: as a new one, at the end, or under a line."""
    path = folder / file
    if under:
        whole = path.read_text(encoding="utf-8")
        assert whole.count(f"\n{under}\n") == 1
        path.write_text(whole.replace(f"\n{under}\n", f"\n{under}\n{text}"), encoding="utf-8")
    elif path.exists():
        path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")
    else:
        path.write_text(text, encoding="utf-8")


@dataclass
class Follower:
    """Somebody who does what documents say, in one folder.

    Args:
        folder: where commands run.
        environment: theirs.
        here: words of a document → what they are on this machine; back in what commands tell.
        by_hand: commands that were run before, because they go on beside the others.
        judge: whether an output is what is shown of it.
    """

    folder: Path
    environment: Mapping[str, str]
    here: Mapping[str, str] = field(default_factory=dict)
    by_hand: frozenset[str] = frozenset()
    judge: Callable[[list[str], str], bool] = told
    seconds: float = 300
    """Longest time of a command: many share a machine."""

    def follow(self, document: Path) -> list[str]:
        """Do what it says from its top to its end; gives what the commands told.

        A command may end with 0, or with 1 where it says so in what it tells.
        """
        text = document.read_text(encoding="utf-8")
        exported: list[str] = []
        outputs: list[str] = []
        changes: list[tuple[int, int, str]] = []
        for block in BLOCK.finditer(text):
            if block["kind"] != "console":
                if block["file"]:
                    written(self.folder, block["file"], block["under"], self._here(block["text"]))
                continue
            done = list(self._blocks(steps(block["text"]), exported, outputs, document.name))
            changes.append((block.start("text"), block.end("text"), "".join(done)))
        if WRITING:
            for start, end, new in reversed(changes):
                text = text[:start] + new + text[end:]
            document.write_text(text, encoding="utf-8")
        return outputs

    def _blocks(self, found: list[Step], exported: list[str], outputs: list[str], name: str) -> Iterator[str]:
        for step in found:
            shown = "".join(f"{line}\n" for line in step.shown)
            if step.command in self.by_hand:
                yield f"$ {step.command}\n{shown}"
                continue
            if step.command.startswith("export "):
                exported.append(self._here(step.command))
                yield f"$ {step.command}\n"
                continue
            output = self._run("\n".join([*exported, self._here(step.command)]))
            outputs.append(output)
            if step.shown == [_CUT] or not self.judge(step.shown, output):
                assert WRITING, f"{name}: $ {step.command}\nshows\n{shown}\nand tells\n{output}"
                shown = output
            yield f"$ {step.command}\n{shown}"

    def _run(self, command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=self.seconds, check=False,
        )  # fmt: skip
        assert "Traceback" not in done.stdout, done.stdout
        assert done.returncode in (0, 1), f"{command}\n{done.stdout}"
        output = done.stdout
        for document, here in self.here.items():
            output = output.replace(here, document)
        return output

    def _here(self, text: str) -> str:
        for document, here in self.here.items():
            text = text.replace(document, here)
        return text
