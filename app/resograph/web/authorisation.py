"""Who may write: the holder of the token (RFC 6750)."""

from __future__ import annotations

import hmac

from resograph.web.problems import ProblemError


def holds_token(authorization: str | None, token: str) -> bool:
    """Whether an Authorization header has the token; compared in the same time wherever they differ."""
    scheme, _, given = (authorization or "").partition(" ")
    right = hmac.compare_digest(given.strip().encode("utf-8", "surrogateescape"), token.encode())
    return right and scheme.lower() == "bearer" and bool(token)


def check_token(authorization: str | None, token: str) -> None:
    """See that a request may write.

    Raises:
        ProblemError: 401.
    """
    if holds_token(authorization, token):
        return
    challenge = 'Bearer realm="resograph"' + (', error="invalid_token"' if authorization else "")
    raise ProblemError(
        401,
        "Not authorised",
        "Writing takes the header “Authorization: Bearer …” with the server's token (RESOGRAPH_TOKEN).",
        headers={"WWW-Authenticate": challenge},
    )
