"""``vocabulary add``: a SKOS file of any format joins the store's vocabularies; what is wrong is refused."""

from __future__ import annotations

import json
from pathlib import Path

import pyoxigraph as ox
import pytest

from conftest import BASE, SEED, run
from resograph.annotating.gazetteer import theme_gazetteer
from resograph.pipeline import Builder, Source, engine_for
from resograph.resources import resource
from resograph.vocabularies.concepts import Vocabulary, VocabularyError, load, vocabulary, vocabulary_files
from resograph.vocabularies.skos import Adopted, adopt, read_skos, turtle

TURTLE = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<http://example.org/t/Tide-Pools> a skos:Concept ; skos:prefLabel "tide pools"@en, "潮池"@zh, "Gezeitenbecken"@de ;
  skos:altLabel "rock pools"@en ; skos:broader <http://example.org/t/sea> .
<http://example.org/t/sea> a skos:Concept ; skos:prefLabel "sea"@en .
"""
KINDS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def adopted(text: str | bytes, ending: str = "ttl", known: Vocabulary | None = None) -> Adopted:
    content = text.encode() if isinstance(text, str) else text
    return adopt(read_skos(content, f"mine.{ending}", BASE, 2**20), "mine", known or vocabulary())


@pytest.mark.parametrize("ending", KINDS)
def test_every_format_gives_the_same(ending: str, tmp_path: Path) -> None:
    content = ox.serialize(ox.parse(TURTLE.encode(), ox.RdfFormat.TURTLE), format=KINDS[ending])
    assert content is not None
    found = adopted(content, ending)
    assert (found.new, found.merged, found.other_languages, found.labels) == (2, 0, 1, {"en": 3, "zh": 1})
    path = tmp_path / "mine.ttl"
    path.write_text(turtle(found, "mine"), encoding="utf-8")
    concept = load([path]).get("theme/mine-tide-pools")
    assert concept is not None
    assert concept.preferred("zh") == "潮池"
    assert concept.values["broader"] == ("theme/mine-sea",)
    assert concept.values["exactMatch"] == ("http://example.org/t/Tide-Pools",)
    assert 'dct:source "mine"' in turtle(found, "mine")


UNBIS = ["http://metadata.un.org/thesaurus/1000001", "http://metadata.un.org/thesaurus#1000001"]


@pytest.mark.parametrize("iri", UNBIS)
def test_unbis_joins_the_themes_of_its_numbers(iri: str) -> None:
    text = f"""@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<{iri}> a skos:Concept ; skos:prefLabel "ABANDONED CHILDREN"@en, "ENFANTS ABANDONNÉS"@fr, "被弃儿童"@zh ."""
    found = adopted(text)
    assert (found.new, found.merged, found.labels) == (0, 1, {"fr": 1, "zh": 1})
    written = turtle(found, "unbis.ttl")
    assert '<theme/1000001> skos:prefLabel "ENFANTS ABANDONNÉS"@fr ; skos:altLabel "被弃儿童"@zh .' in written
    assert "thesaurus#" not in written


def test_the_whole_thesaurus_again_adds_nothing() -> None:
    """Our own themes, as they are published: their numbers, their names."""
    text = resource("data", "vocabularies", "themes.ttl").read_text(encoding="utf-8")
    published = text.replace("<theme/", "<http://metadata.un.org/thesaurus/")
    found = adopt(read_skos(published.encode(), "unbis.ttl", BASE, 2**26), "unbis", vocabulary())
    assert (found.new, found.labels) == (0, {})
    assert found.merged > 7000


RELATED = """@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix un: <http://metadata.un.org/thesaurus/> . @prefix dct: <http://purl.org/dc/terms/> .
un:9000001 a skos:Concept ; skos:prefLabel "WATERS"@en ; skos:narrower un:9000002 ; skos:related un:1000001 ;
  skos:scopeNote "Use for all waters."@en, "Für alle Wasser."@de .
