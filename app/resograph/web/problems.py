"""Errors for people and programs: problem+json (RFC 9457), or a page where a browser asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass
class ProblemError(Exception):
    """An answer that is no success: status, one sentence, and links that help."""

    status: int
    title: str
    detail: str
    near: Sequence[tuple[str, str]] = field(default_factory=tuple)
    """Address (relative to the base, or absolute) and name of what is near."""
    headers: Mapping[str, str] = field(default_factory=dict)

    def body(self) -> dict[str, object]:
        """The members of the problem document."""
        found: dict[str, object] = {
            "type": "about:blank",
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
        }
        if self.near:
            found["near"] = [{"address": address, "name": name} for address, name in self.near]
        return found
