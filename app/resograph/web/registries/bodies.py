"""Bodies of requests, read up to a limit; forms and JSON in them."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from fastapi import Request
from fastapi.concurrency import run_in_threadpool

from resograph.web.disconnects import read_body
from resograph.web.problems import ProblemError
from resograph.web.state import state_of

FORM = "application/x-www-form-urlencoded"
_MOST_FIELDS = 100


async def limited_body(request: Request) -> bytes:
    """The body of a request.

    Raises:
        ProblemError: 413, it is too large.
    """
    settings = state_of(request).settings
    body = await read_body(request.receive, settings.form_mb * 1024 * 1024)
    if body is None:
        raise ProblemError(
            413, "Too large", f"One request takes {settings.form_mb} MiB; send it in several (RESOGRAPH_FORM_MB)."
        )
    return body


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form, the first of each name.

    Raises:
        ProblemError: 413, it is too large; 415, it is none; 400, it is no UTF-8.
    """
    media = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
    body = await limited_body(request)
    if media != FORM and body:
        raise ProblemError(415, "Unsupported type", f"POST a form: {FORM}, with a field queries or extend.")
    return await run_in_threadpool(fields_in, body)


def fields_in(body: bytes) -> dict[str, str]:
    """The fields of a form, the first of each name.

    Raises:
        ProblemError: 400, it is no UTF-8.
    """
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except (UnicodeDecodeError, ValueError):
        why = f"The form is no right UTF-8 of at most {_MOST_FIELDS} fields; encode it anew."
        raise ProblemError(400, "Bad form", why) from None
    return dict(reversed(pairs))


def parsed(text: str | bytes, what: str) -> Any:
    """JSON, read; what is in it can be written again.

    Raises:
        ProblemError: 400, it is broken, or has what no text or number may be; the message says where.
    """
    try:
        found = json.loads(text, parse_constant=_refuse)
        json.dumps(found, ensure_ascii=False).encode()
        return found
    except UnicodeEncodeError:
        raise ProblemError(
            400, "Bad JSON", f"{what} holds half of a character (a lone surrogate); mend it and send it again."
        ) from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        where = f" at character {error.pos}" if isinstance(error, json.JSONDecodeError) else ""
        raise ProblemError(400, "Bad JSON", f"{what} is no JSON{where}; mend it and send it again.") from None
    except ValueError:
        raise ProblemError(400, "Bad JSON", f"{what} holds a number that is too long, or is none.") from None
    except RecursionError:
        raise ProblemError(400, "Bad JSON", f"{what} is nested too deeply.") from None


def _refuse(constant: str) -> None:
    """NaN and Infinity, which Python reads and JSON has not."""
    raise ValueError(constant)
