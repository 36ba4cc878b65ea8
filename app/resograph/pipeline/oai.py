"""Harvesting an OAI-PMH 2.0 provider: incremental, polite, and unmoved by providers that misbehave.

Each page and the token of the next are kept in one step, so that a harvest that was stopped goes on there. A token that
is refused, or leads in a circle, begins the list anew; what was moved already is then found as it was. A page that is
broken is asked for again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field

from lxml import etree

from resograph.pipeline.fetching import Fetcher
from resograph.pipeline.records import Came, KeptRecords, Moved
from resograph.reading import UnreadableError

_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNREADABLE = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_DAY = len("YYYY-MM-DD")
_PAGE_TRIES = 4
_EMPTY_PAGES = 50
"""Pages without a record, one behind the other, after which a list is taken to have no end."""

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True)
class Wanted:
    """What is harvested: from where, in which format, of which set."""

    url: str
    format: str = "marcxml"
    set: str = ""

    @property
    def name(self) -> str:
        """What tells it from other things to harvest."""
        return " ".join([self.url, self.format, self.set])


@dataclass
class _State:
    """How far harvests of something went. ``token`` and ``began`` are those of one under way."""

    done: str = ""
    """When the last whole harvest began, by the provider's clock: the next asks for what changed since."""
    token: str = ""
    began: str = ""
    since: str = ""


class _ProtocolError(Exception):
    """An error of the protocol, with its code."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


@dataclass
class _Page:
    records: list[Came] = field(default_factory=list)
    token: str = ""
    size: int | None = None
    date: str = ""


class Harvester:
    """Harvests a provider into kept records.

    Args:
        fetcher: what asks.
        kept: where records go.
        wanted: what is harvested.
        progress: told (stage, records so far, in all).
    """

    def __init__(self, fetcher: Fetcher, kept: KeptRecords, wanted: Wanted, progress: Progress) -> None:
        self._fetcher = fetcher
        self._kept = kept
        self._wanted = wanted
        self._progress = progress
        self._moved = Moved()
        self._count = 0

    def harvest(self, since: str = "") -> Moved:
        """Harvest what changed since the last time, or since a date.

        Raises:
            UnreadableError: the provider cannot be harvested; what came until then is kept.
        """
        state = self._state()
        granularity = self._granularity()
        if state.token and not since:
            try:
                self._list(state, granularity)
            except _ProtocolError as error:
                if error.code != "badResumptionToken":
                    raise _refused(error) from error
                self._begin(state, since, granularity)
        else:
            self._begin(state, since, granularity)
        return self._moved

    def _begin(self, state: _State, since: str, granularity: int) -> None:
        """A list from its beginning; once more, where a token of it was refused."""
        state.since, state.token, state.began = since or state.done, "", ""
        try:
            self._list(state, granularity)
        except _ProtocolError as error:
            if error.code != "badResumptionToken":
                raise _refused(error) from error
            state.token = state.began = ""
            try:
                self._list(state, granularity)
            except _ProtocolError as again:
                raise _refused(again) from again

    def _state(self) -> _State:
        return _State(**self._kept.state(self._wanted.name))

    def _list(self, state: _State, granularity: int) -> None:
        """Page after page, from a token or from the beginning."""
        used: set[str] = set()
        empty = 0
        while True:
            page = self._next(state, granularity)
            state.began = state.began or page.date
            empty = 0 if page.records else empty + 1
            if page.token in used or empty > _EMPTY_PAGES:
                raise _ProtocolError("badResumptionToken", "its tokens lead nowhere")
            used.add(page.token)
            state.token = page.token
            if not page.token:
                state.done, state.began, state.since = state.began, "", ""
            self._kept.keep(page.records, self._moved, {self._wanted.name: asdict(state)})
            self._count += len(page.records)
            self._progress("harvesting", self._count, page.size)
            if not page.token:
                return

    def _next(self, state: _State, granularity: int) -> _Page:
        parameters = {"verb": "ListRecords"}
        if state.token:
            parameters["resumptionToken"] = state.token
        else:
            parameters["metadataPrefix"] = self._wanted.format
            if self._wanted.set:
                parameters["set"] = self._wanted.set
            if state.since:
                parameters["from"] = state.since[:granularity]
        return self._page(parameters)

    def _granularity(self) -> int:
        """How many characters of a date the provider takes."""
        root = self._ask({"verb": "Identify"})
        found = next((element.text or "" for element in root.iter("{*}granularity")), "")
        return len(found.strip()) or _DAY

    # ── pages ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _page(self, parameters: dict[str, str]) -> _Page:
        root = self._ask(parameters)
        page = _Page(date=next((element.text or "" for element in root.iter("{*}responseDate")), "").strip())
        error = next(root.iter("{*}error"), None)
        if error is not None:
            if error.get("code") == "noRecordsMatch":
                return page
            raise _ProtocolError(error.get("code") or "", (error.text or "").strip())
        page.records = list(_records(root, self._wanted.format))
        token = next(root.iter("{*}resumptionToken"), None)
        if token is not None:
            size = token.get("completeListSize", "")
            page.token, page.size = (token.text or "").strip(), int(size) if size.isdecimal() else None
        return page

    def _ask(self, parameters: dict[str, str]) -> etree._Element:
        """An answer as a tree; a broken one is asked for again."""
        trouble = ""
        for _ in range(_PAGE_TRIES):
            content = self._fetcher.get(self._wanted.url, parameters)
            if _DECLARATION.search(content[:10_000]):
                trouble = "it declares a document type, as pages for people do, or entities"
                continue
            try:
                root = etree.fromstring(_UNREADABLE.sub(b"", content), _parser())
            except etree.XMLSyntaxError as error:
                trouble = f"its XML breaks off in line {error.lineno}"
                continue
            if etree.QName(root).localname == "OAI-PMH":
                return root
            trouble = f"it is a {etree.QName(root).localname}"
        raise UnreadableError(
            f"{self._wanted.url} gives no answer of OAI-PMH ({trouble}); check the address, or try again later."
        )


def _parser() -> etree.XMLParser[etree._Element]:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _records(root: etree._Element, format_: str) -> Iterator[Came]:
    """The records of a page, each with its first element of metadata."""
    for record in root.iterfind(".//{http://www.openarchives.org/OAI/2.0/}record"):
        header = record.find("{*}header")
        identifier = (header.findtext("{*}identifier") or "").strip() if header is not None else ""
        if header is None or not identifier:
            continue
        metadata = record.find("{*}metadata")
        if header.get("status") == "deleted":
            yield Came(identifier, format_, None)
        elif metadata is not None and len(metadata):
            yield Came(identifier, format_, etree.tostring(metadata[0], encoding="UTF-8", with_tail=False))


def _refused(error: _ProtocolError) -> UnreadableError:
    return UnreadableError(f"The provider refuses: {error.code}: {error}. Check --set, --from and --format.")
