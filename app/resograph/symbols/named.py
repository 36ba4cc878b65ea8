"""Addresses of actors that texts alone name in full, one for all works (DESIGN §2): ``actor/named/…``."""

from __future__ import annotations

import re
import unicodedata

NAMED = "actor/named/"
"""What their paths begin with."""
_LONGEST = 80


def named_path(name: str) -> str | None:
    """The path of an actor by its full name; None where the name holds no letter and no digit.

    Letters and digits of any script stay, in small letters; all else parts words.

    >>> named_path("Special Rapporteur on the human rights of migrants")
    'actor/named/special-rapporteur-on-the-human-rights-of-migrants'
    >>> named_path("Специальный докладчик по вопросу о правах")
    'actor/named/специальный-докладчик-по-вопросу-о-правах'
    """
    plain = unicodedata.normalize("NFKC", name).casefold()
    letters = "".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in plain)
    slug = re.sub(r"\s+", "-", letters.strip())[:_LONGEST].strip("-")
    return f"{NAMED}{slug}" if slug else None


def is_named(path: str) -> bool:
    """Whether a path is of such an actor."""
    return path.startswith(NAMED)
