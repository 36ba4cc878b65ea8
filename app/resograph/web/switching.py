"""``/interface``: the switch of the interface's language, a plain link that sets a cookie and leads back."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from resograph.symbols.address import LANGUAGES
from resograph.web.interface import COOKIE
from resograph.web.paths import quoted
from resograph.web.problems import ProblemError

router = APIRouter()
_YEAR = 365 * 24 * 3600


@router.api_route("/interface", methods=["GET", "HEAD"], include_in_schema=False)
def choose(request: Request, language: str = "", back: str = "") -> Response:
    """Keep a language and lead back to a page of this host."""
    if language not in LANGUAGES:
        raise ProblemError(400, "No such language", f"Pages come in {', '.join(LANGUAGES)}.")
    way, _, query = back.lstrip("/\\").partition("?")
    if ":" in way.partition("/")[0] or any(ord(sign) < 32 or sign == "\\" for sign in back):
        way = query = ""
    answer = Response(None, 303, {"Location": f"./{quoted(way)}" + (f"?{quoted(query)}" if query else "")})
    answer.set_cookie(COOKIE, language, max_age=_YEAR, samesite="lax", httponly=True)
    return answer
