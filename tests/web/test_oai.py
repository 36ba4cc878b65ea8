"""The OAI-PMH provider: every verb, error and format, by the schemas; harvested whole and after changes by sickle."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from httpx import Client
from lxml import etree
from servers import served
from sickle import Sickle

from conftest import BASE, SEED, SHARED
from resograph.pipeline import Builder, Source
from resograph.validating.akn.schema import schema as akn_schema
from resograph.web.registries.oai.tokens import Token

OAI = "{http://www.openarchives.org/OAI/2.0/}"
MARC = "{http://www.loc.gov/MARC21/slim}"
SCHEMAS = SHARED / "reference" / "schemas"
FORMATS = ("oai_dc", "marcxml", "akn")
NUMBERS = ("138", "139", "140")


def files(folder: Path) -> list[Source]:
    """The product's own document under three numbers."""
    text = SEED.read_text(encoding="utf-8")
    found = []
    for number in NUMBERS:
        path = folder / f"A_RES_67_{number}-zh.txt"
        path.write_text(text.replace("67/138", f"67/{number}"), encoding="utf-8")
        found.append(Source(path))
    return found


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("oai")
    sources = files(folder)
    assert Builder(folder / "store", BASE).build(sources)[0]
    return folder / "store"


@pytest.fixture(scope="module")
def http(store: Path) -> Iterator[Client]:
    with served("--store", str(store), settings={"oai_page": 1}) as client:
        yield client


def judge() -> etree.XMLSchema | None:
    """One schema for all that an answer may hold, from the copies beside the project."""
    if not SCHEMAS.is_dir():
        return None
    places = {
        "http://www.openarchives.org/OAI/2.0/": "OAI-PMH.xsd",
        "http://www.openarchives.org/OAI/2.0/oai_dc/": "oai_dc.xsd",
        "http://www.loc.gov/MARC21/slim": "MARC21slim.xsd",
    }
    imports = "".join(f'<import namespace="{space}" schemaLocation="{name}"/>' for space, name in places.items())
    text = f'<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:all">{imports}</schema>'
    return etree.XMLSchema(etree.fromstring(text.encode(), base_url=f"{SCHEMAS.as_uri()}/all.xsd"))


def ask(http: Client, query: str, judged: etree.XMLSchema | None = None) -> etree._Element:
    answer = http.get(f"/oai?{query}")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/xml; charset=utf-8"), query
    root = etree.fromstring(answer.content)
    if judged is not None:
        judged.assertValid(root)
    return root


def code(root: etree._Element) -> str | None:
    error = root.find(f"{OAI}error")
    return None if error is None else error.get("code")


