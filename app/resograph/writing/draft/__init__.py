"""A draft with what was found of it, written as JSON, text, SARIF, Word and Akoma Ntoso (DESIGN §7)."""

from resograph.writing.draft.as_document import draft_akn, draft_docx
from resograph.writing.draft.as_json import draft_json
from resograph.writing.draft.as_sarif import draft_sarif
from resograph.writing.draft.as_text import draft_text
from resograph.writing.draft.shown import ShownDraft

__all__ = ["ShownDraft", "draft_akn", "draft_docx", "draft_json", "draft_sarif", "draft_text"]
