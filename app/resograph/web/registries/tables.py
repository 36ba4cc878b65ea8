"""``/dumps/tables/``: a release as tables. They are made in a process apart when first asked for, then kept."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, JSONResponse

from resograph.exporting.declared import tables as declared
from resograph.exporting.kept import KeptTables, formats_here
from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY
from resograph.web.negotiation import choose_format
from resograph.web.problems import ProblemError
from resograph.web.registries.files import file_answer, piece_by_piece
from resograph.web.registries.newest import newest_release
from resograph.web.state import ServerState, state_of

router = APIRouter()
_LATEST = "latest"
_PATIENCE = 10.0
"""Seconds that a request waits for tables being made."""
_MEDIA = {
    "csv": "text/csv; charset=utf-8; header=present",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "cff": "application/yaml",
}
_TEXT = "text/plain; charset=utf-8"
_DESCRIPTIONS = (
    *("codebook.md", "codebook-zh.md", "datapackage.json", "croissant.json"),
    *("datacite.json", "CITATION.cff", "SHA256SUMS"),
)
_WORDS, _NUMBER = {"type": "string"}, {"type": "integer", "minimum": 0}
_ADDRESS = {"type": "string", "format": "uri"}
_OR_NONE = {"type": ["string", "null"]}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


_FILE = _object({"address": _ADDRESS, "name": _WORDS, "bytes": _NUMBER, "sha256": _WORDS})
_TABLE = _object(
    {
        "name": _WORDS,
        "title": _WORDS,
        "description": _WORDS,
        "rows": _NUMBER,
        "files": {"type": "array", "items": _FILE},
    }
)
_RELEASE = _object({"release": _WORDS, "date": {"type": "string", "format": "date"}, "address": _ADDRESS})
_LISTING = _object(
    {
        "state": {"type": "string", "enum": ["ready", "being made"]},
        "release": _OR_NONE,
        "date": _OR_NONE,
        "version": _OR_NONE,
        "works": {"type": ["integer", "null"]},
        "address": _ADDRESS,
        "tables": {"type": "array", "items": _TABLE},
        "described_by": {"type": "array", "items": _ADDRESS},
        "releases": {"type": "array", "items": _RELEASE},
    }
)
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "The tables.", "content": {"application/json": {"schema": _LISTING}}}
}


class _Making:
    """The processes that make tables, one a release."""

    def __init__(self, _: ReleaseGraph, keep: int) -> None:
        self._keep = keep
        self._tasks: dict[str, asyncio.Task[str]] = {}

    async def made(self, release: Release, kept: KeptTables) -> bool:
        """Begin to make the tables of a release, wait a little, and say whether they are there.

        Raises:
            ProblemError: they cannot be made.
        """
        task = self._tasks.get(release.name)
        if task is None or (task.done() and not kept.path(release.name).is_dir()):
            task = self._tasks[release.name] = asyncio.create_task(self._make(release, kept))
        done, _ = await asyncio.wait({task}, timeout=_PATIENCE)
        if not done:
            return False
        if why := task.result():
            raise ProblemError(500, "No tables", f"The tables could not be made: {why}")
        return True

    async def _make(self, release: Release, kept: KeptTables) -> str:
        """Make them; why that failed, else nothing."""
        places = (str(release.path), str(kept.path(release.name)))
        command = (sys.executable, "-m", "resograph.exporting", *places, *formats_here())
        process = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
        try:
            _, told = await process.communicate()
        except asyncio.CancelledError:
            process.kill()
            raise
        if process.returncode:
            return told.decode(errors="replace").strip().rpartition("\n")[2] or "the process was ended."
        kept.remove_old(self._keep)
        return ""


def _kept(release: Release) -> KeptTables:
    """The tables kept beside a release, or apart where nothing can be written there."""
    store = release.path.parents[1]
    if os.access(store, os.W_OK) or (store / "tables").is_dir():
        return KeptTables(store / "tables")
    return KeptTables(Path(tempfile.gettempdir()) / f"resograph-tables-{os.getuid()}")


@router.api_route("/dumps/tables", methods=["GET", "HEAD"], include_in_schema=False)
def elsewhere() -> Response:
    """The folder's one spelling."""
    return Response(None, 301, {"Location": "tables/"})


@router.api_route("/dumps/tables/", methods=["GET", "HEAD"], responses=_ANSWERS)
async def newest(request: Request) -> Response:
    """The tables of the newest release, and which others there are."""
    return await _listing(request, _LATEST)


