"""Where texts of strangers come in: each entry point as a function of one text, with a short text of its kind."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

import pyoxigraph as ox

from resograph.annotating import annotate
from resograph.annotating.citations import CitationReader
from resograph.annotating.correction_files import CorrectionError, corrections_in
from resograph.annotating.references import find_references
from resograph.documents import Document
from resograph.documents.errors import UnreadableError
from resograph.languages.folding import folding
from resograph.languages.profile import profile
from resograph.reading import read_all
from resograph.reading.proponent import agenda_items, committee, item_numbers, proponent, reports
from resograph.reconciling.folding import fold
from resograph.reconciling.symbols import readings
from resograph.registries.marc.fields import record_of
from resograph.registries.marc.files import read_marc
from resograph.releases.search.query import parse_words
from resograph.releases.search.values import SearchLimits
from resograph.sparql.binding import bind_values
from resograph.sparql.errors import QueryError, RefusedQueryError
from resograph.sparql.guard import shape_of
from resograph.sparql.query import Query
from resograph.sparql.search.cursor import UnreadableQueryError
from resograph.sparql.search.rewriting import rewrite
from resograph.sparql.search.triples import MisplacedError
from resograph.symbols import (
    AddressError,
    SymbolError,
    from_akn_iri,
    from_un_address,
    mint,
    parse,
    parse_path,
)
from resograph.symbols.address import LANGUAGES
from resograph.symbols.finding import symbols_in
from resograph.symbols.fit import fit
from resograph.symbols.typing import compact_forms, may_be_symbol, reads_as
from resograph.vocabularies.concepts import VocabularyError, vocabulary
from resograph.vocabularies.skos import adopt, read_skos
from resograph.web.conditions import piece_of, status_for
from resograph.web.negotiation import accepts_coding, choose_format, choose_language
from resograph.web.problems import ProblemError
from resograph.web.registries.oai.arguments import OaiError, read_request
from resograph.web.registries.oai.tokens import read_token
from resograph.web.sparql.asked import media_of, read_asked

BASE = "http://localhost:8000/"
_REFUSED = (
    AddressError,
    CorrectionError,
    MisplacedError,
    OaiError,
    ProblemError,
    QueryError,
    RefusedQueryError,
    SymbolError,
    UnreadableError,
    UnreadableQueryError,
    VocabularyError,
)

_RESOLUTION = "A/RES/67/138"
_SOLID = "PREFIX reso: <https://w3id.org/resograph/ns#> SELECT * { ?s reso:search %s }"
_DOCX = """<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>
%s</w:body></w:document>"""
_RUN = """<w:p><w:r><w:t xml:space="preserve">%s</w:t></w:r></w:p>"""
_TYPES = """<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override
PartName="/word/document.xml"
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"""
_RELATIONS = """<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship
Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
Target="word/document.xml"/></Relationships>"""
_MARC = """<collection xmlns="http://www.loc.gov/MARC21/slim"><record><leader>00000nam a2200000 a 4500</leader>
<datafield tag="191" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield>
<datafield tag="245" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield>
<datafield tag="269" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield>
<datafield tag="967" ind1=" " ind2=" "><subfield code="a">%s</subfield></datafield>
<datafield tag="991" ind1=" " ind2=" "><subfield code="b">%s</subfield></datafield></record></collection>"""
_SKOS = """<http://x.example/%s> a <http://www.w3.org/2004/02/skos/core#Concept> ;
<http://www.w3.org/2004/02/skos/core#prefLabel> %s@en ."""
_HEADS = {"zh": "大会，\n回顾其第66/290号决议，\n1. 请秘书长", "ru": "Генеральная Ассамблея,\n1. просит "}
_HEADS |= {"ar": "إن الجمعية العامة،\n١ - تطلب ", "fr": "L’Assemblée générale,\n1. Prie "}
_HEADS |= {
    "en": "The General Assembly,\nRecalling its resolution 66/290,\n1. Requests ",
    "es": "La Asamblea General,\n1. Pide ",
}


