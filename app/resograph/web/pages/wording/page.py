"""``/wording?q=&lang=``: earlier paragraphs with words like those asked for, as a page or JSON."""

from __future__ import annotations

import json
from functools import partial
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from resograph.languages.profile import detect, profile
from resograph.releases.agreed import AgreedLanguage
from resograph.symbols.address import LANGUAGES
from resograph.web.answers import tagged
from resograph.web.components.citing import cited_at
from resograph.web.components.rendering import render
from resograph.web.interface import PAGES_VARY, interface_of
from resograph.web.negotiation import choose_format
from resograph.web.pages.wording.schema import WORDING
from resograph.web.pages.wording.view import by_series, match_views, matches_json
from resograph.web.problems import ProblemError
from resograph.web.state import state_of
from resograph.web.tables import views_of

router = APIRouter()
_TYPES = {"html": "text/html", "json": "application/json"}
_USUAL, _MOST = 20, 100
LONGEST = 10_000
"""Characters that may be asked for."""
_Q = Query(description="Words, or a whole paragraph.", examples=["full, equal and meaningful participation"])
_LANG = Query(description="Language of the words: ar zh en fr ru es; without it, the one that they look like.")
_LIMIT = Query(description=f"Paragraphs that are wanted, up to {_MOST}.")
_JSON = {"200": {"content": {"application/json": {"schema": WORDING}}}}


@router.get("/wording", openapi_extra={"responses": _JSON})
@router.head("/wording", include_in_schema=False)
def wording(
    request: Request,
    q: Annotated[str, _Q] = "",
    lang: Annotated[str, _LANG] = "",
    limit: Annotated[str, _LIMIT] = str(_USUAL),
) -> Response:
    """Paragraphs of held documents with the same or like words; looser ones where none is near, and said to be so."""
    form = choose_format(request.headers.get("accept"), tuple(_TYPES), _TYPES)
    if form is None:
        raise ProblemError(406, "No such format", f"Agreed language comes as {' or '.join(_TYPES.values())}.")
    words, language = q.strip(), lang.strip()
    if len(words) > LONGEST:
        raise ProblemError(400, "Too long", f"Ask for at most {LONGEST:,} characters: a paragraph, not a document.")
    if language and language not in LANGUAGES:
        raise ProblemError(400, "No such language", f"lang={language[:20]} is none of {', '.join(LANGUAGES)}.")
    if not (limit.isascii() and limit.isdigit() and 0 < int(limit[:4]) <= _MOST):
        raise ProblemError(400, "Bad parameter", f"limit={limit[:20]} is no number from 1 to {_MOST}.")
    language = language or detect(words) or interface_of(request).language
    found = AgreedLanguage(views_of(request.app).tables).like(words, language, int(limit))
    matches = match_views(found, words, state_of(request).graph)
    asked = urlencode({"q": words, "lang": language, "limit": limit})
    if form == "json":
        answer = matches_json(matches, words, language, state_of(request).graph.base)
        body = json.dumps(answer, ensure_ascii=False, indent=1).encode()
        return tagged(request, body, f"wording.json?{asked}", "application/json", {"Vary": "Accept"})
    looser = any(match.agreed.nearness.value == "looser" for match in matches)
    given: dict[str, object] = {"q": words, "lang": language, "languages": LANGUAGES, "looser": looser, "asked": asked}
    given |= {"direction": profile(language).direction, "cited": partial(cited_at, words=interface_of(request))}
    body = render(request, "pages/wording/template.html", **given, groups=by_series(matches)).encode()
    return tagged(request, body, f"wording.html?{asked}", "text/html; charset=utf-8", {"Vary": PAGES_VARY})
