"""Moments as machines write them."""

from __future__ import annotations

import time


def moment(seconds: int) -> str:
    """A moment in UTC, to the second: "2026-11-25T21:58:28Z"."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
