"""References as rows: where the words stand, what they are, and what they refer to."""

from __future__ import annotations

import csv
import io

from resograph.writing.references.referred import Referred

COLUMNS = ("start", "end", "words", "kind", "address", "name", "rule")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell may not begin with: a spreadsheet would compute it."""


def references_csv(referred: Referred) -> str:
    """The rows, in the order of the text."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for one in referred.references:
        words = referred.text[one.span.start : one.span.end]
        for target in referred.targets(one):
            row = (words, target.kind, target.address, target.name, one.rule)
            rows.writerow((*one.span, *(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in row)))
    return written.getvalue()
