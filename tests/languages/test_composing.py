"""Patterns are composed of pieces and words, and what is wrong in a file is told with its line and what to write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from resograph.languages.composing import Composer
from resograph.languages.errors import LanguageDataError
from resograph.languages.files import File, language_file
from resograph.languages.pattern import Pattern
from resograph.languages.reading import read_section
from resograph.languages.words import forms_of, read_words


@dataclass(frozen=True)
class Row:
    verbs: tuple[str, ...]
    pattern: Pattern


@dataclass(frozen=True)
class Section:
    asked: Pattern
    is_open: bool = False
    rows: tuple[Row, ...] = ()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A language "xx" whose list of heads has four forms."""
    monkeypatch.setenv("RESOGRAPH_DATA", str(tmp_path))
    own = tmp_path / "languages" / "xx"
    (own / "words").mkdir(parents=True)
    (own / "pieces.toml").write_text(
        "begin = '\\b'\nend = '\\b'\nending = '\\w*'\ngap = '[^,;]'\nthe = '(?:the )?'\nloud = '(?i)loud'\n"
    )
    (own / "words" / "heads.tsv").write_text(
        "forms\tmeaning\tnot before\ncommittee(s)\tbody\nsecretar(y|iat)\toffice\n"
        "court*, high* of law\tbody\tesy\nage\t\t*\n"
    )
    return own


COMPOSED = [
    ("a {gap:3}? b", "a xyz b", "a x,z b"),
    ("a {gap:2,3} b", "a xyz b", "a x b"),
    ("{the}{form:heads}$", "the committees", "the committeess"),
    ("{the}{form:heads}$", "courthouse", "courtesy"),
    ("{word:heads}", "a secretariat", "secretariats"),
    ("{form:heads}", "age", "ages"),
    ("^{form:heads}", "higher of law", "high or law"),
    ("^{word:heads=office}", "secretary", "committee"),
    ("{not-after:heads}x", "of x", "committee x"),
    ("{not-behind:heads}-x", "of-x", "secretary-x"),
    ("{loud} cry", "LOUD cry", "LOUD CRY"),
    ("(?i){the}cry", "THE CRY", "a"),
    ("{own}{own}b{2}", "aabb", "abb"),
    (r"\{the\}", "{the}", "the "),
    (["(?i)one way", "another"], "ANOTHER", "way"),
    ("one\n    line", "oneline", "one line"),
    ("one line", "one\u00a0line", "oneline"),
    (r"^[a-z]+$", "a" * 60, "a" * 61),
    (r"^\[\w*\]+$", "[" + "a" * 60 + "]", "[" + "a" * 61 + "]"),
]


@pytest.mark.parametrize(("written", "taken", "refused"), COMPOSED)
def test_a_pattern_is_composed(folder: Path, written: str | list[str], taken: str, refused: str) -> None:
    ways = ", ".join(f"'''{way}'''" for way in ([written] if isinstance(written, str) else written))
    file = File("xx", "some.toml", f"asked = [{ways}]\npieces.own = 'a'\n")
    pattern = read_section(Section, file, Composer("xx")).asked.re
    assert pattern.search(taken)
    assert not pattern.search(refused)


