"""The documents as a folder of pages, published by any server of files, or read where they lie without one."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path

import jinja2
from markupsafe import Markup

from resograph import __version__
from resograph.exporting.docs.texts import START, as_html, lines, pictures, texts
from resograph.exporting.errors import ExportError
from resograph.resources import table

_PACKAGE = "resograph.exporting.docs"
_MADE = "made.json"
"""The names of all that was written, by which an earlier export is known."""


def write_site(folder: Path) -> int:
    """Write all documents as pages with relative links, their pictures, and a search that needs no server.

    Args:
        folder: a new one, an empty one, or an earlier export, of which nothing is left.

    Returns:
        How many pages it has.

    Raises:
        ExportError: something else stands in the folder, or it cannot be written.
    """
    try:
        for name in _earlier(folder):
            (folder / name).unlink(missing_ok=True)
        made = {**_pages(), **_scripts(), **{name: path.read_bytes() for name, path in pictures().items()}}
        for name, content in made.items():
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        (folder / _MADE).write_text(json.dumps(sorted(made), indent=0), encoding="utf-8")
    except OSError as error:
        raise ExportError(
            f"{folder} cannot be written: {error.strerror or error}. Make room, or give another folder."
        ) from None
    return len(texts())


def _earlier(folder: Path) -> list[str]:
    """What an earlier export wrote there; only names that stay inside the folder."""
    if not folder.exists() or (folder.is_dir() and not any(folder.iterdir())):
        return []
    try:
        names = json.loads((folder / _MADE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise ExportError(f"{folder} holds something else; give a new folder, or an earlier export.") from None
    top = folder.resolve()
    return [name for name in names if (folder / name).resolve().is_relative_to(top)]


def _pages() -> dict[str, bytes]:
    words = table("data", "interface", "en.toml")["docs"]
    page = _template()
    return {
        f"{_name(name)}.html": page.render(
            title=text.title,
            text=Markup(as_html(name, "", ".html")),
            root="../" * name.count("/"),
            words=words,
            version=__version__,
        ).encode()
        for name, text in texts().items()
    }


def _scripts() -> dict[str, bytes]:
    """The script that searches, and what it searches: a script too, for pages of a folder may fetch nothing."""
    index = [
        {
            "address": f"{_name(name)}.html",
            "title": text.title,
            "lines": [[place.heading, place.anchor, place.line] for place in lines(text)],
        }
        for name, text in texts().items()
    ]
    told = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return {"find.js": _file("find.js").encode(), "index.js": f"const DOCUMENTS = {told};\n".encode()}


def _name(name: str) -> str:
    return "index" if name == START else name


@cache
def _template() -> jinja2.Template:
    known = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    return known.from_string(_file("site.html"))


def _file(name: str) -> str:
    return files(_PACKAGE).joinpath(name).read_text(encoding="utf-8")
