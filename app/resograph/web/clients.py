"""Who asks: the address at the other end, or behind a proxy that is trusted the one that it forwards for."""

from __future__ import annotations

import ipaddress
from collections.abc import MutableMapping, Sequence
from functools import lru_cache
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send

from resograph.settings import SettingError

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_FORWARDED = b"x-forwarded-for"
_OF_ONE = 64
"""Bits of an IPv6 address that one client is given; all addresses below them are its own."""


def networks_in(setting: str) -> tuple[Network, ...]:
    """The networks that a setting lists with commas.

    Raises:
        SettingError: one is none.
    """
    try:
        return tuple(ipaddress.ip_network(part.strip(), strict=False) for part in setting.split(",") if part.strip())
    except ValueError as error:
        raise SettingError(f"RESOGRAPH_PROXIES={setting}: {error}; write addresses such as 10.0.0.2, ::1.") from None


def is_in(address: str, networks: Sequence[Network]) -> bool:
    """Whether an address is in one of some networks; what is no address is in none."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(found in network for network in networks)


@lru_cache(maxsize=4096)
def client_named(address: str) -> str:
    """Whose an address is: for IPv6 the network that one client has.

    >>> client_named("192.0.2.7"), client_named("2001:db8::1:2:3:4"), client_named("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8::/64', '192.0.2.7')
    """
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped:
        return str(found.ipv4_mapped)
    return str(ipaddress.IPv6Network((found, _OF_ONE), strict=False))


def client_of(scope: MutableMapping[str, Any]) -> str:
    """Who asks a request."""
    return client_named((scope.get("client") or ("",))[0])


class Forwarded:
    """Middleware that puts the client in the place of a trusted proxy."""

    def __init__(self, app: ASGIApp, proxies: Sequence[Network]) -> None:
        self._app = app
        self._proxies = proxies

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on."""
        peer = (scope.get("client") or ("",))[0]
        if self._proxies and is_in(peer, self._proxies):
            lines = [value for name, value in scope["headers"] if name == _FORWARDED]
            scope["client"] = (self._forwarded(peer, b",".join(lines).decode("latin-1")), 0)
        await self._app(scope, receive, send)

    def _forwarded(self, peer: str, header: str) -> str:
        """The nearest address that no trusted proxy has: what stands before it is the client's own word."""
        nearest = peer
        for address in reversed([part.strip() for part in header.split(",")]):
            if not is_in(nearest, self._proxies):
                break
            try:
                nearest = str(ipaddress.ip_address(address))
            except ValueError:
                break
        return nearest
