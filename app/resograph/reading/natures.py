"""What a text is where its symbol does not tell: the Security Council's drafts are numbered among its documents."""

from __future__ import annotations

from collections.abc import Iterable

from resograph.documents import Part
from resograph.symbols import Kind, Symbol


def nature_of(symbol: Symbol, parts: Iterable[Part]) -> Kind | None:
    """A draft, where a text opens as a resolution does and its symbol (S/2018/693) is of nothing that a body adopts."""
    opens = any(part.role == "formula" for part in parts)
    return Kind.DRAFT if opens and symbol.kind is Kind.REPORT and not symbol.modifiers else None
