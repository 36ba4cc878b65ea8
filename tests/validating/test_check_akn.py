"""AKN4UN rules: each has a small file that breaks it and one that does not; what is mended is valid and clean."""

from __future__ import annotations

from pathlib import Path

import pytest

from resograph.reading import UnreadableError
from resograph.symbols.fit import Fit, fit
from resograph.validating import check_akn, rulebook
from resograph.validating.akn.mend import mend_akn
from resograph.vocabularies.concepts import vocabulary

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
FILES = sorted(CORPUS.glob("**/*.xml"))
IRI = "/akn/un/statement/deliberation/un-ga/2021-12-16/76-131"
NAME = "76session/English/A_RES_76_131-2119153E.xml"

GOOD = (Path(__file__).parent / "good.xml").read_text(encoding="utf-8")
SEIZED = "<p>Decides to remain seized of the matter, as in"
THIRD = '<paragraph eId="para_3"><num>3.</num>'
LINK = '<ref href="https://docs.un.org/en/S/RES/1325(2000)">1325 (2000)</ref>'
FRENCH = (
    "<p>"
    + (
        "Rappelant les résolutions de la Commission et les rapports du Secrétaire général sur le sort des enfants dans "
        "les conflits, et la nécessité de la mise en œuvre des décisions prises par les États dans le domaine de la "
        "protection, ainsi que du renforcement des moyens dont disposent les organes des Nations Unies pour les aider; "
    )
    * 3
)
A = '<a href="https://undocs.org/en/'

#: Rule, what stands in the good file, what breaks the rule in its place.
BREAKS = [
    ("xml.not-well-formed", "</conclusions>", "</conclusion>"),
    ("xml.schema", "<FRBRcountry", "<FRBRland"),
    ("iri.malformed", f'<FRBRuri value="{IRI}"/>', f'<FRBRuri value="{IRI}/"/>'),
    ("iri.malformed", f"{IRI}/eng@/!main.xml", f"{IRI}/eng@!main.xml"),
    ("iri.malformed", f'<FRBRuri value="{IRI}/eng@"/>', f'<FRBRuri value="{IRI.replace("2021-12-16", "")}/eng@"/>'),
    ("iri.organ", f'<FRBRuri value="{IRI}/eng@"/>', f'<FRBRuri value="{IRI.replace("un-ga", "unga")}/eng@"/>'),
    ("number.disagrees", "A/RES/76/131<", "A/RES/76/131 B<"),
    ("number.file-name", "A/RES/76/131<", "A/RES/76/132<"),
    ("number.spaces", "A/RES/76/131<", "A/RES/76/131 B<"),
    ("language.text", SEIZED, FRENCH),
    ("language.iri", f'<FRBRuri value="{IRI}/eng@"/>', f'<FRBRuri value="{IRI}/fra@"/>'),
    ("language.place", 'language="eng"', 'language="fra"'),
    ("reference.dangling", 'refersTo="#symbol"', 'refersTo="#nothing"'),
    ("reference.bare", 'href="#ga" as="#author"/><FRBRcountry', 'href="ga" as="#author"/><FRBRcountry'),
    ("keyword.no-label", ' showAs="Peace"', ""),
    ("date.impossible", 'date="2021-12-16" name="adoption"', 'date="0001-01-01" name="adoption"'),
    ("date.impossible", 'date="2022-01-05"', 'date="2022-13-05"'),
    ("date.disagrees", 'date="2021-12-16" name="adoption"', 'date="2021-12-17" name="adoption"'),
    ("workflow.other-date", 'step date="2021-12-16"', 'step date="2021-12-20"'),
    ("workflow.no-date", 'step date="2021-12-16"', "step"),
    ("workflow.unknown-date", 'step date="2021-12-16"', 'step date="0001-01-01"'),
    ("date.words", ">16 December 2021<", ">17 December 2021<"),
    ("date.words", ">16 December 2021<", ">31 June 2021<"),
    ("id.position", 'eId="para_3"', 'eId="para_17"'),
    ("id.form", "para_2__list_1__point_a", "para_2_list_1_point_a"),
    ("id.missing", '<paragraph eId="para_3">', "<paragraph>"),
    ("id.duplicate", 'eId="para_2__list_1"', 'eId="para_1"'),
    ("link.anchor", LINK, f'{A}S/RES/1325(2000)">1325 (2000)</a>'),
    ("link.language-code", "docs.un.org/en/", "undocs.org/ch/"),
    ("link.other-language", "docs.un.org/en/", "docs.un.org/fr/"),
    ("link.mismatch", ">1325 (2000)<", ">1326 (2000)<"),
    ("link.mismatch", LINK, f'{A}A/74/164">A/76/237</a>'),
    ("link.mismatch", LINK, f'{A}A/76/5">S/76/5</a>'),
    ("link.broken", "https://docs.un.org/en/S/RES/1325(2000)", "https://docs.un.org/en/S/RES/1325 (2000)"),
    ("link.broken", "https://docs.un.org/en/S/RES/1325(2000)", "about:blank"),
    ("link.split", LINK, f'{A}S/RES/1325(2000)">1325 (</a>{A}S/RES/1325(2000)">2000</a>)'),
    ("link.partial", LINK, f'{A}S/RES/1325(2000)">1325</a> (2000)'),
    ("text.number-in-words", f"{THIRD}<content", '<paragraph eId="para_3"><content'),
    ("order.twice", "<num>3.</num>", "<num>2.</num>"),
    ("order.skip", "<num>3.</num>", "<num>4.</num>"),
    ("order.back", "<num>2.</num>", "<num>4.</num>"),
    ("front.no-title", "<docTitle>Volunteering for the 2030 Agenda</docTitle>", ""),
    ("front.no-symbol", '<docNumber refersTo="#symbol">A/RES/76/131</docNumber>', "Resolution"),
    ("front.no-session", '<session value="76">Seventy-sixth session</session>', "Resolution"),
    ("front.no-date", ' refersTo="#adoptionDate"', ""),
    ("text.empty", "<p>The General Assembly,</p>", "<p> </p>"),
    ("text.stray", "</conclusions>", "</conclusions><preface><p>Recalling,</p></preface>"),
    ("text.stray", "<mainBody>", "<mainBody><preamble><p>Recalling,</p></preamble>"),
]  # fmt: skip


