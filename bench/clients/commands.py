"""Programs of the command line against a server: what bash runs (commands.tsv), and whether all of it went well."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

_SECONDS = 120


def run(root: str) -> Iterator[tuple[str, str, str, str]]:
    """Program, version, use and outcome of each."""
    listed = subprocess.run(["curl", "-sf", f"{root}dumps/SHA256SUMS"], capture_output=True, text=True, check=False)
    dump = next((line.split()[-1].lstrip("*") for line in listed.stdout.splitlines() if line.strip()), "")
    lines = Path(__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    for name, version, use, command in (line.split("\t") for line in lines if not line.startswith(("#", "program\t"))):
        yield name, *_outcome(name, version, use, command.format(root=root, dump=dump))


def _outcome(name: str, version: str, use: str, command: str) -> tuple[str, str, str]:
    if not shutil.which(name):
        return "-", use, "not installed"
    told = subprocess.run(version.split(), capture_output=True, text=True, check=False)
    number = re.search(r"\d+\.\d+(?:\.\d+)*|\d{5}", told.stdout + told.stderr)
    bash = ["bash", "-o", "pipefail", "-c", command]
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(bash, cwd=folder, capture_output=True, text=True, check=False, timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            return number[0] if number else "?", use, f"no end within {_SECONDS} s"
    said = " ".join((done.stderr + done.stdout).split())[-300:]
    return number[0] if number else "?", use, "ok" if done.returncode == 0 else f"exit {done.returncode}: {said}"