un:9000002 a skos:Concept ; skos:prefLabel "TIDE POOLS"@en ; skos:broader un:1000000 .
un:9000003 a skos:Concept ; skos:prefLabel "OLD POOLS"@en ; owl:deprecated true ; dct:isReplacedBy un:9000002 .
un:9000004 a skos:Concept ; owl:deprecated true .
un:1000002 a skos:Concept ; owl:deprecated true ."""
TAKEN = [
    ("theme/9000002", "broader", ("theme/1000000", "theme/9000001")),
    ("theme/9000001", "related", ("theme/1000001",)),
    ("theme/9000001", "scopeNote", ("Use for all waters.",)),
    ("theme/9000003", "isReplacedBy", ("theme/9000002",)),
    ("theme/9000003", "deprecated", ("true",)),
    ("theme/1000002", "deprecated", ("true",)),
]


def test_relations_notes_and_deprecation_are_taken(tmp_path: Path) -> None:
    found, path = adopted(RELATED), tmp_path / "mine.ttl"
    assert (found.new, found.merged, found.deprecated, found.nameless) == (3, 1, 3, 1)
    path.write_text(turtle(found, "mine"), encoding="utf-8")
    both = load([*vocabulary_files(), path])
    for concept, name, values in TAKEN:
        held = both.get(concept)
        assert held is not None and sorted(held.values[name]) == list(values), (concept, name)
    named = {target for _, target in theme_gazetteer(both, "en").find("tide pools, old pools and abbreviations")}
    assert named == {"theme/9000002"}


def test_names_that_another_has_are_reported() -> None:
    text = TURTLE.replace('"sea"@en', '"abaca"@en')
    assert adopted(text).clashes == ("“abaca”@en: theme/mine-sea and theme/1000000",)


PREFIX = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix reso: <https://w3id.org/resograph/ns#> .\n"
BOMB = """<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="http://www.w3.org/2004/02/skos/core#">
<s:Concept rdf:about="http://x/1"><s:prefLabel xml:lang="en">&b;</s:prefLabel></s:Concept></rdf:RDF>"""
WRONG = [
    ("ttl", PREFIX + "<http://x/1> a skos:Concept .", "has no skos:prefLabel"),
    ("ttl", PREFIX + '<http://x/1> a skos:Concept ; skos:prefLabel "no language" .', "has no skos:prefLabel"),
    ("ttl", '<http://x/1> <http://x/p> "x" .', "holds no SKOS concepts"),
    ("ttl", "<http://x/1", "cannot be read"),
    ("ttl", PREFIX + '<http://x/a b> a skos:Concept ; skos:prefLabel "x"@en .', "cannot be read"),
    ("ttl", PREFIX + '<http://x/1> a skos:Concept ; skos:prefLabel "x"@en .\n'
     '<http://y/1> a skos:Concept ; skos:prefLabel "y"@en .', "would both be theme/mine-1"),
    ("ttl", PREFIX + '<actor/Some_Body> a reso:Office ; skos:prefLabel "x"@en .', "can be no address"),
    ("ttl", PREFIX + '<../etc/x> a skos:Concept ; skos:prefLabel "x"@en .', "can be no address"),
    ("ttl", PREFIX + '<actor/new-one> a skos:Concept ; skos:prefLabel "x"@en .', "say what it is"),
    ("rdf", BOMB, "declares a document type or entities"),
    ("rdf", "<rdf:RDF", "cannot be read|not well-formed"),
    ("jsonld", '{"@context": "http://example.org/c.jsonld", "@id": "http://x/1"}', "write its context into the file"),
    ("csv", "a,b", "no known ending"),
]  # fmt: skip


@pytest.mark.parametrize(("ending", "text", "message"), WRONG)
def test_what_is_refused(ending: str, text: str, message: str) -> None:
    with pytest.raises(VocabularyError, match=message):
        adopted(text, ending)


def test_what_is_too_large_is_refused() -> None:
    with pytest.raises(VocabularyError, match="too large"):
        read_skos(TURTLE.encode(), "mine.ttl", BASE, 100)


def test_a_build_knows_what_was_added_and_forgets_what_was_removed(tmp_path: Path) -> None:
    store, file = tmp_path / "store", tmp_path / "My words.ttl"
    Builder(store, BASE).build([Source(SEED)])
    file.write_text(PREFIX + '<actor/pilots> a reso:ActorGroup ; skos:prefLabel "pilots"@en, "试点创新"@zh .\n'
                    '<actor/un-volunteers> a reso:Programme ; skos:prefLabel "UNV"@en .\n'
                    '<http://x/1> a skos:Concept ; skos:prefLabel "worldwide helping"@en, "供资方式"@zh .',
                    encoding="utf-8")  # fmt: skip
    done = run("vocabulary", "add", str(file), "--store", str(store))
    target = store / "vocabularies" / "my-words.ttl"
    assert (done.returncode, done.stdout.strip()) == (0, str(target)), done.stderr
    assert "2 new concepts, 1 known" in done.stderr
    assert run("vocabulary", "add", str(file), "--store", str(store)).stderr == done.stderr

    def named() -> set[str]:
        shown = run("explain", "A/RES/67/138~para_14", "--store", str(store), "--format", "json")
        return {fact["label"] for part in json.loads(shown.stdout) for fact in part["facts"]}

    before = named()
    Builder(store, BASE, engine_for("local", 2)).build([])
    assert named() - before == {"pilots", "Worldwide helping"}
    shown = run("explain", "A/RES/67/138~para_14", "--store", str(store)).stdout
    assert "(vocabularies/my-words.ttl)" in shown  # the store's, not the product's
    assert '"pilots"' in run("query", str(query(tmp_path)), "--store", str(store), "--format", "json").stdout
    listed = run("vocabulary", "list", "--store", str(store)).stdout
    # of the known concept nothing was new
    assert listed == f"my-words\t2 concepts\t4 labels\t{target}\n"
    done = run("vocabulary", "remove", "my-words", "--store", str(store))
    assert (done.returncode, target.exists()) == (0, False)
    Builder(store, BASE).build([])
    assert named() == before


def query(folder: Path) -> Path:
    path = folder / "labels.rq"
    head = '#: title = "Names"\n#: description = "Names of an actor."\n#: [expected]\n#: rows = 1\n'
    text = f"SELECT ?name WHERE {{ <{BASE}actor/pilots> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
    path.write_text(head + text, encoding="utf-8")
    return path


def test_wrong_use(tmp_path: Path) -> None:
    file = tmp_path / "mine.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    for arguments, code, message in (
        (("add", "nowhere.ttl"), 3, "is not there"),
        (("add", str(file), "--name", "../x"), 2, "cannot stand in addresses"),
        (("remove", "../x"), 2, "cannot stand in addresses"),
        (("remove", "mine"), 2, "There is no vocabulary mine"),
    ):
        done = run("vocabulary", *arguments, "--store", str(tmp_path / "store"))
        assert (done.returncode, message in done.stderr, "Traceback" in done.stderr) == (code, True, False)
    assert not (tmp_path / "store").exists()
