"""A text's references as Web Annotations, Akoma Ntoso, HTML, CSV."""

from resograph.writing.references.as_akn import references_akn
from resograph.writing.references.as_csv import references_csv
from resograph.writing.references.as_html import pieces_of, references_html
from resograph.writing.references.as_json import references_json
from resograph.writing.references.referred import Referred, Target

__all__ = [
    "Referred",
    "Target",
    "pieces_of",
    "references_akn",
    "references_csv",
    "references_html",
    "references_json",
]
