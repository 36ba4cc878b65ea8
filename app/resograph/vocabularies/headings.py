"""Subject headings, which the thesaurus has in capitals, as they are set on pages and in tables."""

from __future__ import annotations


def set_heading(text: str) -> str:
    """A heading with one capital, at its beginning; names in it lose theirs, which capitals do not tell.

    >>> set_heading("CLIMATE CHANGE"), set_heading("cambio climático")
    ('Climate change', 'Cambio climático')
    """
    return text[:1].upper() + (text[1:].lower() if text.isupper() else text[1:])
