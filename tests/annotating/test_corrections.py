"""A person's corrections: applied to what was read, kept over rebuilds, shown as theirs, reported when they misfit."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from conftest import BASE, SEED, run
from resograph.annotating import Annotations, annotate, corrected
from resograph.annotating.correction_files import (
    CorrectionError,
    correction_from,
    correction_toml,
    read_corrections,
    write_correction,
)
from resograph.cli.commands.correct import correct
from resograph.cli.console import UsageError
from resograph.documents import Document, Part, PartKind
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.pipeline import Builder, Source
from resograph.symbols import parse
from resograph.vocabularies.concepts import vocabulary
from resograph.writing import owns

WORDS = "Urges Member States to act, and requests the Secretary-General to help youth under resolution 70/1."
SYMBOL = parse("A/RES/99/1")


def document(language: str = "en", words: str = WORDS) -> Document:
    return Document(SYMBOL, language, "", "99/1", (Part(PartKind.OPERATIVE, words, "1.", eid="para_1"),))


def row(words: str, do: str, fact: str, value: Any = "", **more: Any) -> dict[str, Any]:
    found = {"part": "para_1", "words": words, "do": do, "fact": fact, "by": "A", "why": "w", **more}
    return {**found, "on": datetime.date(2026, 1, 31), **({"value": value} if value else {})}


def apply(*rows: dict[str, Any], words: str = WORDS) -> tuple[Annotations, list[str]]:
    text = document(words=words)
    corrections = [correction_from(one, "here") for one in rows]
    found, findings = corrected(text, annotate(text, vocabulary()), corrections, vocabulary())
    return found, [finding.message for finding in findings]


def facts(found: Annotations) -> dict[str, list[Any]]:
    return {
        "mention": [one.target for one in found.mentions],
        "theme": [one.target for one in found.themes],
        "citation": [one.symbol.text for one in found.citations],
        "verb": [(act.position, act.verb, act.force) for act in found.acts],
        "addressee": [[one.target for one in act.addressees] for act in found.acts],
        "reporting": [(one.to, one.session, one.year) for act in found.acts for one in act.reporting],
        "mandate": [act.is_mandate for act in found.acts],
    }


BEFORE = facts(annotate(document(), vocabulary()))
REPORT = {"kind": "report", "to": "body/un-ga", "session": "session/un-ga/70"}
CASES = [
    (row("Member States", "remove", "mention"), "mention",
     [one for one in BEFORE["mention"] if one != "actor/member-states"]),
    (row("youth", "add", "mention", "actor/un-volunteers"), "mention", [*BEFORE["mention"], "actor/un-volunteers"]),
    (row("Member States", "replace", "mention", "actor/un-system"), "mention",
     [*(one for one in BEFORE["mention"] if one != "actor/member-states"), "actor/un-system"]),
    (row("help youth", "add", "theme", "theme/1000001"), "theme", [*BEFORE["theme"], "theme/1000001"]),
    (row("resolution 70/1", "add", "citation", "S/RES/1325(2000)~para_3"), "citation",
     [*BEFORE["citation"], "S/RES/1325(2000)"]),
    (row("Urges", "replace", "verb", "verb/encourages"), "verb",
     [(1, "encourages", "weak-directive"), *BEFORE["verb"][1:]]),
    (row("requests", "remove", "verb"), "verb", BEFORE["verb"][:1]),
    (row("help", "add", "verb", "verb/supports"), "verb", [*BEFORE["verb"], (3, "supports", "expressive")]),
    (row("Urges", "replace", "force", "force/assertive"), "verb", [(1, "urges", "assertive"), *BEFORE["verb"][1:]]),
    (row("Member States", "remove", "addressee"), "addressee", [[], ["actor/secretary-general"]]),
    (row("youth", "add", "addressee", "actor/un-system"), "addressee",
     [["actor/member-states"], ["actor/secretary-general", "actor/un-system"]]),
    (row("Member States", "replace", "addressee", "actor/un-system"), "mandate", [True, True]),
    (row("help", "add", "reporting", REPORT), "reporting", [("body/un-ga", "session/un-ga/70", 2015)]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "kind", "expected"), CASES, ids=lambda value: str(value)[:60])
def test_each_kind_of_fact(given: dict[str, Any], kind: str, expected: list[Any]) -> None:
    found, findings = apply(given)
    assert findings == []
    assert sorted(map(str, facts(found)[kind])) == sorted(map(str, expected))
    assert facts(found)[kind] != BEFORE[kind]


MISFITS = [
    (row("Urgently", "remove", "mention"), "“Urgently” is not there"),
    (row("Urges", "remove", "mention", occurrence=2), "is not there (occurrence 2)"),
    (row("Urges", "remove", "mention", part="para_9"), "no such part as para_9"),
    (row("youth", "remove", "citation"), "is no citation there"),
    (row("youth", "add", "mention", "actor/nobody"), "actor/nobody is no concept"),
    (row("Urges", "replace", "verb", "verb/frobs"), "verb/frobs is no concept"),
    (row("Urges", "add", "verb", "verb/urges"), "heads an act already"),
    (row("Urges", "remove", "force"), "every act has one force"),
    (row("Urges", "remove", "reporting"), "asks for no report"),
    (row("help", "add", "reporting", {"kind": "report"}), "lacks to"),
    (row("help", "add", "reporting", {**REPORT, "colour": "red"}), "no colour"),
    (row("resolution 70/1", "add", "citation", "not a symbol"), "not a symbol"),
]


@pytest.mark.parametrize(("given", "message"), MISFITS, ids=lambda value: str(value)[:60])
def test_what_does_not_fit_is_reported_and_changes_nothing(given: dict[str, Any], message: str) -> None:
    found, (finding,) = apply(given)
    assert message in finding
    assert facts(found) == BEFORE


BROKEN = [
    ({"do": "change"}, "do = “change”"),
    ({"fact": "colour"}, "fact = “colour”"),
    ({"why": ""}, "lacks why"),
    ({"by": "  "}, "lacks by"),
    ({"on": "yesterday"}, "on is a day"),
    ({"occurrence": 0}, "occurrence is a number from 1"),
    ({"colour": 1}, "has colour"),
    ({"do": "add"}, "give it a value"),
    ({"value": {"kind": "report"}}, "text in quotation marks"),
]


@pytest.mark.parametrize(("change", "message"), BROKEN)
def test_a_broken_correction_is_named(change: dict[str, Any], message: str) -> None:
    with pytest.raises(CorrectionError, match=message):
        correction_from({**row("Urges", "remove", "mention"), **change}, "f.toml, correction 1")


def test_a_file_is_written_as_it_is_read(tmp_path: Path) -> None:
    rows = [case[0] for case in CASES] + [row('“a" \\ \x7f\n', "remove", "mention", why="ünï\tcode")]
    corrections = tuple(correction_from(one, "") for one in rows)
    path = tmp_path / "f.toml"
    head = 'document = "A/RES/99/1"\nlanguage = "en"\n'
    path.write_text(head + "\n".join(map(correction_toml, corrections)), encoding="utf-8")
    assert read_corrections(path, SYMBOL, "en") == corrections
    with pytest.raises(CorrectionError, match="in this place it corrects"):
        read_corrections(path, parse("A/RES/99/2"), "en")


def test_a_person_outweighs_the_other_versions() -> None:
    french = document("fr", "Prie les États Membres d’agir;")
    words = "Requests Member States to act."
    found, _ = apply(
        row("Requests", "replace", "verb", "verb/demands"),
        row("Member States", "replace", "addressee", "actor/un-system"),
        words=words,
    )
    other = Version(french, annotate(french, vocabulary()))
    plain = Version(document(words=words), annotate(document(words=words), vocabulary()))
    (before,) = merge([plain, other]).acts
    (after,) = merge([replace(plain, annotations=found), other]).acts
    assert set(after.readings) == {"en", "fr"}
    assert (before.verb, after.verb) == ("requests", "demands")


def graph_of(store: Path) -> set[str]:
    release = (store / "current").read_text().strip()
    opened = ox.Store.read_only(str(store / "releases" / release / "store"))
    return {str(quad) for quad in opened if owns(BASE, parse("A/RES/67/138"), getattr(quad.subject, "value", ""))}


ADDRESS = "zh/A/RES/67/138~para_14"


def test_corrected_kept_shown_and_forgotten(tmp_path: Path) -> None:
    store = tmp_path / "store"
    Builder(store, BASE).build([Source(SEED)])
    before = graph_of(store)
    options = ("--by", "A. Librarian", "--why", "publicise", "--on", "2026-01-31", "--store", str(store))
    done = run("correct", ADDRESS, "--words", "宣传", "--replace", "theme=theme/1000001", *options)
    file = store / "corrections" / "zh" / "A_RES_67_138.toml"
    assert (done.returncode, done.stdout.strip()) == (0, str(file)), done.stderr
    for sources in ([], [Source(SEED)]):  # a rebuild keeps it
        Builder(store, BASE).build(sources)
        after = graph_of(store)
        gone, new = "\n".join(before - after), "\n".join(after - before)
        assert "theme/1005197" in gone
        assert "theme/1000001" in new
        assert '"A. Librarian"' in new
        assert '"publicise"' in new
        assert "2026-01-31" in new
    (part,) = json.loads(run("explain", ADDRESS, "--store", str(store), "--format", "json").stdout)
    (fact,) = [fact for fact in part["facts"] if fact["by"]]
    assert (fact["words"], fact["by"]) == ("宣传", "A. Librarian, 2026-01-31: publicise")
    assert part["corrections"][0].startswith("replace theme “宣传”")
    text = SEED.read_text(encoding="utf-8").replace("宣传联合国", "推介联合国")
    later = tmp_path / "A_RES_67_138-zh.txt"
    later.write_text(text, encoding="utf-8")
    _, report = Builder(store, BASE).build([Source(later)])
    assert any("“宣传” is not there" in finding.message for _, finding in report.findings)
    elsewhere = file.rename(file.parent.parent / file.name)
    done = run("add", str(SEED), "--store", str(store))
    assert f"Not used: {elsewhere}" in done.stderr
    assert graph_of(store) == before


REFUSED = [
    (ADDRESS, {"words": "没有", "remove": "theme"}, "is not there"),
    (ADDRESS, {"words": "宣传", "replace": "theme=theme/none"}, "is no concept"),
    (ADDRESS, {"words": "宣传", "remove": "citation"}, "is no citation there"),
    (ADDRESS, {"words": "宣传"}, "Say one thing"),
    (ADDRESS, {"words": "宣传", "remove": "colour"}, "fact = “colour”"),
    (ADDRESS, {"words": "宣传", "add": "reporting={"}, "is no table"),
    ("A/RES/67/138~para_14", {"words": "宣传", "remove": "theme"}, "no part in one language"),
    ("en/A/RES/67/138~para_14", {"words": "x", "remove": "theme"}, "held in zh only"),
    ("zh/../../etc/passwd~para_1", {"words": "x", "remove": "theme"}, "no"),
]


@pytest.mark.parametrize(("address", "options", "message"), REFUSED, ids=lambda value: str(value)[:50])
def test_what_is_refused(
    address: str, options: dict[str, Any], message: str, store_directory: Path, release: object
) -> None:
    with pytest.raises((UsageError, CorrectionError), match=message):
        correct(address, by="A", why="w", store=store_directory, **options)
    assert not (store_directory / "corrections").exists()


def test_a_refusal_is_one_sentence(store_directory: Path, release: object) -> None:
    options = ("--by", "A", "--why", "w", "--store", str(store_directory))
    done = run("correct", ADDRESS, "--words", "没有", "--remove", "theme", *options)
    assert (done.returncode, done.stdout, "Traceback" in done.stderr) == (2, "", False)


def test_a_link_out_of_the_folder_is_refused(tmp_path: Path, store_directory: Path, release: object) -> None:
    (tmp_path / "corrections").mkdir()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "corrections" / "en").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(CorrectionError, match="leads out of"):
        write_correction(tmp_path / "corrections", SYMBOL, "en", correction_from(CASES[0][0], ""))
