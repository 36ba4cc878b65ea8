"""A file mended: read with all its flaws, written as the guidelines want it, and checked again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from resograph.annotating import annotate
from resograph.documents.xml import parse_xml
from resograph.reading import read_all
from resograph.validating.akn.check import check_akn
from resograph.validating.akn.file import AknFile
from resograph.validating.akn.flaws import Flaw
from resograph.validating.akn.rulebook import Fix
from resograph.vocabularies.concepts import Vocabulary
from resograph.writing import write_collection


@dataclass(frozen=True)
class Mended:
    """A file in its mended form, with what the rules still find there."""

    content: bytes
    flaws: Sequence[Flaw]

    @property
    def failed(self) -> list[Flaw]:
        """What should have been mended and was not."""
        return [flaw for flaw in self.flaws if flaw.rule.fix is Fix.YES]

    def left(self, before: Sequence[Flaw]) -> list[Flaw]:
        """What a person has still to settle: what is found now, and what was found before and no program can settle.

        A file that dates its adoption twice comes out with one date; whether it is the right one a person must say.
        """
        known = {flaw.rule.id for flaw in self.flaws}
        gone = [flaw for flaw in before if flaw.rule.fix is Fix.NO and flaw.rule.id not in known]
        return [*gone, *self.flaws]


def mend_akn(content: bytes, name: str, words: Vocabulary) -> Mended:
    """The file in AKN4UN: references, ids by printed number, IRIs by the naming convention.

    Args:
        content: the whole file.
        name: its path as given.
        words: the names that citations and actors are known by.

    Raises:
        UnreadableError: nothing of it can be read.
    """
    root, _ = parse_xml(content, name)
    documents = read_all(content, name, AknFile(root, name).language)
    written = write_collection([(document, annotate(document, words)) for document in documents])
    return Mended(written, check_akn(written, name))
