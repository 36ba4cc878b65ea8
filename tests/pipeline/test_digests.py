"""A stage's results depend on the code and data that the stage can use, and on no other."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from resograph.pipeline import digests
from resograph.pipeline.digests import sources_of, stage_digest
from resograph.resources import resource

CODE = Path(digests.__file__).parents[1]
READING, WRITING, DERIVED = (f"resograph.pipeline.{name}" for name in ("file_step", "work_step", "derived"))


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of code, data, ontology and shapes that the digests are worked out from."""
    shutil.copytree(CODE, tmp_path / "app" / "resograph", ignore=shutil.ignore_patterns("__pycache__", "static"))
    for name in ("data", "ontology", "shapes", "docs"):
        shutil.copytree(resource(name), tmp_path / name)
    monkeypatch.setattr(digests, "_PACKAGE", tmp_path / "app" / "resograph")
    monkeypatch.setattr(digests, "resource", lambda *parts: tmp_path.joinpath(*parts))
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    for cached in (stage_digest, sources_of, digests._module, digests._tree, digests._provider):
        cached.cache_clear()


def all_three() -> tuple[str, ...]:
    forget()
    return tuple(map(stage_digest, (READING, WRITING, DERIVED)))


CHANGES = [
    # what is touched                                reading writing derived
    ("app/resograph/web/app.py", (False, False, False)),
    ("app/resograph/cli", (False, False, False)),
    ("app/resograph/pictures", (False, False, False)),
    ("app/resograph/reconciling", (False, False, False)),
    ("app/resograph/stores", (False, False, False)),
    ("app/resograph/pipeline/builder.py", (False, False, False)),
    ("app/resograph/writing/__init__.py", (False, False, False)),
    ("docs", (False, False, False)),
    ("app/resograph/reading/akn/reader.py", (True, True, False)),
    ("app/resograph/reading/pdf/reader.py", (True, True, False)),
    ("app/resograph/writing/akn/document.py", (True, True, False)),
    ("app/resograph/symbols/symbol.py", (True, True, True)),
    ("data/symbols.toml", (True, True, True)),
    ("data/languages/fr", (True, True, True)),
    ("app/resograph/annotating/verbs.py", (False, True, False)),
    ("app/resograph/merging/merge.py", (False, True, False)),
    ("app/resograph/merging/work.py", (False, True, True)),
    ("app/resograph/writing/rdf.py", (False, True, False)),
    ("app/resograph/validating/shacl/evaluator.py", (False, True, False)),
    ("app/resograph/releases/tables/rows.py", (False, True, False)),
    ("shapes", (False, True, False)),
    ("data/vocabularies", (True, True, True)),  # names of States tell who proposes what in a compilation text
    ("ontology", (True, True, True)),  # as vocabularies do
    ("app/resograph/writing/context.py", (False, True, True)),
    ("app/resograph/registries/rdf.py", (False, False, True)),
]


@pytest.mark.parametrize(("place", "changed"), CHANGES, ids=[place for place, _ in CHANGES])
def test_what_a_change_touches(copy: Path, place: str, changed: tuple[bool, ...]) -> None:
    before = all_three()
    touched = [copy / place] if (copy / place).is_file() else [*(copy / place).rglob("*.*")]
    assert touched
    for path in touched:
        if path.is_file():
            with path.open("ab") as file:
                file.write(b"\n# touched\n")
    assert tuple(one != other for one, other in zip(before, all_three(), strict=True)) == changed


def test_a_stage_reads_no_data_but_by_name() -> None:
    """What is not named by constants would be missing from the digest."""
    for name in (*sources_of(READING).modules, *sources_of(WRITING).modules):
        if name in ("resograph.resources", "resograph.pipeline.digests"):
            continue
        text = digests._file(name).read_text(encoding="utf-8")
        assert "importlib.resources" not in text, name
        assert "__file__" not in text or name == "resograph.reading.pdf.drawing", name


def test_what_runs_as_a_process_of_its_own_is_counted() -> None:
    assert "resograph.reading.pdf.drawn" in sources_of(READING).modules
