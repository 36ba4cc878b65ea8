"""Forms with files (multipart/form-data, RFC 7578), taken apart in memory: nothing of them is written anywhere."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message

from resograph.web.problems import ProblemError

MULTIPART = "multipart/form-data"
_MOST_FIELDS = 100
_LONGEST_HEAD = 4096


@dataclass(frozen=True)
class Field:
    """A field's bytes; ``filename`` where it is a file."""

    content: bytes
    filename: str | None = None


def fields_of(body: bytes, content_type: str) -> dict[str, Field]:
    """The fields of a form, the first of each name.

    Raises:
        ProblemError: 400, it is no right form.
    """
    head = Message()
    head["Content-Type"] = content_type
    boundary = head.get_param("boundary")
    if not isinstance(boundary, str) or not 0 < len(boundary) <= 70 or not boundary.isascii():
        raise ProblemError(400, "Bad form", "The form names no boundary; send it as browsers do.")
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode(), _MOST_FIELDS)
    found: dict[str, Field] = {}
    for piece in pieces[1:]:
        if piece.startswith(b"--"):
            return found
        lines, _, content = piece.partition(b"\r\n\r\n")
        name, field = _field(lines[:_LONGEST_HEAD], content)
        if name:
            found.setdefault(name, field)
    raise ProblemError(400, "Bad form", f"The form is not whole, or has over {_MOST_FIELDS} fields; send it anew.")


def _field(lines: bytes, content: bytes) -> tuple[str, Field]:
    head = Message()
    for line in lines.decode("utf-8", errors="replace").split("\r\n"):
        title, _, value = line.partition(":")
        if title.strip().lower() == "content-disposition":
            head["Content-Disposition"] = value.strip()
    name = head.get_param("name", "", "content-disposition")
    filename = head.get_param("filename", None, "content-disposition")
    return str(name or ""), Field(content, None if filename is None else str(filename))