@router.api_route("/dumps/tables/{release}/", methods=["GET", "HEAD"], responses=_ANSWERS)
async def of_release(request: Request, release: str) -> Response:
    """The tables of a release: its name, or latest."""
    return await _listing(request, release)


@router.api_route("/dumps/tables/{release}", methods=["GET", "HEAD"], include_in_schema=False)
async def without_slash(request: Request, release: str) -> Response:
    """The folder's one spelling, of a release that there is."""
    await _index(request, release)
    return Response(None, 301, {"Location": f"{quote(release)}/"})


@router.api_route("/dumps/tables/{release}/{name}", methods=["GET", "HEAD"], include_in_schema=False)
async def file(request: Request, release: str, name: str) -> Response:
    """A file of an export."""
    kept, index = await _index(request, release)
    if index is None:
        raise ProblemError(
            503,
            "Not yet",
            "The tables of this release are being made; ask again in a while.",
            headers={"Retry-After": "10"},
        )
    path = kept.path(index["release"]) / name
    sums = await run_in_threadpool((kept.path(index["release"]) / "SHA256SUMS").read_text, encoding="utf-8")
    digests = {file: digest for digest, _, file in (line.partition("  ") for line in sums.splitlines())}
    if name == "SHA256SUMS":
        return Response(sums, media_type=_TEXT)
    if name not in digests:
        near = [(f"dumps/tables/{release}/{file}", file) for file in list(digests)[:40]]
        raise ProblemError(404, "No such table", f"There is no file {name} among these tables.", near=near)
    media = _MEDIA.get(name.rpartition(".")[2], _TEXT)
    size = path.stat().st_size
    return file_answer(request, name, size, digests[name], media, lambda start, end: piece_by_piece(path, start, end))


async def _index(request: Request, release: str) -> tuple[KeptTables, dict[str, Any] | None]:
    """Where tables are kept, and the index of a release's; None while they are being made."""
    state: ServerState = state_of(request)
    latest = newest_release(request)
    assert latest.dumps  # a server's graph alone has none, and says so
    kept = _kept(latest)
    if release in (_LATEST, latest.name):
        if not kept.path(latest.name).is_dir():
            making: _Making = state.release.once(_Making, state.settings.tables_kept)
            if not await making.made(latest, kept):
                return kept, None
        release = latest.name
    all_ = await run_in_threadpool(lambda: {index["release"]: index for index in kept.all()})
    if release not in all_:
        near = [("dumps/tables/", _LATEST), *((f"dumps/tables/{name}/", name) for name in all_)]
        raise ProblemError(404, "No such release", f"There are no tables of a release {release}.", near=near)
    return kept, all_[release]


async def _listing(request: Request, release: str) -> Response:
    kept, index = await _index(request, release)
    others = await run_in_threadpool(lambda: [(one["release"], one["date"]) for one in kept.all()])
    base = state_of(request).settings.base
    headers = {"Vary": PAGES_VARY, "Cache-Control": "no-cache"}
    if index is None:
        headers["Retry-After"] = "10"
    folder = "dumps/tables/" + (_LATEST if release == _LATEST else release) + "/"
    if choose_format(request.headers.get("accept"), ("json", "html")) == "html":
        page = render(
            request,
            "registries/tables.html",
            index=index,
            others=others,
            folder=folder,
            declared=declared(),
            descriptions=_DESCRIPTIONS,
        )
        return HTMLResponse(page, headers=headers)
    told = {
        "state": "ready" if index else "being made",
        "release": index["release"] if index else None,
        "date": index["date"] if index else None,
        "version": index["version"] if index else None,
        "works": index["works"] if index else None,
        "address": f"{base}{folder}",
        "tables": [
            {
                "name": row["name"],
                "title": declared()[row["name"]].title["en"],
                "description": declared()[row["name"]].description["en"],
                "rows": row["rows"],
                "files": [{"address": f"{base}{folder}{file['name']}", **file} for file in row["files"]],
            }
            for row in (index["tables"] if index else ())
        ],
        "described_by": [f"{base}{folder}{name}" for name in _DESCRIPTIONS],
        "releases": [{"release": name, "date": day, "address": f"{base}dumps/tables/{name}/"} for name, day in others],
    }
    return JSONResponse(told, headers=headers)
