"""A file mended: read with all its flaws, written as the guidelines want it, and checked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resograph.annotating import annotate
from resograph.documents import Document
from resograph.reading import read_all
from resograph.reading.akn.xml import parse_xml
from resograph.validating.akn_check import check_akn
from resograph.validating.akn_file import AknFile
from resograph.validating.akn_flaws import Flaw
from resograph.validating.akn_rulebook import Fix
from resograph.vocabularies import Vocabulary
from resograph.writing import write_akn


@dataclass(frozen=True)
class Mended:
    """A document of the file in its mended form, with what the rules still find there."""

    document: Document
    content: bytes
    flaws: Sequence[Flaw]

    @property
    def failed(self) -> list[Flaw]:
        """What should have been mended and was not."""
        return [flaw for flaw in self.flaws if flaw.rule.fix is Fix.YES]


def mend_akn(content: bytes, name: str, words: Vocabulary) -> list[Mended]:
    """The documents of a file in AKN4UN: references, ids by printed number, IRIs by the naming convention.

    A file that holds the parts of a resolution gives one document for each.

    Raises:
        UnreadableError: nothing of it can be read.
    """
    mended: list[Mended] = []
    root, _ = parse_xml(content, name)
    language = AknFile(root, name).language
    for document in read_all(content, name, language):
        written = write_akn(document, annotate(document, words))
        mended.append(Mended(document, written, check_akn(written, name)))
    return mended


def left_over(before: Sequence[Flaw], mended: Sequence[Mended]) -> list[Flaw]:
    """What a person has still to settle: all that is found after, and what was found before and is none of ours.

    A file that dates its adoption twice comes out with one date; whether it is the right one a person must say.
    """
    after = [flaw for part in mended for flaw in part.flaws]
    known = {flaw.rule.id for flaw in after}
    return [*(flaw for flaw in before if flaw.rule.fix is Fix.NO and flaw.rule.id not in known), *after]
