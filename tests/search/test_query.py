"""What people type, and what is looked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resograph.releases.search.query import Query, Term, parse_words


def words(*texts: str) -> tuple[tuple[Term, ...], ...]:
    return tuple((Term(text),) for text in texts)


TYPED = [
    ("peace security", Query(words("peace", "security"))),
    ('"Member States" peace', Query(words("Member States", "peace"))),
    ("«права человека»", Query(words("права человека"))),
    ("“志愿人员” 工作", Query(words("志愿人员", "工作"))),
    ("「志愿」", Query(words("志愿"))),
    ("志愿　工作", Query(words("志愿", "工作"))),
    ('"left open', Query(words("left open"))),
    ("-draft peace", Query(words("peace"), (Term("draft"),))),
    ('peace -"Security Council"', Query(words("peace"), (Term("Security Council"),))),
    ("Secretary-General COVID-19", Query(words("Secretary-General", "COVID-19"))),
    ("volunt*", Query(((Term("volunt", prefix=True),),))),
    ("peace OR security women", Query(((Term("peace"), Term("security")), (Term("women"),)))),
    ("peace | security", Query(((Term("peace"), Term("security")),))),
    ("OR peace OR", Query(words("peace"))),
    ("peace or security", Query(words("peace", "or", "security"))),
    ("- -- *", Query(((Term("-"),), (Term("", prefix=True),)), (Term("-"),))),
    ("", Query()),
    ("  \t\n", Query()),
]


@pytest.mark.parametrize(("typed", "query"), TYPED)
def test_what_is_typed_is_what_is_looked_for(typed: str, query: Query) -> None:
    assert parse_words(typed) == query


@given(st.text(alphabet=st.one_of(st.sampled_from("\"“”«»-*|()^:{}OR NEAR\\'%_"), st.characters())))
def test_any_text_is_a_query(typed: str) -> None:
    parse_words(typed)
