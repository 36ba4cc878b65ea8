"""Releases: added to, rebuilt the same, left whole by a build that fails or is killed (DESIGN §5)."""

from __future__ import annotations

import gzip
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph as ox
import pytest

from conftest import BASE, SEED, SHARED, free_port, wait_for
from resograph.merging.work import Version
from resograph.pipeline import Builder, Source, WorkGraph, file_step, work_step, write_work
from resograph.releases import Release, open_current

OFFICIAL = SHARED / "corpus" / "GAresolutions" / "76session"
needs_official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="the official sample (../shared/corpus) is not here")


def quads(release: Release) -> list[str]:
    return sorted(str(quad) for quad in ox.Store.read_only(str(release.store)))


def build(folder: Path, *files: Path) -> Release:
    release, report = Builder(folder, BASE).build([Source(file) for file in files])
    assert release is not None, report
    return release


def official(number: str) -> list[Path]:
    return sorted(OFFICIAL.glob(f"*/A_RES_76_{number}-*.xml"))


def test_two_builds_give_the_same_quads(tmp_path: Path) -> None:
    assert quads(build(tmp_path / "a", SEED)) == quads(build(tmp_path / "b", SEED))


@needs_official
def test_adding_gives_what_building_at_once_gives(tmp_path: Path) -> None:
    build(tmp_path / "a", SEED)
    added = build(tmp_path / "a", *official("131"))
    at_once = build(tmp_path / "b", SEED, *official("131"))
    assert quads(added) == quads(at_once)
    assert added.manifest.counts["works"] == 2
    assert added.languages("A/RES/76/131") == ["ar", "en", "es", "fr", "ru", "zh"]


@needs_official
def test_a_work_is_merged_from_versions_added_one_by_one(tmp_path: Path) -> None:
    *most, last = official("131")
    build(tmp_path / "a", *most)
    assert quads(build(tmp_path / "a", last)) == quads(build(tmp_path / "b", *most, last))


@needs_official
def test_every_triple_of_six_versions_stands_in_one_graph(tmp_path: Path) -> None:
    release = build(tmp_path, *official("131"))
    triples = [(quad.subject, quad.predicate, quad.object) for quad in ox.Store.read_only(str(release.store))]
    assert len(triples) == len(set(triples))


@needs_official
def test_six_versions_are_one_work(tmp_path: Path) -> None:
    store = ox.Store.read_only(str(build(tmp_path, *official("131")).store))
    rows = store.query(
        "PREFIX reso: <https://w3id.org/resograph/ns#> SELECT ?verb (COUNT(?l) AS ?n) WHERE "
        "{ ?a reso:inPart <A/RES/76/131~para_17> ; reso:verb ?verb ; reso:readIn ?l } GROUP BY ?verb",
        base_iri=BASE,
        use_default_graph_as_union=True,
    )
    assert isinstance(rows, ox.QuerySolutions)
    assert [(row["verb"].value, row["n"].value) for row in rows] == [(f"{BASE}verb/requests", "6")]


def test_a_build_that_is_killed_leaves_the_last_release(tmp_path: Path) -> None:
    first = build(tmp_path, SEED)
    before = quads(first)
    other = tmp_path / "other.txt"
    other.write_text(SEED.read_text(encoding="utf-8").replace("67/138", "67/139"), encoding="utf-8")
    chance = random.Random(67138)
    for _ in range(4):
        command = [sys.executable, "-m", "resograph", "add", str(other), "--store", str(tmp_path), "--jobs", "1"]
        process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.2, 2.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        current = open_current(tmp_path)
        assert quads(current) == before or current.manifest.counts["works"] == 2
    done = build(tmp_path, other)
    assert done.manifest.counts["works"] == 2


def test_a_file_that_cannot_be_read_stops_nothing(tmp_path: Path) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"\xff\xd8\xff picture")
    release, report = Builder(tmp_path / "store", BASE).build([Source(bad), Source(SEED)])
    assert release is not None
    assert (report.works, len(report.unreadable)) == (1, 1)


