"""Numbers that strangers write, however long."""

from __future__ import annotations

import pytest
from bench.repeated import akn_file

from resograph.documents import PartKind
from resograph.reading import read_all
from resograph.text.digits import figure


@pytest.mark.parametrize(
    ("text", "number"),
    [("12", 12), ("٦٧", 67), ("007", 7), ("²", None), ("", None), (None, None), ("1a", None), ("9" * 5000, None)],
)
def test_a_number_is_decimal_digits_of_bounded_length(text: str | None, number: int | None) -> None:
    assert figure(text) == number


@pytest.mark.parametrize("number", ["9" * 5000, "²", "١" * 5000])
def test_files_with_odd_numbers_are_read(number: str) -> None:
    body = f"""<paragraph><num>{number}.</num><content><p>Requests it<authorialNote marker="{number}"><p>Note.</p>
</authorialNote>;</p></content></paragraph><paragraph><num>2.</num><list><point><num>{number}</num><content><p>a;</p>
</content></point><point><num>{number}</num><content><p>b.</p></content></point></list></paragraph>"""
    (document,) = read_all(akn_file(body), "x.xml", "en")
    assert [part.kind for part in document.walk()].count(PartKind.OPERATIVE) == 2
    assert len(document.notes) == 1
