"""``/static/``: style sheet, scripts and pictures, all from this host."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from fastapi import APIRouter, Response

from resograph.web.problems import ProblemError

router = APIRouter()
_TYPES: Mapping[str, str] = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}


@router.api_route("/static/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def static(name: str) -> Response:
    """A file that pages need."""
    content = _files().get(name)
    if content is None:
        raise ProblemError(404, "Not found", f"There is no static/{name}.")
    return Response(
        content,
        media_type=_TYPES[name.rpartition(".")[2]],
        headers={"Cache-Control": "max-age=3600"},
    )


@router.api_route("/static/vendor/{name}", methods=["GET", "HEAD"], include_in_schema=False)
def vendored(name: str) -> Response:
    """A file of others, where it was fetched (``resograph.frontend``)."""
    return static(f"vendor/{name}")


def is_there(name: str) -> bool:
    """Whether there is such a file."""
    return name in _files()


@cache
def _files() -> Mapping[str, bytes]:
    """Name → content; the style sheet is the sheets of ``style/`` one behind the other, ``base.css`` first."""
    folder = files("resograph.web").joinpath("static")
    sheets = sorted(folder.joinpath("style").iterdir(), key=lambda sheet: (sheet.name != "base.css", sheet.name))
    found = {"style.css": b"\n".join(sheet.read_bytes() for sheet in sheets)}
    vendor = folder.joinpath("vendor")
    for prefix, files_there in (("", folder.iterdir()), ("vendor/", vendor.iterdir() if vendor.is_dir() else ())):
        for file in files_there:
            if file.name.rpartition(".")[2] in _TYPES:
                found[prefix + file.name] = file.read_bytes()
    return found