ONE = "identifier=oai:resograph.localhost:A/RES/67/138"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("verb=Identify", None),
        ("verb=ListMetadataFormats", None),
        (f"verb=ListMetadataFormats&{ONE}", None),
        ("verb=ListSets", None),
        ("verb=ListIdentifiers&metadataPrefix=akn", None),
        ("verb=ListRecords&metadataPrefix=oai_dc", None),
        ("verb=ListRecords&metadataPrefix=marcxml&set=session:un-ga:67", None),
        ("verb=ListRecords&metadataPrefix=marcxml&set=theme:1006907&from=2020-01-01", None),
        ("verb=ListIdentifiers&metadataPrefix=marcxml&set=organ&until=2999-01-01T00:00:00Z", None),
        (f"verb=GetRecord&metadataPrefix=marcxml&{ONE}", None),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:localhost:A/RES/67/138", None),
        ("", "badVerb"),
        ("verb=", "badVerb"),
        ("verb=Delete", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&set=kind", "badArgument"),
        ("verb=Identify&%00=%00", "badArgument"),
        ("verb=ListRecords", "badArgument"),
        ("verb=ListRecords&metadataPrefix=", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&metadataPrefix=oai_dc", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&resumptionToken=x", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-02-30", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-2-3", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2020-01-01&until=2020-01-01T00:00:00Z", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&from=2021-01-01&until=2020-01-01", "badArgument"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=a%20b", "badArgument"),
        ("verb=ListRecords&metadataPrefix=a%FFb", "badArgument"),
        ("verb=ListRecords&metadataPrefix=mods", "cannotDisseminateFormat"),
        (f"verb=GetRecord&metadataPrefix=mods&{ONE}", "cannotDisseminateFormat"),
        (f"verb=GetRecord&{ONE}", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:example.org:A/RES/67/138", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:resograph.localhost:A/RES/1", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=nobody", "idDoesNotExist"),
        ("verb=ListRecords&metadataPrefix=oai_dc&until=2000-01-01", "noRecordsMatch"),
        ("verb=ListRecords&metadataPrefix=oai_dc&set=organ:un-tc", "noRecordsMatch"),
        ("verb=ListRecords&resumptionToken=x", "badResumptionToken"),
        ("verb=ListSets&resumptionToken=AAAA", "badResumptionToken"),
    ],
)
def test_an_answer_to_every_verb_and_error(http: Client, query: str, expected: str | None) -> None:
    root = ask(http, query, judge())
    assert code(root) == expected
    request = root.find(f"{OAI}request")
    assert request is not None and request.text == f"{BASE}oai"
    assert bool(request.attrib) == (expected not in ("badVerb", "badArgument"))


def test_post_and_what_is_too_long(http: Client) -> None:
    posted = http.post("/oai", data={"verb": "GetRecord", "metadataPrefix": "oai_dc", "identifier": ONE[11:]})
    assert b"<datestamp>" in posted.content
    assert http.post("/oai", content=b"verb=Identify&" + b"x" * 70_000).status_code == 413
    assert http.put("/oai").status_code == 405


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas (../shared/reference) are not here")
def test_records_are_valid_in_every_format(http: Client) -> None:
    judged = judge()
    for prefix in ("oai_dc", "marcxml"):
        ask(http, f"verb=ListRecords&metadataPrefix={prefix}", judged)
    root = ask(http, "verb=ListRecords&metadataPrefix=akn")
    found = [metadata[0] for metadata in root.iter(f"{OAI}metadata")]
    assert found and all(akn_schema().validate(etree.fromstring(etree.tostring(one))) for one in found)


@pytest.mark.parametrize("prefix", FORMATS)
def test_sickle_harvests_all(http: Client, prefix: str) -> None:
    records = list(Sickle(f"{http.base_url}/oai").ListRecords(metadataPrefix=prefix))
    assert sorted(record.header.identifier for record in records) == [
        f"oai:resograph.localhost:A/RES/67/{number}" for number in NUMBERS
    ]
    assert all(record.xml.find(f"{OAI}metadata") is not None for record in records)


def test_a_token_counts_and_outlives_a_restart(http: Client, store: Path) -> None:
    def token(root: etree._Element) -> etree._Element:
        return next(root.iter(f"{OAI}resumptionToken"))

    first = token(ask(http, "verb=ListIdentifiers&metadataPrefix=oai_dc"))
    assert (first.get("completeListSize"), first.get("cursor")) == ("3", "0")
    with served("--store", str(store), settings={"oai_page": 1}) as other:
        query = f"verb=ListIdentifiers&resumptionToken={first.text}"
        second = token(ask(other, query, judge()))
        assert ask(other, query).xpath("//*[local-name()='identifier']/text()") == ask(http, query).xpath(
            "//*[local-name()='identifier']/text()"
        )
        last = ask(other, f"verb=ListIdentifiers&resumptionToken={second.text}")
        assert (second.get("cursor"), token(last).text, token(last).get("cursor")) == ("1", None, "2")
        broken = f"verb=ListIdentifiers&resumptionToken={str(first.text)[:-2]}AA"
        assert code(ask(other, broken)) == "badResumptionToken"
        assert code(ask(other, f"verb=ListRecords&resumptionToken={first.text}")) == "badResumptionToken"
        for made_up in (
            Token("ListRecords", 1, "oai_dc", "organ:un-tc"),
            Token("ListRecords", -1, "oai_dc"),
            Token("ListRecords", 1, "oai_dc", until=2**60),
            Token("ListSets", 5, after="zzz"),
        ):
            query = f"verb={made_up.verb}&resumptionToken={made_up}"
            assert code(ask(other, query, judge())) == "badResumptionToken"


def test_what_changed_and_what_is_gone_since(tmp_path: Path) -> None:
    store = tmp_path / "store"
    sources = files(tmp_path)
    assert Builder(store, BASE).build(sources)[0]
    with served("--store", str(store)) as http:
        sickle = Sickle(f"{http.base_url}/oai")
        stamps = {r.header.identifier: r.header.datestamp for r in sickle.ListRecords(metadataPrefix="marcxml")}
        time.sleep(2.1)  # past the datestamps of the first release, which stand a second behind its end
        since = ask(http, "verb=Identify").findtext(f"{OAI}responseDate")
        changed = sources[0].path
        changed.write_text(changed.read_text(encoding="utf-8").replace("志愿服务纳入", "志愿者纳入"), encoding="utf-8")
        assert Builder(store, BASE).build([Source(changed)], removed={sources[1].name})[0]
        found = {r.header.identifier[-3:]: r for r in sickle.ListRecords(**{"metadataPrefix": "oai_dc", "from": since})}
        assert {number: record.deleted for number, record in found.items()} == {"138": False, "139": True}
        assert "志愿者纳入" in found["138"].raw and "<metadata>" not in found["139"].raw
        kept = {r.identifier: r.datestamp for r in sickle.ListIdentifiers(metadataPrefix="akn")}
    assert {name for name in stamps if stamps[name] != kept[name]} == {name for name in stamps if name[-3:] in found}
