"""Clients in Python, each as its own documentation uses it; run by the Python that has them (requirements.txt).

Prints a line for each: client, version, "ok" or what went wrong.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import io
import json
import sys
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import Any

ROWS = "SELECT ?s ?title { ?s a <https://w3id.org/resograph/ns#Resolution> ; <http://purl.org/dc/terms/title> ?title }"
ONE = "A/RES/67/138"
SYMBOLS = [ONE, "General Assembly resolution 67/138", "UNGA 67/138 of 20 December 2012"]


def module(name: str) -> Any:
    """A client, which the project itself need not have."""
    return importlib.import_module(name)


def text(address: str, **headers: str) -> str:
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        return str(answer.read().decode("utf-8"))


def is_so(what: object, why: str) -> None:
    if not what:
        raise AssertionError(why)


def rdflib_negotiates(root: str) -> None:
    rdflib = module("rdflib")
    asked = rdflib.Graph().parse(f"{root}{ONE}")
    counts = {form: len(rdflib.Graph().parse(f"{root}{ONE}.{form}")) for form in ("ttl", "rdf", "jsonld")}
    is_so({len(asked), *counts.values()} == {len(asked)}, f"graphs differ: {len(asked)} asked, {counts}")


def sparqlstore(root: str) -> None:
    store = module("rdflib.plugins.stores.sparqlstore").SPARQLStore(f"{root}sparql")
    graph = module("rdflib").Graph(store)
    is_so(len(list(graph.query(ROWS))) > 0, "no rows")
    subject = module("rdflib").URIRef(f"{root}{ONE}")
    is_so(len(list(graph.triples((subject, None, None)))) > 10, "no triples of a pattern")


def sparqlwrapper(root: str) -> None:
    wrapper = module("SPARQLWrapper")
    for form in (wrapper.JSON, wrapper.XML, wrapper.CSV, wrapper.TSV):
        for method in (wrapper.GET, wrapper.POST):
            for sent in (wrapper.URLENCODED, wrapper.POSTDIRECTLY) if method == wrapper.POST else (wrapper.URLENCODED,):
                asked = wrapper.SPARQLWrapper(f"{root}sparql")
                asked.setQuery(ROWS)
                asked.setReturnFormat(form)
                asked.setMethod(method)
                asked.setRequestMethod(sent)
                is_so(asked.query().convert(), f"nothing in {form} by {method} {sent}")
    for form in (wrapper.TURTLE, wrapper.N3, wrapper.RDFXML, wrapper.JSONLD):
        asked = wrapper.SPARQLWrapper(f"{root}sparql")
        asked.setQuery(f"DESCRIBE <{root}{ONE}>")
        asked.setReturnFormat(form)
        is_so(asked.query().convert(), f"nothing in {form}")


def pandas(root: str) -> None:
    frame = module("pandas")
    query = urllib.parse.quote(ROWS)
    rows = frame.read_csv(f"{root}sparql?query={query}", storage_options={"Accept": "text/csv"})
    is_so(list(rows.columns) == ["s", "title"] and len(rows), "no table of a query's answer")
    listed = frame.read_json(io.StringIO(text(f"{root}documents", Accept="application/json")), typ="series")
    is_so(len(listed), "no documents")
    mandates = frame.read_csv(f"{root}mandates.csv")
    is_so(len(mandates.columns) > 3, "no table of mandates")


def sickle(root: str) -> None:
    client = module("sickle").Sickle(f"{root}oai")
    is_so(client.Identify().repositoryName, "no name")
    for prefix in [one.metadataPrefix for one in client.ListMetadataFormats()]:
        is_so(len(list(client.ListRecords(metadataPrefix=prefix))) > 0, f"no records in {prefix}")
    is_so(len(list(client.ListSets())) > 0, "no sets")


def scythe(root: str) -> None:
    with module("oaipmh_scythe").Scythe(f"{root}oai") as client:
        is_so(len(list(client.list_records(metadata_prefix="oai_dc"))) > 0, "no records")


def pymarc(root: str) -> None:
    sickle_ = module("sickle").Sickle(f"{root}oai")
    record = next(iter(sickle_.ListRecords(metadataPrefix="marcxml")))
    etree = module("lxml.etree")
    marc = etree.tostring(record.xml.find(".//{http://www.loc.gov/MARC21/slim}record"))
    parsed = module("pymarc").parse_xml_to_array(io.BytesIO(marc))
    is_so(parsed and parsed[0].title, "no title in MARC")


def reconciler(root: str) -> None:
    frame = module("pandas").DataFrame({"name": SYMBOLS})
    found = module("reconciler").reconcile(
        frame["name"], type_id="Resolution", top_res=1, reconciliation_endpoint=f"{root}reconcile"
    )
    is_so(list(found["id"]) == [ONE] * len(SYMBOLS), f"found {list(found['id'])}")
    is_so(all(found["match"]), "not certain")


def feedparser(root: str) -> None:
    parser = module("feedparser")
    feed = parser.parse(f"{root}feed.atom")
    is_so(not feed.bozo and feed.entries and feed.entries[0].link and feed.entries[0].updated_parsed, "no clean feed")
    again = parser.parse(f"{root}feed.atom", etag=feed.etag)
    is_so(again.status == 304, f"{again.status} instead of 304")


def icalendar(root: str) -> None:
    calendar = module("icalendar").Calendar.from_ical(text(f"{root}mandates.ics"))
    is_so(calendar.name == "VCALENDAR" and calendar.get("prodid"), "no calendar")


def pyshacl(root: str) -> None:
    rdflib = module("rdflib")
    data = rdflib.Graph().parse(f"{root}{ONE}.ttl")
    shapes = rdflib.Graph()
    for line in text(f"{root}about/shapes", Accept="text/html").split('href="')[1:]:
        address = line.partition('"')[0]
        if address.endswith(".ttl"):
            shapes.parse(urllib.parse.urljoin(f"{root}about/shapes", address))
    if len(shapes):
        module("pyshacl").validate(data, shacl_graph=shapes)


def pyld(root: str) -> None:
    jsonld = module("pyld.jsonld")
    jsonld.set_document_loader(module("pyld").jsonld.requests_document_loader(timeout=30))
    document = f"{root}{ONE}.jsonld"
    expanded = jsonld.expand(document)
    is_so(expanded and expanded[0], "nothing to expand")
    graph = module("rdflib").Graph().parse(f"{root}{ONE}.ttl")
    made = jsonld.to_rdf(document, {"format": "application/n-quads"})
    is_so(len([line for line in made.splitlines() if line]) == len(graph), "not the triples of Turtle")
    is_so(jsonld.compact(document, f"{root}context.jsonld"), "nothing compact")


def extruct(root: str) -> None:
    found = module("extruct").extract(text(f"{root}zh/{ONE}", Accept="text/html"), syntaxes=["json-ld"])["json-ld"]
    is_so(found and found[0].get("@type") and found[0].get("name"), "no schema.org record in the page")
    json.dumps(found)


def requests(root: str) -> None:
    client = module("requests")
    first = client.get(f"{root}{ONE}.ttl", timeout=60)
    again = client.get(f"{root}{ONE}.ttl", headers={"If-None-Match": first.headers["ETag"]}, timeout=60)
    is_so(again.status_code == 304 and not again.content, "no 304")
    is_so(first.headers.get("Content-Encoding") == "gzip", "not compressed")


CLIENTS: list[tuple[str, Callable[[str], None]]] = [
    ("rdflib", rdflib_negotiates),
    ("rdflib", sparqlstore),
    ("SPARQLWrapper", sparqlwrapper),
    ("pandas", pandas),
    ("Sickle", sickle),
    ("oaipmh-scythe", scythe),
    ("pymarc", pymarc),
    ("reconciler", reconciler),
    ("feedparser", feedparser),
    ("icalendar", icalendar),
    ("pyshacl", pyshacl),
    ("PyLD", pyld),
    ("extruct", extruct),
    ("requests", requests),
]


def main(root: str) -> None:
    """Drive them all against a server at an address that ends in a slash."""
    for distribution, drive in CLIENTS:
        try:
            version = importlib.metadata.version(distribution)
        except importlib.metadata.PackageNotFoundError:
            print(distribution, "-", drive.__name__, "not installed", sep="\t")
            continue
        try:
            drive(root)
            outcome = "ok"
        except Exception as error:  # whatever a client does is the outcome
            outcome = f"{type(error).__name__}: {error}".replace("\n", " ")[:300]
        print(distribution, version, drive.__name__, outcome, sep="\t", flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
