"""A document is kept between two steps as it was read: what its Akoma Ntoso form says, and no code."""

from __future__ import annotations

import datetime
import os
import pickle
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import SEED, SHARED
from resograph.documents import Document
from resograph.pipeline.kept_documents import keep_document, kept_document
from resograph.reading import read_all
from resograph.symbols import parse
from resograph.writing import write_akn

FILES = [
    SEED,
    *sorted((SHARED / "corpus").glob("GAresolutions/76session/*/A_RES_76_131-*.xml")),
    *sorted((SHARED / "corpus").glob("*/2022/*/*.xml"))[::40],
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_kept_as_it_was_read_and_as_its_form_is_read(file: Path, tmp_path: Path) -> None:
    for document in read_all(file.read_bytes(), file.name):
        keep_document(tmp_path / "one", document)
        assert kept_document(tmp_path / "one") == document
        [again] = read_all(write_akn(document), "form.xml", document.language)
        assert _without_source(again) == _without_source(document)


def _without_source(document: Document) -> Document:
    return replace(document, source=None, findings=(), earlier=())


class Command:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("made",)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no document",
        zlib.compress(b"no document"),
        zlib.compress(pickle.dumps(Command())),
        zlib.compress(pickle.dumps(datetime.datetime.now)),
        zlib.compress(pickle.dumps(parse("A/RES/67/138"))),
    ],
)
def test_nothing_else_comes_out(content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "one").write_bytes(content)
    assert kept_document(tmp_path / "one") is None
    assert kept_document(tmp_path / "none") is None
    assert not (tmp_path / "made").exists()