def found(text: str, name: str = NAME) -> set[str]:
    return {flaw.rule.id for flaw in check_akn(text.encode(), name)}


def test_a_good_file_has_no_findings() -> None:
    assert check_akn(GOOD.encode(), NAME) == []


@pytest.mark.parametrize(("rule", "right", "wrong"), BREAKS)
def test_rules(rule: str, right: str, wrong: str) -> None:
    assert right in GOOD
    broken = GOOD.replace(right, wrong)
    if rule == "text.number-in-words":
        broken = broken.replace(SEIZED, SEIZED.replace("<p>", "<p>3. "))
    assert rule in found(broken)


def test_every_rule_has_its_file() -> None:
    assert {rule for rule, _, _ in BREAKS} == set(rulebook())


def test_a_finding_tells_where_and_what_to_do() -> None:
    flaw = next(iter(check_akn(GOOD.replace('eId="para_3"', 'eId="para_17"').encode(), NAME)))
    assert (flaw.first.part, flaw.first.number) == ("para_17", "3.")
    assert (
        GOOD.replace('eId="para_3"', 'eId="para_17"').splitlines()[(flaw.first.line or 0) - 1].startswith("<paragraph")
    )
    assert flaw.message() == (
        "1 eId(s) give a running position and not the printed number, first: 3. para_17 → para_3."
    )
    assert "para_4__list_1__point_a" in flaw.mend()
    assert "编号" in flaw.message("zh")
    assert flaw.rule.place.startswith("AKN4UN guidelines part 1, 6.3.1")


def test_texts_of_rules_can_be_filled() -> None:
    for rule, right, wrong in BREAKS:
        for flaw in check_akn(GOOD.replace(right, wrong).encode(), NAME):
            for language in ("en", "zh"):
                assert "{" not in flaw.message(language).replace("{organ}", ""), rule
                assert flaw.mend(language)


