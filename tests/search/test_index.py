"""What an index finds: in six languages, in order, as it grows and shrinks; and what it does with anything else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from texts import index_of

from resograph.languages.profile import marks
from resograph.releases.search import SearchError, SearchIndex, SearchLimits
from resograph.symbols.address import LANGUAGES

TEXTS = {
    "A/RES/67/138": {
        "": {"en": "Follow-up to the International Year of Volunteers", "zh": "国际志愿人员年后续行动"},
        "para_1": {
            "en": "Recalls its resolution 66/67 and encourages Member States to support women volunteers;",
            "fr": "Rappelle sa résolution 66/67 et engage les États Membres à appuyer l’égalité des bénévoles ;",
            "es": "Recuerda su resolución 66/67 y alienta a los Estados Miembros a apoyar a las niñas voluntarias;",
            "ru": "ссылается на свою резолюцию 66/67 и призывает государства-члены помогать добровольцам;",
            "zh": "回顾其第66/67号决议，鼓励会员国支持志愿人员；",
            "ar": "تشير إلى قرارها 66/67 وتشجع الدول الأعضاء على دعم المتطوعين والمرأة؛",
        },
        "para_2": {
            "en": "Requests the Secretary-General to report on volunteering at its seventieth session.",
            "fr": "Prie le Secrétaire général de lui faire rapport à sa soixante-dixième session.",
            "zh": "请秘书长就志愿服务提出报告，愿各国响应。",
            "ar": "تطلب إلى الأمين العام أن يقدم تقريرا بقرار من اللجنة، وفقا للجنة وللدول.",
        },
    },
    "S/RES/1325(2000)": {
        "": {"en": "Women and peace and security", "fr": "Les femmes, la paix et la sécurité"},
        "para_1": {"en": "Urges Member States to ensure increased representation of women;"},
    },
}
ONE, TWO = "A/RES/67/138~para_1", "A/RES/67/138~para_2"
YEAR, PEACE, URGES = "A/RES/67/138", "S/RES/1325(2000)", "S/RES/1325(2000)~para_1"


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> SearchIndex:
    return index_of(tmp_path_factory.mktemp("index"), TEXTS)


FOUND = [
    ("volunteer", "en", [YEAR, ONE, TWO]),
    ("VOLUNTEERS", "en", [YEAR, ONE, TWO]),
    ("volunteers women", "en", [ONE]),
    ("women", "en", [PEACE, ONE, URGES]),
    ('"Member States"', "en", [ONE, URGES]),
    ('"States Member"', "en", []),
    ("Member States", "en", [ONE, URGES]),
    ("States -women", "en", []),
    ("States -volunteers", "en", [URGES]),
    ('States -"increased representation"', "en", [ONE]),
    ("security OR volunteering", "en", [PEACE, YEAR, ONE, TWO]),
    ("secur*", "en", [PEACE]),
    ("volunteer*", "en", [YEAR, ONE, TWO]),
    ("v*", "en", []),
    ("Secretary-General", "en", [TWO]),
    ("General Secretary", "en", [TWO]),
    ("égalité", "fr", [ONE]),
    ("egalite", "fr", [ONE]),
    ("l'égalité", "fr", [ONE]),
    ("ÉGALITÉS", "fr", [ONE]),
    ("benev*", "fr", [ONE]),
    ("éGàlité", "fr", []),
    ("Etats membres", "fr", [ONE]),
    ("secrétaires généraux", "fr", [TWO]),
    ("ninas", "es", [ONE]),
    ("resoluciones", "es", [ONE]),
    ("доброволец OR добровольцы", "ru", [ONE]),
    ("резолюциями государств", "ru", [ONE]),
    ("志愿", "zh", [YEAR, ONE, TWO]),
    ("志愿人员", "zh", [YEAR, ONE]),
    ("愿志", "zh", []),
    ("志人", "zh", []),
    ("议鼓", "zh", []),
    ("决议、鼓励", "zh", [ONE]),
    ("志愿 报告", "zh", [TWO]),
    ("第66/67号决议", "zh", [ONE]),
    ("متطوع", "ar", [ONE]),
    ("الْمُتَطَوِّعُونَ", "ar", [ONE]),
    ("المرأة", "ar", [ONE]),
    ("قرار", "ar", [ONE, TWO]),
    ("لجنة", "ar", [TWO]),
    ("دول", "ar", [ONE, TWO]),
    ("وللدول", "ar", [ONE, TWO]),
    ("تقرير", "ar", [TWO]),
    ("66/67", None, [ONE]),
    ("67/66", None, []),
    ("A/RES/67/138", None, [YEAR]),
    ("s/res/1325 (2000)", None, [PEACE]),
    ("femmes", None, [PEACE]),
    ("志愿", "en", []),
    ("nothing", None, []),
    ("", None, []),
    ("-women", None, []),
    ("…", None, []),
]


@pytest.mark.parametrize(("words", "language", "paths"), FOUND)
def test_what_is_found(index: SearchIndex, words: str, language: str | None, paths: list[str]) -> None:
    found = index.find(words, language)
    assert sorted(match.path for match in found.matches) == sorted(paths)
    assert found.total == len(paths)


def test_titles_come_first_and_every_match_says_where(index: SearchIndex) -> None:
    found = index.find("志愿 OR volunteers OR الأعضاء").matches
    assert found[0].path == YEAR
    languages = {match.path: match.languages for match in found}
    assert languages == {YEAR: ("en", "zh"), ONE: ("en", "zh", "ar"), TWO: ("en", "zh")}
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert all(index.words_of(match.unit, match.language)[0 if match.path == YEAR else 1] for match in found)


def test_pages_are_the_whole_in_parts(index: SearchIndex) -> None:
    whole = index.find("women OR volunteers OR 志愿").matches
    parts = [index.find("women OR volunteers OR 志愿", most=2, skip=skip) for skip in range(0, 8, 2)]
    assert tuple(match for part in parts for match in part.matches) == whole
    assert {part.total for part in parts} == {len(whole)}


SYMBOLS = [
    ("67/138", [YEAR]),
    ("ares67138", [YEAR]),
    ("a/res/67/138", [YEAR]),
    ("Ａ/RES/67/138", [YEAR]),
    ("S/RES/1325", [PEACE]),
    ("sres1325", [PEACE]),
    ("1325", [PEACE]),
    ("1325 (2000)", [PEACE]),
    ("132", []),
    ("67/13", []),
    ("women", []),
    ("第67/138号", [YEAR]),
    ("大会第67/138号决议", [YEAR]),
    ("GA res 67/138", [YEAR]),
    ("GARes67138", [YEAR]),
    ("SC resolution 67/138", []),
    ("SC Res. 1325", [PEACE]),
    ("резолюция 1325 СБ", [PEACE]),
    ("قرار الجمعية 67/138", [YEAR]),
    ("GA", []),
    ("resolution", []),
    ("%", []),
]


@pytest.mark.parametrize(("typed", "symbols"), SYMBOLS)
def test_symbols_typed_any_way(index: SearchIndex, typed: str, symbols: list[str]) -> None:
    assert index.documents_like(typed) == symbols


MEANT = [
    ("volonteers", None, "volunteers"),
    ("member statse", "en", "member states"),
    ("egalitee", "fr", "égalité"),
    ("women", "en", None),
    ("志原", None, None),
    ("xyzzyxyzzy", None, None),
    ("wom", None, None),
]


@pytest.mark.parametrize(("words", "language", "meant"), MEANT)
def test_what_may_have_been_meant(index: SearchIndex, words: str, language: str | None, meant: str | None) -> None:
    assert index.meant(words, language) == meant


letters = st.one_of(st.sampled_from("\"“”«»-*|()^:{}+\\'%_ \x00\ud800OR AND NOT NEAR"), st.characters())


@settings(max_examples=200)
@given(st.text(letters), st.sampled_from([None, *LANGUAGES]))
def test_no_words_are_an_error(index: SearchIndex, words: str, language: str | None) -> None:
    words = words[:60]
    assert index.find(words, language).total >= 0
    index.meant(words, language)
    index.documents_like(words)


@settings(max_examples=40, deadline=None)
@given(language=st.sampled_from(LANGUAGES), texts=st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_any_text_is_found_by_itself(tmp_path_factory: pytest.TempPathFactory, language: str, texts: list[str]) -> None:
    texts = [text.encode("utf-8", "ignore").decode() for text in texts]
    parts = {f"para_{number}": {language: text} for number, text in enumerate(texts, start=1)}
    index = index_of(tmp_path_factory.mktemp("any"), {YEAR: parts})
    for eid, words in parts.items():
        quoted = words[language].translate(dict.fromkeys(map(ord, marks("quotation")), " "))
        found = [match.eid for match in index.find(f'"{quoted}"', language).matches]
        assert eid in found or not index.plans(f'"{quoted}"', language)[language].wanted


def test_limits_are_told(tmp_path: Path) -> None:
    index = index_of(tmp_path, TEXTS, SearchLimits(length=10))
    with pytest.raises(SearchError, match="10 characters"):
        index.find("volunteers and more")
    with pytest.raises(SearchError, match="40 words; put a passage into"):
        index_of(tmp_path, TEXTS).find("a " * 41)
    with pytest.raises(SearchError, match="no official language"):
        index.find("peace", "de")


def test_a_search_past_its_time_is_stopped(tmp_path: Path) -> None:
    many = {f"para_{number}": {"en": "peace and security"} for number in range(4000)}
    index = index_of(tmp_path, {YEAR: many}, SearchLimits(seconds=0.0))
    with pytest.raises(SearchError, match="stopped after 0 seconds"):
        index.find("peace OR security")
