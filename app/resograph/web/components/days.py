"""The day that an address asks about; the only clock of pages."""

from __future__ import annotations

import datetime
import re

from resograph.web.problems import ProblemError

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def day_in(written: str) -> datetime.date:
    """The day written as YYYY-MM-DD; today (UTC) where nothing is written.

    Raises:
        ProblemError: 400, it is none.
    """
    if not written.strip():
        return datetime.datetime.now(datetime.UTC).date()
    try:
        if _DAY.fullmatch(written.strip()):
            return datetime.date.fromisoformat(written.strip())
    except ValueError:
        pass
    raise ProblemError(400, "Bad day", f"on={written[:40]} is no day; write it as on=2026-12-01.")
