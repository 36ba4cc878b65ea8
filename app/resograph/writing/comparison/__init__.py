"""Two texts beside each other, written as JSON, as plain text and as a Word file with tracked changes (DESIGN §7)."""

from resograph.writing.comparison.as_docx import comparison_docx
from resograph.writing.comparison.as_json import comparison_json
from resograph.writing.comparison.as_text import comparison_text
from resograph.writing.comparison.compared import ComparedTexts

__all__ = ["ComparedTexts", "comparison_docx", "comparison_json", "comparison_text"]
