"""What registries alone can give a record stands in the MARC of every work that it fits, and is told as a change."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from lxml import etree

from conftest import BASE, SEED
from resograph.pipeline import Builder, Source
from resograph.pipeline.records import Came, KeptRecords, Moved
from resograph.releases import open_current
from resograph.releases.catalogue import Catalogue, Listed
from resograph.releases.tables import Tables
from resograph.writing.marcxml import MARC

_FIELD = '<datafield tag="{}" ind1=" " ind2=" ">{}</datafield>'


def marc(number: str, *fields: tuple[str, str]) -> bytes:
    """A record as a library has it; a field is its tag and its subfields: "a:text|0:number"."""
    rows = [f'<controlfield tag="001">{number}</controlfield>']
    for tag, text in fields:
        pairs = (pair.partition(":") for pair in text.split("|"))
        rows.append(
            _FIELD.format(tag, "".join(f'<subfield code="{code}">{words}</subfield>' for code, _, words in pairs))
        )
    return f'<record xmlns="{MARC}">{"".join(rows)}</record>'.encode()


OWN = marc(
    "4026910",
    ("029", "a:JN|b:N1248704 E"),
    ("035", "a:(DHL)1388285"),
    ("091", "a:GEN"),
    ("191", "a:A/RES/67/138|b:A/|c:67|9:G10|0:(DHLAUTH)933608"),
    ("300", "a:4 p."),
    ("500", "a:Reissued."),
    ("610", "a:UN. General Assembly (67th sess. : 2012-2013)|g:Work organization|0:(DHLAUTH)1"),
)
OTHER = marc("5", ("191", "a:A/RES/70/1|b:A/|c:70"), ("650", "a:VOLUNTARY SERVICE|0:(DHLAUTH)277777"))
TEXT = SEED.read_text(encoding="utf-8")


def source(folder: Path, number: int) -> Source:
    """The product's own document under another number."""
    path = folder / f"A_RES_67_{number}-zh.txt"
    path.write_text(TEXT.replace("67/138", f"67/{number}"), encoding="utf-8")
    return Source(path)


def held(store: Path) -> dict[str, Listed]:
    catalogue = Catalogue(Tables(open_current(store).tables))
    found = [catalogue.work(symbol, "marcxml") for symbol, _ in catalogue.held(0, 100)]
    return {one.symbol: one for one in found if one}


def fields(listed: Listed, *tags: str) -> list[str]:
    record = etree.fromstring(listed.metadata)
    found = []
    for one in record:
        words = [f"${sub.get('code')} {sub.text}" for sub in one] or [one.text or ""]
        found.append(" ".join([one.get("tag", ""), *words]))
    return [line for line in found if line[:3] in tags]


NUMBERS = ("001", "029", "035", "091", "300", "500")


def test_numbers_are_written_ever_after(tmp_path: Path) -> None:
    store = tmp_path / "store"
    builder = Builder(store, BASE)
    assert builder.build([source(tmp_path, 138), source(tmp_path, 139)])[0]
    before = held(store)
    assert fields(before["A/RES/67/138"], *NUMBERS) == []
    kept = KeptRecords(store, "undl")
    kept.keep([Came("1", "marcxml", OWN), Came("2", "marcxml", OTHER)], Moved())
    builder.build([])
    after = held(store)
    assert fields(after["A/RES/67/138"], *NUMBERS) == [
        "001 4026910",
        "029 $a JN $b N1248704 E",
        "035 $a (DHL)1388285",
        "091 $a GEN",
        "300 $a 4 p.",
        "500 $a Reissued.",
    ]
    assert fields(after["A/RES/67/139"], *NUMBERS) == []
    for one in after.values():
        assert fields(one, "191") == [f"191 $a {one.symbol} $b A/ $c 67 $0 (DHLAUTH)933608"]
        themes = [line for line in fields(one, "650") if "$a VOLUNTARY SERVICE " in line]
        assert all("$0 (DHLAUTH)277777 $1 http://metadata.un.org/thesaurus/" in line for line in themes) and themes
        assert one.changed > before[one.symbol].changed and one.first == before[one.symbol].first
    builder.build([source(tmp_path, 140)])
    later = held(store)
    assert {symbol: later[symbol].changed for symbol in after} == {symbol: one.changed for symbol, one in after.items()}
    assert "$0 (DHLAUTH)933608" in fields(later["A/RES/67/140"], "191")[0]
    assert later["A/RES/67/138"].metadata == after["A/RES/67/138"].metadata
    kept.keep([Came("1", "marcxml", None)], Moved())
    builder.build([])
    gone = held(store)
    assert fields(gone["A/RES/67/138"], *NUMBERS) == [] and gone["A/RES/67/138"].changed > after["A/RES/67/138"].changed
    assert "(DHLAUTH)277777" in gone["A/RES/67/138"].metadata.decode()


def test_the_graph_has_them_with_their_source(tmp_path: Path) -> None:
    store = tmp_path / "store"
    KeptRecords(store, "undl").keep([Came("1", "marcxml", OWN)], Moved())
    assert Builder(store, BASE).build([source(tmp_path, 138)])[0]
    release = open_current(store)
    database = ox.Store.read_only(str(release.store))
    graph = ox.NamedNode(f"{BASE}graph/source/undl")
    said = {
        (quad.subject.value.removeprefix(BASE), quad.predicate.value.rpartition("#")[2], quad.object.value)
        for quad in database.quads_for_pattern(None, None, None, graph)
        if isinstance(quad.object, ox.Literal) and isinstance(quad.subject, ox.NamedNode)
    }
    record = "graph/source/undl#4026910"
    assert {
        (record, "controlNumber", "4026910"),
        (record, "systemNumber", "(DHL)1388285"),
        (record, "jobNumber", "N1248704 E"),
        (record, "distribution", "GEN"),
        (record, "note", "Reissued."),
        ("session/un-ga/67", "seriesNumber", "(DHLAUTH)933608"),
    } <= said
    assert not [one for one in said if one[2] == "(DHLAUTH)1"]  # a heading that is divided further is another
