"""What is looked up of a draft in the held documents, each paragraph once."""

from __future__ import annotations

from collections.abc import Sequence

from resograph.drafting.held import HeldTexts, SaidBefore
from resograph.drafting.values import Limits
from resograph.wording.paragraphs import ComparedParagraph

_LEAST, _UNSPACED_LEAST = 5, 10
"""Words, or characters of a script without spaces, of what is looked for; fewer are in too many texts."""
_MOST = 8
"""Earlier words of one paragraph."""
_NEAR, _SHORT, _SHORT_NEAR = 0.6, 20, 0.72
"""How alike earlier words must be, and of fewer words how much: texts that have nothing to do with each other share
their turns of speech."""


class LookUps:
    """The held documents, asked for one draft.

    Args:
        held: what is asked.
        language: of the draft.
        own: the symbol that the draft bears; its document does not count.
        limits: on time.
    """

    def __init__(self, held: HeldTexts, language: str, own: str, limits: Limits) -> None:
        self.held = held
        self._language = language
        self._own = own
        self._limits = limits
        self._found: dict[tuple[str, ...], Sequence[SaidBefore]] = {}

    def before(self, paragraph: ComparedParagraph) -> Sequence[SaidBefore]:
        """Held paragraphs with the same or nearly the same words, the most like first."""
        tokens = paragraph.tokens
        least = _LEAST if " " in paragraph.words.strip() else _UNSPACED_LEAST
        if len(tokens) < least:
            return ()
        if tokens not in self._found:
            self._limits.go_on()
            found = self.held.like(paragraph.words, self._language, _MOST, self._own)
            near = _NEAR if len(tokens) >= _SHORT else _SHORT_NEAR
            self._found[tokens] = [one for one in found if one.similarity >= near]
        return self._found[tokens]