GOOD = "asked = 'a'\n"
WRONG = [
    ("asked = '{haeds}'\n", 1, "there is no piece {haeds}; write {the}, or put it into pieces.toml."),
    ("\nasked = '{gapp:3}'\n", 2, "there is no piece {gapp}; write {gap}, or"),
    ("asked = '{word:haeds}'\n", 1, "there is no list words/haeds.tsv; write heads, or make it."),
    ("asked = '{word:heads=ofice}'\n", 1, "no word of words/heads.tsv means ofice"),
    ("asked = '{wrd:heads}'\n", 1, "write {word:heads}"),
    ("asked = '{gap:3'\n", 1, "a brace opens no piece; write {name}"),
    ("asked = '{a}'\npieces.a = '{b}'\npieces.b = '{a}'\n", 1, "the piece {a} is made of itself"),
    (f"{GOOD}askd = 'b'\n", 2, "askd is no key here; write one of asked, is_open, rows"),
    ("# none\n", 1, "asked is missing; write asked = …"),
    (f"{GOOD}is_open = 'yes'\n", 2, "is_open is true or false; 'yes' is none"),
    (f"{GOOD}\n[[rows]]\nverbs = []\npattern = 'b'\n\n[[rows]]\nverbs = []\n", 7, "pattern is missing in [rows]"),
    (f"{GOOD}\n[[rows]]\nverbs = []\npattern = 'b'\n[[rows]]\nverbs = [1]\npattern = 'b'\n", 7, "1 is none"),
    (f"{GOOD}\n[[rows]]\nverbs = []\npattern = '{{x}}'\n", 5, "there is no piece {x}"),
]


@pytest.mark.parametrize(("text", "line", "told"), WRONG)
def test_what_is_wrong_is_told_with_its_line(folder: Path, text: str, line: int, told: str) -> None:
    with pytest.raises(LanguageDataError) as error:
        _ = read_section(Section, File("xx", "some.toml", text), Composer("xx")).asked.text
    assert str(error.value).startswith(f"data/languages/xx/some.toml, line {line}: ")
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_file_that_is_no_toml_is_named(folder: Path) -> None:
    with pytest.raises(LanguageDataError, match=r"xx/some\.toml: this is no TOML \(.*line 1"):
        read_section(Section, File("xx", "some.toml", "asked = a\n"), Composer("xx"))


def test_a_pattern_that_is_none_is_told_when_it_is_used(folder: Path) -> None:
    section = read_section(Section, File("xx", "some.toml", "\nasked = '(a'\n"), Composer("xx"))
    with pytest.raises(LanguageDataError, match=r"some\.toml, line 2: this is no regular expression"):
        _ = section.asked.re


def test_a_wrong_piece_is_told_in_its_own_file(folder: Path) -> None:
    with (folder / "pieces.toml").open("a") as file:
        file.write("spoilt = '{nowhere}'\n")
    with pytest.raises(LanguageDataError, match=r"xx/pieces\.toml, line 7: there is no piece \{nowhere\}"):
        read_section(Section, File("xx", "some.toml", "asked = '{spoilt}'\n"), Composer("xx"))


def test_one_form_has_one_meaning(folder: Path) -> None:
    (folder / "words" / "heads.tsv").write_text("forms\tmeaning\nbod(y|ies)\tbody\npanel\tbody\nbodies\tgroup\n")
    with pytest.raises(LanguageDataError) as error:
        read_words(language_file("xx", "words/heads.tsv"))
    told = "data/languages/xx/words/heads.tsv, line 4: “bodies” stands in line 2 too; take it out of one of them."
    assert str(error.value) == told


def test_a_row_with_too_few_columns_is_told(folder: Path) -> None:
    (folder / "verbs.tsv").write_text("phrase\tsection\tverb\tcount\nasks\toperative\n")
    with pytest.raises(LanguageDataError, match=r"verbs\.tsv, line 2: a row has 4 columns with tabs between them"):
        list(language_file("xx", "verbs.tsv").rows(4))


FORMS = [
    ("court", ("court",)),
    ("committee(s), bod(y|ies)", ("committee", "committees", "body", "bodies")),
    ("re(-|)open(s)", ("re-open", "re-opens", "reopen", "reopens")),
    ("at_", ("at_",)),
    ("суд*", ("суд*",)),
]


@pytest.mark.parametrize(("written", "forms"), FORMS)
def test_forms_are_written_short(written: str, forms: tuple[str, ...]) -> None:
    assert forms_of(written) == forms


def test_the_longest_form_wins() -> None:
    words = read_words(File("xx", "words/x.tsv", "forms\na\nabc\nab\nabd\n"))
    assert re.findall(words.pattern(""), "abdx abx ax") == ["abd", "ab", "a"]
