"""A file of known checksum, whole or in pieces, with its tag (RFC 9110) and digest (RFC 9530)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from resograph.web.conditions import ByteRange, piece_of, status_for
from resograph.web.problems import ProblemError

_PIECE = 1 << 18
"""Bytes that are read at once."""


def file_answer(
    request: Request, name: str, size: int, sha256: str, media: str, content: Callable[[int, int], Iterator[bytes]]
) -> Response:
    """The answer to a request for a file.

    Args:
        request: GET or HEAD.
        name: for those who save it.
        size: in bytes.
        sha256: its checksum, in hexadecimal.
        media: its type.
        content: the bytes from one place to another.

    Raises:
        ProblemError: the range begins behind the file.
    """
    tag = f'"{sha256[:32]}"'
    headers = {
        "ETag": tag,
        "Repr-Digest": f"sha-256=:{base64.b64encode(bytes.fromhex(sha256)).decode()}:",
        "Cache-Control": "no-cache",
        "Accept-Ranges": "bytes",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    if status_for(request.method, request.headers, tag) != 200:
        return Response(None, 200, headers)  # what the conditions ask for is put in its place
    piece = piece_of(request.method, request.headers, tag, size)
    if piece is False:
        why = f"{name} has {size:,} bytes; the range begins behind them."
        raise ProblemError(416, "No such range", why, headers={"Content-Range": f"bytes */{size}"})
    start, end = (piece.start, piece.end) if isinstance(piece, ByteRange) else (0, size)
    headers["Content-Length"] = str(end - start)
    if piece:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    if request.method == "HEAD":
        return Response(None, 200, headers, media_type=media)
    return StreamingResponse(content(start, end), 206 if piece else 200, headers, media_type=media)


def piece_by_piece(path: Path, start: int, end: int) -> Iterator[bytes]:
    """The bytes of a file from one place to another."""
    with path.open("rb") as file:
        file.seek(start)
        left = end - start
        while left > 0 and (piece := file.read(min(_PIECE, left))):
            left -= len(piece)
            yield piece
