"""The sample: the files of ``sample.tsv`` out of a folder of the UN's own, and the release that they make."""

from __future__ import annotations

import hashlib
from pathlib import Path

from bench.questions.form import FOLDER
from resograph.pipeline import Builder, Source, engine_for

LIST = FOLDER / "sample.tsv"
SEED = FOLDER.parents[1] / "data" / "documents"
BASE = "http://localhost:8000/"


class MissingFilesError(Exception):
    """Files of the list are not there, or are others of the same name."""


def files_in(corpus: Path) -> list[Path]:
    """The listed files, below a folder that holds the UNxml repositories.

    Raises:
        MissingFilesError: some are not there, or are not the very same.
    """
    found, bad = [], []
    for line in LIST.read_text(encoding="utf-8").splitlines()[1:]:
        digest, name = line.split("\t")
        path = corpus / name
        if path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == digest:
            found.append(path)
        else:
            bad.append(name)
    if bad:
        raise MissingFilesError(f"{len(bad)} files of {LIST} are not in {corpus}, or differ: {bad[0]} …")
    return found


def build(corpus: Path, store: Path, jobs: int = 2) -> int:
    """A release of the sample and the document that comes with resograph; gives the number of triples."""
    sources = [Source(path) for path in (*sorted(SEED.glob("*.txt")), *files_in(corpus))]
    _, report = Builder(store, BASE, engine_for("local", jobs)).build(sources)
    return report.triples
