"""Whatever engine does the work, the graph is the same: this process, a pool, Spark; also where no folder is shared."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import warnings
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import BASE, SEED, SHARED, run
from resograph.pipeline import Builder, EngineError, Source, engine_for, sources_in
from resograph.pipeline.builder import reading_digest, writing_digest
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.file_step import Reading
from resograph.pipeline.remote_step import OtherCodeError, pack, unpack
from resograph.pipeline.remote_step import run as run_remotely
from resograph.pipeline.work_step import Writing, quads_of
from resograph.releases import open_current

OFFICIAL = sorted(
    file for number in ("7", "8") for file in SHARED.glob(f"corpus/ECOSOCresolutions/2022/*/E_RES_2022_{number}-*.xml")
)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, made-up resolutions of other numbers, a later reading of one, a copy by another name, and noise."""
    folder = tmp_path_factory.mktemp("files")
    text = SEED.read_text(encoding="utf-8")
    shutil.copy(SEED, folder)
    for number in (901, 902, 903):
        made_up = text.replace("67/138", f"67/{number}")
        (folder / f"A_RES_67_{number}-zh.txt").write_text(made_up, encoding="utf-8")
    (folder / "copy").mkdir()
    (folder / "copy" / "again.txt").write_text(text.replace("67/138", "67/901"), encoding="utf-8")
    (folder / "later.txt").write_text(text.replace("67/138", "67/902").replace("青年", "老年"), encoding="utf-8")
    (folder / "noise.txt").write_bytes(bytes(range(128, 256)) * 20)
    for file in OFFICIAL:
        shutil.copy(file, folder)
    return folder


def quads(directory: Path) -> list[str]:
    """The sorted N-Quads of the current release."""
    dump = ox.Store.read_only(str(open_current(directory).store)).dump(format=ox.RdfFormat.N_QUADS)
    assert dump is not None
    return sorted(dump.decode().splitlines())


@pytest.fixture(scope="module")
def local(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release that a pool of processes built."""
    store = tmp_path_factory.mktemp("local")
    release, report = Builder(store, BASE, engine_for("local", 2)).build(sources_in([files]))
    assert release is not None
    assert report.works >= (6 if OFFICIAL else 4)
    assert len(report.unreadable) == 1
    return store


@pytest.fixture(scope="module")
def spark() -> None:
    """Pyspark and Java, or a skip before anything is built."""
    missing = [] if importlib.util.find_spec("pyspark") else ['pyspark: pip install "resograph[spark]"']
    if not shutil.which("java") and not os.environ.get("JAVA_HOME"):
        missing.append("Java 17: apt-get install openjdk-17-jre-headless")
    if missing:
        message = f"SKIPPED ALOUD: Spark needs {'; '.join(missing)}"
        warnings.warn(message, stacklevel=2)
        pytest.skip(message)


def test_spark_builds_the_same_graph(spark: None, files: Path, local: Path, tmp_path: Path) -> None:
    done = run("add", str(files), "--store", str(tmp_path), "--engine", "spark", "--master", "local[2]")
    assert done.returncode == 1, done.stderr
    assert "noise.txt" in done.stderr
    assert quads(tmp_path) == quads(local)
    assert kept(tmp_path) == kept(local)


def kept(store: Path) -> set[str]:
    return {path.relative_to(store).as_posix() for path in (store / "cache").rglob("*") if path.is_file()}


def test_work_done_with_nothing_but_what_is_packed(tmp_path: Path) -> None:
    """What is packed is enough: the file and the cache are gone when the work is done."""
    near, cache = tmp_path / "near", tmp_path / "cache"
    near.mkdir()
    reading = Reading(cache, reading_digest())
    packed = pack(reading, Source(Path(shutil.copy(SEED, near))))
    shutil.rmtree(near)
    result = unpack(run_remotely(packed), cache)
    assert result.held == replace(reading, cache=tmp_path / "here")(Source(SEED)).held
    writing = Writing(cache, writing_digest(), BASE, validate=False, extensions=Extensions())
    second = pack(writing, result.held)
    shutil.rmtree(cache)
    work = unpack(run_remotely(second), cache)
    assert quads_of(work.key, cache).stat().st_size > 10_000
    assert writing.is_known(result.held)
    assert not list(cache.rglob("*.xml"))


def test_a_worker_with_other_code_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OtherCodeError):
        run_remotely(pack(Reading(tmp_path, "other"), Source(SEED)))


def test_a_file_that_came_back_is_read_again(tmp_path: Path) -> None:
    """Its form was dropped from the cache when another file took its place; its record alone is not enough."""
    other = tmp_path / SEED.name
    other.write_text(SEED.read_text(encoding="utf-8").replace("青年", "老年"), encoding="utf-8")
    for file in (SEED, other, SEED):
        release, _ = Builder(tmp_path / "store", BASE).build([Source(file)])
        assert release is not None


@pytest.mark.parametrize(
    ("name", "master", "message"),
    [("dask", None, "no engine"), ("local", "local[2]", "--engine spark")],
)
def test_wrong_engines_are_named(name: str, master: str | None, message: str) -> None:
    with pytest.raises(EngineError, match=message):
        engine_for(name, 0, master)


def test_without_pyspark_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(EngineError, match=r"pip install \"resograph\[spark\]\""):
        engine_for("spark", 0, "local[2]")
