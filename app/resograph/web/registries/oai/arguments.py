"""A harvester's request: the arguments of each verb, checked as OAI-PMH 2.0 §3.6 and §4 want it."""

from __future__ import annotations

import calendar
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_VERBS: Mapping[str, tuple[frozenset[str], frozenset[str], bool]] = {
    "Identify": (frozenset(), frozenset(), False),
    "ListMetadataFormats": (frozenset(), frozenset({"identifier"}), False),
    "ListSets": (frozenset(), frozenset(), True),
    "GetRecord": (frozenset({"identifier", "metadataPrefix"}), frozenset(), False),
    "ListIdentifiers": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), True),
    "ListRecords": (frozenset({"metadataPrefix"}), frozenset({"from", "until", "set"}), True),
}
"""Verb → arguments that it needs, that it takes, and whether a resumptionToken may stand in their place."""

_WORD = r"[A-Za-z0-9\-_.!~*'()]+"
_PREFIX = re.compile(_WORD)
_SET = re.compile(rf"{_WORD}(?::{_WORD})*")
_URI = re.compile(r"[!-;=?-\[\]_a-z~%\u00a0-\ud7ff]+")
_UNREADABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FORMS = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%SZ")
_DAY = 86_400


class OaiError(Exception):
    """An error of the protocol: its code, and one sentence."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


@dataclass(frozen=True)
class OaiRequest:
    """A request that is in order; ``given`` has the arguments as they came, ``since`` and ``until`` are seconds."""

    verb: str
    given: Mapping[str, str]
    since: int | None = None
    until: int | None = None

    def get(self, name: str) -> str | None:
        """An argument."""
        return self.given.get(name)


def read_request(pairs: Sequence[tuple[str, str]]) -> OaiRequest:
    """A request from its arguments.

    Raises:
        OaiError: badVerb or badArgument.
    """
    verbs = [value for name, value in pairs if name == "verb"]
    if len(verbs) != 1 or verbs[0] not in _VERBS:
        problem = (
            "The verb is missing." if not verbs else "The verb is given twice." if len(verbs) > 1 else "No such verb."
        )
        raise OaiError("badVerb", f"{problem} There are {', '.join(_VERBS)}.")
    verb = verbs[0]
    given: dict[str, str] = {}
    for name, value in pairs:
        if name == "verb":
            continue
        if name in given:
            raise OaiError("badArgument", f"{name} is given more than once.")
        given[name] = value
    _check_names(verb, given)
    _check_values(given)
    since, until = _moment(given, "from"), _moment(given, "until")
    if since is not None and until is not None:
        if len(given["from"]) != len(given["until"]):
            raise OaiError("badArgument", "from and until have different granularities; write both alike.")
        if since > until:
            raise OaiError("badArgument", "from is later than until.")
    return OaiRequest(verb, {"verb": verb, **given}, since, until)


def _check_names(verb: str, given: Mapping[str, str]) -> None:
    needed, taken, resumable = _VERBS[verb]
    if resumable and "resumptionToken" in given:
        if len(given) > 1:
            raise OaiError("badArgument", "resumptionToken stands alone beside the verb.")
        return
    if unknown := given.keys() - needed - taken:
        names = ", ".join(sorted(_shown(name) for name in unknown))
        known = ", ".join(sorted(needed | taken)) or "no arguments"
        raise OaiError("badArgument", f"{verb} takes no {names}; it takes {known}.")
    if missing := needed - given.keys():
        raise OaiError("badArgument", f"{verb} needs {' and '.join(sorted(missing))}.")


def _shown(name: str) -> str:
    return _UNREADABLE.sub("", name)[:60] or "nameless argument"


def _check_values(given: Mapping[str, str]) -> None:
    """Values that the schema of answers would not take back are refused."""
    for name, value in given.items():
        if not value or _UNREADABLE.search(value):
            raise OaiError("badArgument", f"{name} is empty, or holds characters that cannot be read.")
    for name, shape in (("metadataPrefix", _PREFIX), ("set", _SET), ("identifier", _URI)):
        if name in given and not shape.fullmatch(given[name]):
            raise OaiError("badArgument", f"{name} holds characters that it may not have.")


def _moment(given: Mapping[str, str], name: str) -> int | None:
    """A date in seconds: as ``until`` a day is over at its end."""
    if name not in given:
        return None
    for form in _FORMS:
        try:
            moment = calendar.timegm(time.strptime(given[name], form))
        except ValueError:
            continue
        if time.strftime(form, time.gmtime(moment)) == given[name]:
            return moment + _DAY - 1 if name == "until" and form == _FORMS[0] else moment
    raise OaiError("badArgument", f"{name} is no date; write YYYY-MM-DD or YYYY-MM-DDThh:mm:ssZ.")
