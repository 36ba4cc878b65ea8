"""Which official language a file's words are in."""

from __future__ import annotations

from resograph.documents.errors import UnreadableError
from resograph.languages.profile import detect


def language_of(words: str, name: str, given: str | None = None) -> str:
    """The language, as ISO 639-1 has it: the one that is given, else the one that the words show.

    Raises:
        UnreadableError: they are in none of the six.
    """
    if code := given or detect(words):
        return code
    raise UnreadableError(
        f"{name or 'The input'} is in none of the six official languages; if it is in one, name it with --language."
    )
