"""A matrix of shares: a field a pair, the fuller the more."""

from __future__ import annotations

from collections.abc import Sequence

from resograph.pictures.svg import Frame, cut, text

_SIDE, _LABEL, _LONGEST = 34.0, 190.0, 26


def matrix(frame: Frame, names: Sequence[str], shares: Sequence[Sequence[float | None]]) -> str:
    """The matrix, rows and columns in one order, each field with its share in hundredths; "" for no names.

    Args:
        frame: what is said of it.
        names: of rows; columns have their numbers.
        shares: from 0 to 1, of each row and column; None where there is none.
    """
    if not names:
        return ""
    whole, height = _LABEL + _SIDE * len(names), _SIDE * (len(names) + 1)
    inner = ""
    for row, name in enumerate(names):
        y = _SIDE * (row + 1)
        label_x = 0.0 if frame.direction == "ltr" else whole
        inner += text(cut(f"{row + 1}. {name}", _LONGEST), label_x, y + _SIDE / 2 + 4, 'text-anchor="start"')
        x = frame.across(_LABEL + _SIDE * row, _SIDE, whole)
        inner += text(str(row + 1), x + _SIDE / 2, _SIDE - 8, 'text-anchor="middle" font-size="11"')
        for column, share in enumerate(shares[row]):
            if share is None:
                continue
            x = frame.across(_LABEL + _SIDE * column, _SIDE, whole)
            inner += (
                f'<rect class="count" x="{x + 1:g}" y="{y + 1:g}" width="{_SIDE - 2:g}" height="{_SIDE - 2:g}" '
                f'fill="currentColor" fill-opacity="{0.05 + 0.45 * share * share:.2f}"/>'
            )
            middle = 'text-anchor="middle" font-size="11"'
            inner += text(str(round(100 * share)), x + _SIDE / 2, y + _SIDE / 2 + 4, middle)
    return frame.svg("matrix", whole, height, inner, links=False)