_FORMULA = {"type": "preamble", "text": "The General Assembly,"}
_CORRECTION = """document = "A/RES/67/138"\nlanguage = "en"\n[[correction]]\npart = "para_1"\nwords = "x"\ndo = "remove"
fact = "mention"\nby = "x"\non = 2026-01-31\n"""


@dataclass(frozen=True)
class Entry:
    """An entry point; ``usual`` is a text that it usually takes; ``heavy`` where it reads meaning from whole pages."""

    take: Callable[[str], object]
    usual: str = _RESOLUTION
    heavy: bool = False

    def __call__(self, text: str) -> None:
        """Take a text, or refuse it in a sentence."""
        with suppress(*_REFUSED):
            self.take(text)


def _read(text: str, language: str, ending: str = "txt") -> list[Document]:
    return read_all(text.encode("utf-8", "replace"), f"A_RES_67_138.{ending}", language)


def _annotated(text: str, language: str) -> None:
    for document in _read(f"67/138. Title\n\n{_HEADS[language]}{text}", language):
        annotate(document, vocabulary())


def word_file(body: str) -> bytes:
    """A Word file of what stands in its body, as markup."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", _DOCX % body)
    return packed.getvalue()


def _word(text: str) -> object:
    return read_all(word_file(_RUN % _xml(text)), "A_RES_67_138.docx", "en")


def _xml(text: str) -> str:
    return escape("".join(char for char in text if char >= " " or char in "\t\n\r").replace("\uffff", ""))


def _marc(text: str) -> object:
    found = read_marc((_MARC % ((_xml(text),) * 5)).encode("utf-8", "replace"), "records.xml")
    return [record_of(record, "undl") for record in found.records]


def _records(text: str) -> object:
    kinds = (
        {"type": "title", "text": "67/138. Title"},
        _FORMULA,
        {"type": "operative", "text": text, "prefix": text[:99]},
    )
    return read_all(json.dumps(kinds).encode(), "A_RES_67_138.json", "en")


def _skos(text: str) -> object:
    name = "".join(char for char in text if char.isalnum())
    triples = read_skos((_SKOS % (name, str(ox.Literal(text)))).encode("utf-8", "replace"), "x.ttl", BASE, 10**8)
    return adopt(triples, "x.ttl", vocabulary())


def _correction(text: str) -> object:
    return corrections_in(f"{_CORRECTION}{text}\n", "x.toml", parse(_RESOLUTION), "en")


def _guarded(text: str) -> object:
    shape_of(text)
    query = Query.of(text)
    return bind_values(query, BASE)


def _searching(text: str) -> object:
    return rewrite(Query.of(_SOLID % str(ox.Literal(text))), lambda words, language, most: [], BASE)


def _words(text: str) -> object:
    """What is searched for; past their longest (``search_length``) words are refused before they are looked at."""
    return parse_words(text) if len(text) <= SearchLimits().length else None


def _headers(text: str) -> object:
    media = choose_format(text, ["html", "ttl", "json"]), choose_language(text, LANGUAGES), accepts_coding(text, "gzip")
    headers = {"if-none-match": text, "if-match": text, "range": f"bytes={text}", "if-range": text}
    return media, status_for("GET", headers, '"x"'), piece_of("GET", {"range": text}, "", 9), media_of(text)


def _forms(text: str) -> object:
    return read_asked(f"query={text}".encode("utf-8", "replace"), None, b"")


def _oai(text: str) -> object:
    with suppress(OaiError):
        read_token(text, "ListRecords")
    return read_request([("verb", "ListRecords"), ("from", text), ("metadataPrefix", "oai_dc")])


@cache
def entries() -> Mapping[str, Entry]:
    """All of them by name."""
    found: dict[str, Entry] = {
        "symbol": Entry(parse),
        "address": Entry(parse_path, "zh/A/RES/67/138~para_14"),
        "minting": Entry(lambda text: mint(BASE, text)),
        "UN address": Entry(from_un_address, "https://docs.un.org/en/A/RES/67/138"),
        "Akoma Ntoso IRI": Entry(from_akn_iri, "/akn/un/statement/deliberation/un-ga/2012-12-20/67-138"),
        "symbols in text": Entry(lambda text: list(symbols_in(text)), "see A/RES/67/138 and S/RES/1325 (2000)"),
        "fit": Entry(lambda text: (fit(text, _RESOLUTION), fit("67/138", text)), "resolution 67/138"),
        "typed symbol": Entry(
            lambda text: (compact_forms(text), reads_as(text, _RESOLUTION), may_be_symbol(text)), "ga res 67 138"
        ),
        "typed name": Entry(lambda text: (readings(text), fold(text)), "General Assembly resolution 67/138"),
        "SPARQL": Entry(_guarded, "SELECT * { VALUES ?x { 1 } ?s ?p ?x FILTER(?x > 1) }"),
        "SPARQL search": Entry(_searching, "peace"),
        "search words": Entry(_words, 'peace "and security" -draft volunt*'),
        "HTTP headers": Entry(_headers, "text/html;q=0.5, */*"),
        "form": Entry(_forms, "ASK {}"),
        "OAI-PMH": Entry(_oai, "2020-01-01"),
        "MARC": Entry(_marc),
        "SKOS": Entry(_skos, "Peace", heavy=True),
        "correction": Entry(_correction, 'why = "x"'),
        "HTML": Entry(
            lambda text: _read(f"<html><body><p>67/138. Title<p>{_HEADS['en']}{text}", "en", "html"), "x", heavy=True
        ),
        "Markdown": Entry(
            lambda text: _read(f"**67/138. Title**\n\n{_HEADS['en']} {text}\n\n- y\n", "en", "md"),
            "**2.** *Asks* x",
            heavy=True,
        ),
        "Word": Entry(_word, heavy=True),
        "JSON": Entry(_records, "x", heavy=True),
    }
    for code in LANGUAGES:
        found[f"page text, {code}"] = _of_pages(code)
        found[f"cover, {code}"] = _of_covers(code)
        found[f"meaning, {code}"] = _of_meaning(code)
        found[f"citations, {code}"] = _of_citations(code)
        found[f"references, {code}"] = _of_references(code)
        found[f"front, {code}"] = _of_front(code)
    return found


def _of_pages(code: str) -> Entry:
    return Entry(lambda text: _read(f"67/138. Title\n\n{_HEADS[code]}{text}", code), _HEADS[code], heavy=True)


def _of_covers(code: str) -> Entry:
    def take(text: str) -> object:
        return _read(f"A/RES/67/138\n{text}\n67/138. {text}\n\n{_HEADS[code]}x", code)

    return Entry(take, "General Assembly", heavy=True)


def _of_meaning(code: str) -> Entry:
    return Entry(lambda text: _annotated(text, code), _HEADS[code], heavy=True)


def _of_citations(code: str) -> Entry:
    return Entry(lambda text: CitationReader(profile(code), parse("A/RES/76/1")).read(text), _HEADS[code])


def _of_references(code: str) -> Entry:
    return Entry(lambda text: find_references(text, code, vocabulary()), f"UNSCR 1325 {_HEADS[code]}")


def _of_front(code: str) -> Entry:
    rules = profile(code)

    def take(text: str) -> object:
        front = item_numbers(text, rules), reports(text), committee(text, rules), proponent(text, rules)
        found = rules.find_date(text), rules.tidy(text), folding(code).tokens(text), rules.meeting(text)
        return front, found, agenda_items(text.splitlines(), rules), rules.ordinal(text), rules.fold(text)

    return Entry(take, _HEADS[code])
