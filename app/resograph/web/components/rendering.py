"""Templates made into pages, each named by its path below ``web/``: ``pages/home/template.html``.

Every template is given ``root`` (the way back to the base) and ``words`` (the interface).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import jinja2
from fastapi import Request

from resograph import __version__
from resograph.resources import table
from resograph.symbols.address import LANGUAGES
from resograph.web.interface import interface_of
from resograph.web.paths import raw_path, root_of
from resograph.web.problems import ProblemError
from resograph.web.state import state_of


@cache
def environment() -> jinja2.Environment:
    """All templates, with escaping, strict about names."""
    return jinja2.Environment(
        loader=jinja2.PackageLoader("resograph.web", ""),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )


def render(request: Request, template: str, **values: Any) -> str:
    """A page as HTML, its links relative, its words in the language of the interface."""
    try:
        path, root = raw_path(request), None
    except ProblemError:  # the page that says so is shown at the bad address itself
        path, root = "", "/"
    given = {
        "root": root or root_of(path),
        "path": path,
        "query": request.url.query,
        "version": __version__,
        "report": state_of(request).settings.report_url,
        "words": interface_of(request),
        "interfaces": LANGUAGES,
        "filling": _filling(request),
        **values,
    }
    return environment().get_template(template).render(given)


_FEW = 20
"""Works up to which a page without rows lacks documents; of more, none fit what was asked."""


def _filling(request: Request) -> Mapping[str, Any]:
    """What would fill a page that has nothing: kind → its commands."""
    kinds: Mapping[str, Any] = table("data", "filling.toml")
    served = state_of(request).served
    is_young = served is None or len(served.release.manifest.works) <= _FEW
    return kinds if is_young else {kind: of for kind, of in kinds.items() if not of.get("at_first")}
