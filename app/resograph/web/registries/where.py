"""Where a deployment answers, for absolute addresses in manifests and calls to copy."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from fastapi import Request

from resograph.web.state import state_of


def root_of(request: Request) -> str:
    """Where the service is asked: the deployment's base; on the machine itself, the port that was asked."""
    settings = state_of(request).settings
    base, asked = urlsplit(settings.base), request.url
    if _is_here(base.hostname or "") and _is_here(asked.hostname or ""):
        return f"{asked.scheme}://{asked.netloc}{base.path}".rstrip("/")
    return settings.base.rstrip("/")


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
