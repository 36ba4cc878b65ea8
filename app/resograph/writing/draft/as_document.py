"""A draft as a document: in Akoma Ntoso, and in Word, with its changes against the last text of its series tracked."""

from __future__ import annotations

import io

from docx import Document

from resograph.writing.akn.document import write_akn
from resograph.writing.comparison import comparison_docx
from resograph.writing.comparison.as_docx import add_plain
from resograph.writing.draft.shown import ShownDraft


def draft_akn(shown: ShownDraft) -> bytes:
    """The draft as it was read, its citations as references."""
    return write_akn(shown.draft.document, shown.draft.version.annotations)


def draft_docx(shown: ShownDraft) -> bytes:
    """The changes against the last adopted text of its series; the draft alone where there is none in its language."""
    if shown.texts:
        return comparison_docx(shown.texts)
    file = Document()
    if shown.draft.document.title:
        file.add_heading(shown.draft.document.title, level=1)
    for part in shown.draft.document.walk():
        words = " ".join(one for one in (part.number, part.heading, part.text) if one)
        if words:
            add_plain(file, words, shown.draft.language)
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()
