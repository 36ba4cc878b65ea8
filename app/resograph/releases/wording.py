"""Held documents as texts to compare: words of a version, acts as the register has them."""

from __future__ import annotations

from collections import defaultdict

from resograph.releases.register import Register, Wanted
from resograph.releases.release import Release
from resograph.releases.versions import version_of
from resograph.symbols import Symbol
from resograph.wording import Asked, Text, text_of

_ALL = 1 << 20


def text_in(release: Release, register: Register, symbol: Symbol, language: str) -> Text:
    """A held document in one of its languages.

    Raises:
        ReleaseError: the file of the version holds another document.
    """
    acts: dict[str, list[Asked]] = defaultdict(list)
    for act in register.acts(Wanted(document=symbol.text), "document", _ALL):
        due = {report.session or report.day or str(report.year or "") for report in act.reports}
        asked = Asked(act.verb.removeprefix("verb/"), tuple(sorted(act.addressees)), tuple(sorted(due - {""})))
        acts[act.part.partition("~")[2]].append(asked)
    return text_of(version_of(release, symbol, language), acts)
