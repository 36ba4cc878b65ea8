"""The paragraph form of the UN Mandate Source Registry, both ways."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from conftest import BASE, SEED, SHARED, run
from resograph.annotating import annotate
from resograph.documents import Document
from resograph.merging.merge import merge
from resograph.merging.work import Version
from resograph.reading import UnreadableError, read, read_all
from resograph.vocabularies.concepts import vocabulary
from resograph.writing import write_json

REGISTRY = sorted((SHARED / "registries" / "mandates-org-paragraphs").glob("*.json"))
CORPUS = SHARED / "corpus"
needs_registry = pytest.mark.skipif(not REGISTRY, reason="the registry's samples are not here")
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the official sample is not here")
THEIRS = (
    "text", "type", "heading_level", "paragraph_type", "paragraph_level", "prefix",
    "action_verb", "action_verb_type", "action_verb_normalized", "links",
)  # fmt: skip


def written(document: Document) -> list[dict[str, Any]]:
    return write_json(merge([Version(document, annotate(document, vocabulary()))]), BASE, vocabulary())


def again(document: Document) -> Document:
    """A document written as JSON and read, without what tells the file it came from."""
    return bare(read(json.dumps(written(document)).encode(), "x.json"))


def bare(document: Document) -> Document:
    """Without the file, its findings, what only its meta block knows, and its own ids."""

    def stripped(parts: Any) -> Any:
        return tuple(replace(part, source_id=None, parts=stripped(part.parts)) for part in parts)

    notes = tuple(replace(note, source_id=None) for note in document.notes)
    return replace(document, source=None, findings=(), registry=None, parts=stripped(document.parts), notes=notes)


def plain(text: str | None) -> str:
    return " ".join((text or "").split())


def test_a_record_has_what_the_registry_has_and_our_addresses(seed: Document) -> None:
    rows = written(seed)
    assert all(tuple(row)[: len(THEIRS)] == THEIRS for row in rows)
    title, formula = rows[0], rows[2]
    assert (title["type"], title["text"]) == ("title", "67/138.\t将志愿服务纳入下一个十年的工作")
    assert (formula["text"], formula["paragraph_type"]) == ("大会，", "preambular")
    asked = next(row for row in rows if row["id"] == f"{BASE}A/RES/67/138~para_25")
    assert (asked["prefix"], asked["paragraph_type"], asked["paragraph_level"]) == ("25.", "operative", 1)
    assert asked["action_verb_concept"] == f"{BASE}verb/requests"
    (mandate,) = asked["mandates"]
    assert mandate["assignees"][0]["assignee_normalized"] == "Secretary-General"
    assert mandate["assignees"][0]["id"] == f"{BASE}actor/secretary-general"
    assert mandate["deliverables"][0]["deliverable"] == "report"
    assert mandate["deliverables"][0]["session"] == f"{BASE}session/un-ga/70"
    linked = next(row for row in rows if row["id"].endswith("~note_1"))
    assert linked["links"] == [["A/67/153", "https://undocs.org/zh/A/67/153"]]


def test_ours_reads_back_as_it_was(seed: Document) -> None:
    assert again(seed) == bare(seed)


def files() -> list[Path]:
    """A few official files, of all languages and organs."""
    names = ["A_RES_76_125*", "A_HRC_RES_55_10*", "S_RES_2653*", "E_RES_2022_16*", "A_RES_75_257*", "A_RES_77_338*"]
    found = [sorted(CORPUS.rglob(f"{name}.xml")) for name in names]
    return [path for place, paths in enumerate(found) for path in paths[place % 3 :: 3]]


@needs_corpus
@pytest.mark.parametrize("path", files(), ids=lambda path: path.stem)
def test_official_files_read_back_as_they_were(path: Path) -> None:
    for document in read_all(path.read_bytes(), path.name):
        assert again(document) == bare(document)


@needs_registry
@pytest.mark.parametrize("path", REGISTRY, ids=lambda path: path.stem)
def test_the_registrys_own_records(path: Path) -> None:
    theirs = json.loads(path.read_text(encoding="utf-8"))
    document = read(path.read_bytes(), path.name)
    assert document.symbol.text.replace("/", "_") == path.stem
    assert document.cover.adopted
    ours = {plain(row["text"]): row for row in written(document)}
    for row in theirs:
        if row["type"] in ("frontmatter", "title") or row["prefix"] == "*":
            continue
        for line in row["text"].split("\n"):
            found = ours[plain(line)]
            for name in ("type", "paragraph_type", "paragraph_level", "prefix"):
                assert found[name] == row[name], (name, line)
            linked = {text for text, _ in found["links"]}
            assert {text for text, _ in row["links"]} <= linked, line
    assert again(document) == bare(document)


@needs_registry
@needs_corpus
def test_the_official_file_gives_the_registrys_records() -> None:
    (path,) = [path for path in REGISTRY if path.stem == "A_RES_76_125"]
    (official,) = CORPUS.rglob("A_RES_76_125*E.xml")
    ours = {plain(row["text"]): row for row in written(read(official.read_bytes(), official.name))}
    theirs = [row for row in json.loads(path.read_text(encoding="utf-8")) if row["type"] != "frontmatter"]
    same = [row for row in theirs if plain(row["text"]) in ours]
    assert len(same) >= len(theirs) - 1  # one paragraph is worded otherwise
    for row in same:
        found = ours[plain(row["text"])]
        assert {name: found[name] for name in THEIRS[1:6]} == {name: row[name] for name in THEIRS[1:6]}
        if row["action_verb"]:
            assert row["action_verb"] in found["action_verb"]
            assert found["action_verb_normalized"].startswith(row["action_verb_normalized"])


@pytest.mark.parametrize("form", ["akn", "ttl", "json", "txt"])
def test_convert_reads_it(tmp_path: Path, form: str) -> None:
    path = tmp_path / "seed.json"
    path.write_text(run("convert", str(SEED), "--to", "json").stdout, encoding="utf-8")
    once, twice = (run("convert", str(file), "--to", form) for file in (SEED, path))
    assert twice.returncode == once.returncode, twice.stderr
    if form in ("json", "txt"):
        assert twice.stdout == once.stdout
    else:
        assert len(twice.stdout) > 0.9 * len(once.stdout)


GOOD: dict[str, Any] = {"text": "The General Assembly,", "type": "paragraph"}


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("[{", "no right JSON"),
        ("[]", "holds no paragraphs"),
        ('{"a": 1}', "holds no paragraphs"),
        ('[{"text": "x"}]', "no text and type"),
        ('[{"text": 7, "type": "paragraph"}]', "no text and type"),
        (json.dumps([{**GOOD, "prefix": 5}]), "wrong prefix"),
        (json.dumps([{**GOOD, "paragraph_level": True}]), "wrong paragraph_level"),
        (json.dumps([GOOD]), "bears no UN symbol"),
        (json.dumps([{**GOOD, "document": {"symbol": "A/RES/67/138"}, "language": "en"}]), "were broken"),
        (
            json.dumps([{**GOOD, "document": {"symbol": ["x"]}, "language": "xx"}, {**GOOD, "part": {"eid": "a"}}]),
            "broken",
        ),
        ("[" * 100_000, "nested too deeply"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_broken_records_are_told(content: str, why: str) -> None:
    with pytest.raises(UnreadableError, match=why):
        read(content.encode(), "x.json")