LINKS = [
    ("217 A (III)", "A/RES/217(III)", Fit.WHOLE),
    ("A/56/1026-S/2002/932", "A/56/1026", Fit.WHOLE),
    ("A/76/668-S/2022/66/Corr.1", "A/76/668/Corr.1", Fit.WHOLE),
    ("A/75/49", "A/75/49 (vol. I)", Fit.WHOLE),
    ("2200 A (ХХI)", "A/RES/2200(XXI)", Fit.WHOLE),
    ("S‑27/2", "A/RES/S-27/2", Fit.WHOLE),
    ("648 (2022)", "S/RES/2648(2022)", Fit.PIECE),
    ("69/", "A/RES/69/307", Fit.PIECE),
    ("74/7", "A/RES/73/8", Fit.OTHER),
    ("A/75/53/Add.1", "A/74/53/Add.1", Fit.OTHER),
    ("the report", "A/75/53", Fit.UNKNOWN),
]


@pytest.mark.parametrize(("text", "target", "expected"), LINKS)
def test_words_and_targets_of_links(text: str, target: str, expected: Fit) -> None:
    assert fit(text, target) is expected


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no XML"),
        (b"\xff\xd8\xff\xe0", "no XML"),
        (b"<html><body/></html>", "no Akoma Ntoso"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><akomaNtoso>&b;</akomaNtoso>', "document type"),
    ],
)
def test_what_is_no_file_of_ours_is_refused(content: bytes, message: str) -> None:
    with pytest.raises(UnreadableError, match=message):
        check_akn(content, "x.xml")


def test_a_file_cannot_have_another_schema_fetched(tmp_path: Path) -> None:
    hint = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x file:///dev/zero"'
    assert found(GOOD.replace("<akomaNtoso", f"<akomaNtoso{hint}", 1)) == set()


@pytest.mark.parametrize("rule", ["iri.organ", "id.position", "link.anchor", "link.split", "workflow.no-date"])
def test_mending(rule: str) -> None:
    right, wrong = next((right, wrong) for name, right, wrong in BREAKS if name == rule)
    mended = mend_akn(GOOD.replace(right, wrong).encode(), NAME, vocabulary())
    assert rule not in {flaw.rule.id for flaw in mended.flaws}
    assert mended.failed == []


def test_mending_keeps_the_links_of_the_file() -> None:
    link = '<a href="https://undocs.org/en/A/HRC/RES/27/5">27/5</a>'
    other = '<a href="https://undocs.org/en/A/74/164">A/76/237</a>'
    written = mend_akn(GOOD.replace(LINK, f"{link} and {other}").encode(), NAME, vocabulary()).content.decode()
    assert '<ref href="https://docs.un.org/en/A/HRC/RES/27/5">27/5</ref>' in written
    assert '<ref href="https://docs.un.org/en/A/76/237">A/76/237</ref>' in written


def test_what_only_a_person_can_settle_is_left() -> None:
    text = GOOD.replace('date="2021-12-16" name="adoption"', 'date="2021-12-17" name="adoption"').encode()
    before = check_akn(text, NAME)
    mended = mend_akn(text, NAME, vocabulary())
    assert "date.disagrees" in {flaw.rule.id for flaw in mended.left(before)}


# ── the official files ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.skipif(not FILES, reason="../shared/corpus is absent: official files were not checked")
@pytest.mark.parametrize("path", FILES[::25], ids=lambda path: path.stem)
def test_official_files(path: Path) -> None:
    name = str(path.relative_to(CORPUS))
    flaws = check_akn(path.read_bytes(), name)
    rules = {flaw.rule.id for flaw in flaws}
    assert {"iri.organ", "iri.malformed"} <= rules or rules == {"xml.not-well-formed"}
    assert "language.text" not in rules
    for flaw in flaws:
        assert flaw.first.line
        assert flaw.message() and flaw.message("zh")
    mended = mend_akn(path.read_bytes(), name, vocabulary())
    assert mended.failed == []
    assert "xml.schema" not in {flaw.rule.id for flaw in mended.flaws}
