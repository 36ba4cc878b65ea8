"""Identifiers of records: ``oai:{host}:{symbol}``, legal by the guideline on oai-identifier."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_DOMAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*(?:\.[A-Za-z][A-Za-z0-9-]*)+")


class Identifiers:
    """Those of one deployment. A host that is no domain name, such as ``localhost``, is put under ``resograph.``."""

    def __init__(self, base: str) -> None:
        self._host = urlsplit(base).hostname or "localhost"
        self.domain = self._host if _DOMAIN.fullmatch(self._host) else "resograph.localhost"

    def of(self, symbol: str) -> str:
        """The identifier of a work."""
        return f"oai:{self.domain}:{symbol}"

    def symbol(self, identifier: str) -> str | None:
        """The symbol in an identifier of ours, whatever name of this host it has; None for others."""
        for domain in (self.domain, self._host):
            if identifier.startswith(f"oai:{domain}:"):
                return identifier.removeprefix(f"oai:{domain}:")
        return None