def test_a_full_disk_leaves_the_last_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build(tmp_path, SEED)
    before = open_current(tmp_path).name

    def full(self: ox.Store, *_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("resograph.pipeline.derived.context_triples", full)
    with pytest.raises(OSError, match="No space"):
        build(tmp_path, SEED)
    assert open_current(tmp_path).name == before
    assert not [path for path in (tmp_path / "releases").iterdir() if path.name.startswith(".")]


def test_quads_that_cannot_be_loaded_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resograph.pipeline.loading.content_of", lambda _: b"no quads")
    with pytest.raises(SyntaxError):
        build(tmp_path, SEED)
    assert not list((tmp_path / "releases").iterdir())


def test_a_new_release_is_taken_up_without_a_failed_request(tmp_path: Path) -> None:
    build(tmp_path, SEED)
    other = tmp_path / "other.txt"
    other.write_text(SEED.read_text(encoding="utf-8").replace("67/138", "67/139"), encoding="utf-8")
    port = free_port()
    command = [sys.executable, "-m", "resograph", "serve", "--store", str(tmp_path), "--port", str(port)]
    server = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as http:
            wait_for(http)
            assert http.get("/A/RES/67/139.ttl").status_code == 404
            builder = subprocess.Popen([sys.executable, "-m", "resograph", "add", str(other), "--store", str(tmp_path)])
            statuses = set()
            deadline = time.monotonic() + 40
            while http.get("/A/RES/67/139.ttl").status_code == 404 and time.monotonic() < deadline:
                statuses.add(http.get("/A/RES/67/138.ttl").status_code)
                statuses.add(http.get("/sparql", params={"query": "ASK { ?s ?p ?o }"}).status_code)
            builder.wait()
            assert http.get("/A/RES/67/139.ttl").status_code == 200
            assert statuses == {200}
    finally:
        server.terminate()
        server.wait(timeout=20)


def test_two_issues_of_one_version_are_both_kept(tmp_path: Path) -> None:
    build(tmp_path / "store", SEED)
    later = tmp_path / "later.txt"
    text = SEED.read_text(encoding="utf-8").replace("2013 年 7 月 15 日重新印发", "2014 年 1 月 2 日重新印发")
    later.write_text(text, encoding="utf-8")
    release = build(tmp_path / "store", later)
    assert release.form("zh", "A/RES/67/138", "2013-07-15").read_text(encoding="utf-8").count("2013-07-15")
    assert "2014-01-02" in release.document("zh", "A/RES/67/138").read_text(encoding="utf-8")
    issues = [
        quad for quad in quads(release) if quad.startswith(f"<{BASE}zh/A/RES/67/138> ") and "ns#hasIssue>" in quad
    ]
    assert len(issues) == 2


def test_old_releases_are_removed(tmp_path: Path) -> None:
    for _ in range(3):
        build(tmp_path, SEED)
    assert len(list((tmp_path / "releases").iterdir())) <= 3


VARIANTS = 10


@pytest.fixture(scope="module")
def variants(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The seed under other symbols: each cites the one before it."""
    folder = tmp_path_factory.mktemp("variants")
    text = SEED.read_text(encoding="utf-8")
    files = []
    for number in range(201, 201 + VARIANTS):
        file = folder / f"A_RES_67_{number}-zh.txt"
        made_up = text.replace("67/138", f"67/{number}").replace("66/67", f"67/{number - 1}")
        file.write_text(made_up, encoding="utf-8")
        files.append(file)
    return files


@pytest.fixture(scope="module")
def at_once(variants: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Release:
    return build(tmp_path_factory.mktemp("at-once"), *variants)


def packed_quads(release: Release) -> list[bytes]:
    """The lines of all packed files of a release."""
    files = [path for name in ("works", "shared") for path in (release.path / name).rglob("*.nq.gz")]
    return sorted(line for path in files for line in gzip.decompress(path.read_bytes()).splitlines())


def stored_quads(release: Release) -> list[bytes]:
    dump = ox.Store.read_only(str(release.store)).dump(format=ox.RdfFormat.N_QUADS)
    assert dump is not None
    return sorted(dump.splitlines())


def test_store_and_packed_quads_are_the_same_and_counted(at_once: Release) -> None:
    stored = stored_quads(at_once)
    assert stored == packed_quads(at_once)
    assert len(stored) == at_once.manifest.counts["triples"]


def test_a_store_that_is_carried_over_is_the_store_built_at_once(
    variants: list[Path], at_once: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Works that come, change and go are taken in and out of the store of the release before, exactly."""
    *most, last = variants
    first = build(tmp_path, *most)
    without = stored_quads(first)
    monkeypatch.delattr("resograph.pipeline.publish.StreamedLoad")
    other = tmp_path / "other" / last.name
    other.parent.mkdir()
    other.write_text(last.read_text(encoding="utf-8").replace("青年", "老年"), encoding="utf-8")
    changed = build(tmp_path, other)
    assert stored_quads(changed) != stored_quads(at_once)
    added = build(tmp_path, last)
    assert stored_quads(added) == stored_quads(at_once) == packed_quads(added)
    assert added.manifest.counts == at_once.manifest.counts
    assert added.manifest.content == at_once.manifest.content
    release, _ = Builder(tmp_path, BASE).build([], removed=[last.name])
    assert release is not None
    assert stored_quads(release) == without


def test_the_order_of_adding_changes_nothing(variants: list[Path], at_once: Release, tmp_path: Path) -> None:
    mixed = random.Random(14).sample(variants, len(variants))
    for some in (mixed[:3], mixed[3:4], mixed[4:]):
        release = build(tmp_path, *some)
    assert stored_quads(release) == stored_quads(at_once)
    # Of one day and so of no series, they share their words; the first by number is the first use.
    node, term = f"<{BASE}A/RES/67/201~para_14__wording_1>", "<https://w3id.org/resograph/ns#"
    found = {line.decode() for line in stored_quads(release) if line.decode().startswith(node)}
    assert f"{node} {term}latestUse> <{BASE}A/RES/67/{200 + VARIANTS}~para_14> ." in found
    assert any(f'{term}useCount> "{VARIANTS}"' in line for line in found)


def test_what_stands_in_a_release_is_not_written_again(
    variants: list[Path], at_once: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither with the cache nor without it: the packed quads of the release serve."""
    folder = at_once.path.parents[1]
    shutil.copytree(folder, tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "cache")

    def written(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr("resograph.pipeline.work_step.write_work", written)
    again = build(tmp_path / "store", *variants)
    assert again.manifest.content == at_once.manifest.content
    assert stored_quads(again) == stored_quads(at_once)


@pytest.mark.parametrize("ended", [1, 3, 6])
def test_a_build_that_is_ended_goes_on_where_it_stood(
    ended: int, variants: list[Path], at_once: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(tmp_path, SEED)
    done: list[str] = []

    def ending(versions: Sequence[Version], *others: Any) -> WorkGraph:
        if len(done) == ended:
            raise KeyboardInterrupt
        done.append(versions[0].document.symbol.text)
        return write_work(versions, *others)

    monkeypatch.setattr(work_step, "write_work", ending)
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path, *variants)
    assert open_current(tmp_path).name == before.name
    assert not list((tmp_path / "releases").glob(".*"))
    ended = -1
    build(tmp_path, *variants)
    assert len(done) == len(set(done)) == VARIANTS


def test_a_disk_that_is_full_for_the_store_leaves_the_last_release(
    variants: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = build(tmp_path, *variants[:2])

    def full(_: ox.Store, *__: object) -> None:
        raise OSError(28, "No space left on device")

    class FullStore:
        def __init__(self, path: str) -> None:
            Path(path).mkdir(parents=True)

        bulk_load = full

    monkeypatch.setattr("resograph.pipeline.loading.ox.Store", FullStore)
    with pytest.raises(OSError, match="No space"):
        build(tmp_path, *variants[2:])
    monkeypatch.undo()
    assert open_current(tmp_path).name == before.name
    assert not list((tmp_path / "releases").glob(".*"))
    assert build(tmp_path, *variants[2:]).manifest.counts["works"] == VARIANTS


@pytest.mark.parametrize("step", ["reading", "writing"])
def test_a_file_that_the_code_fails_on_keeps_no_other_out(
    step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "A_RES_67_901-zh.txt"
    other.write_text(SEED.read_text(encoding="utf-8").replace("67/138", "67/901"), encoding="utf-8")
    room, name = (file_step, "read_all") if step == "reading" else (work_step, "annotated")
    right = getattr(room, name)

    def failing(first: Any, *more: Any, **named: Any) -> Any:
        if "901" in (more[0] if step == "reading" else first.symbol.text):
            raise KeyError("901")
        return right(first, *more, **named)

    monkeypatch.setattr(room, name, failing)
    builder = Builder(tmp_path / "store", BASE)
    release, report = builder.build([Source(SEED), Source(other)])
    assert release is not None
    assert release.manifest.counts["works"] == 1
    told = [*report.unreadable, *(finding.message for _, found in report.kept_out for finding in found)]
    assert [f"{other.name} makes resograph fail (KeyError" in one for one in told] == [True]

    monkeypatch.undo()
    release, report = builder.build([Source(other)])
    assert release is not None and not report.unreadable and not report.kept_out
    assert release.manifest.counts["works"] == 2
