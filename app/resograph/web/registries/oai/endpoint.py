"""``/oai`` by GET and POST: the verbs of OAI-PMH over the catalogue of the release."""

from __future__ import annotations

import time
from urllib.parse import parse_qsl

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from lxml import etree

from resograph.releases import Release
from resograph.releases.catalogue import Catalogue, Listed, Place, Selection
from resograph.settings import Settings
from resograph.web.problems import ProblemError
from resograph.web.registries.newest import newest_release
from resograph.web.registries.oai import answers
from resograph.web.registries.oai.arguments import OaiError, OaiRequest, read_request
from resograph.web.registries.oai.identifiers import Identifiers
from resograph.web.registries.oai.tokens import Token, nothing_left, read_token
from resograph.web.state import state_of
from resograph.web.tables import views_of

router = APIRouter()

_LONGEST_BODY = 65_536
_LONGEST_PAGE = 4 * 1024 * 1024
"""Bytes of metadata after which a page ends, however few its records."""
_SETS = 500
"""Sets on a page."""


@router.api_route("/oai", methods=["GET", "HEAD", "POST"], include_in_schema=False)
async def oai(request: Request) -> Response:
    """An answer to a harvester."""
    query = request.scope.get("query_string", b"")
    if request.method == "POST":
        query = await _body(request)
    return await run_in_threadpool(_answer, request, query)


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LONGEST_BODY:
            raise ProblemError(413, "Too large", f"A request may have {_LONGEST_BODY} bytes.")
    return body


def _answer(request: Request, query: bytes) -> Response:
    settings = state_of(request).settings
    given: dict[str, str] = {}
    try:
        try:
            pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=50)
        except ValueError:
            raise OaiError("badArgument", "There are too many arguments.") from None
        wanted = read_request(pairs)
        given = dict(wanted.given)
        release = newest_release(request)
        body = _Provider(release, views_of(request.app, release).catalogue, settings).answer(wanted)
    except OaiError as problem:
        body = answers.error(problem)
    content = answers.answer(f"{settings.base}oai", int(time.time()), given, body)
    return Response(content, media_type="text/xml; charset=utf-8", headers={"Cache-Control": "no-cache"})


class _Provider:
    def __init__(self, release: Release, catalogue: Catalogue, settings: Settings) -> None:
        self._release = release
        self._settings = settings
        self._catalogue = catalogue
        self._identifiers = Identifiers(settings.base)

    def answer(self, wanted: OaiRequest) -> etree._Element:
        """The element of the verb.

        Raises:
            OaiError: of any code but badVerb and badArgument.
        """
        if wanted.verb == "Identify":
            email = self._settings.contact or f"webmaster@{self._identifiers.domain}"
            return answers.identify(f"{self._settings.base}oai", email, self._catalogue.earliest())
        if wanted.verb == "ListMetadataFormats":
            if identifier := wanted.get("identifier"):
                self._one(identifier)
            return answers.metadata_formats(answers.formats())
        if wanted.verb == "ListSets":
            return self._sets(wanted)
        if wanted.verb == "GetRecord":
            prefix = self._prefix(wanted.get("metadataPrefix"))
            listed = self._one(wanted.get("identifier") or "", prefix)
            metadata = self._metadata(listed, prefix)
            record = answers.record(listed, self._identifiers.of(listed.symbol), prefix, metadata)
            return answers.within("GetRecord", [record])
        return self._list(wanted)

    def _prefix(self, prefix: str | None) -> str:
        if prefix not in answers.formats():
            known = ", ".join(answers.formats())
            raise OaiError("cannotDisseminateFormat", f"There is no format {prefix}; there are {known}.")
        return prefix

    def _one(self, identifier: str, prefix: str = "") -> Listed:
        symbol = self._identifiers.symbol(identifier)
        found = self._catalogue.work(symbol, _stored(prefix)) if symbol else None
        if found is None:
            example = self._identifiers.of("A/RES/67/138")
            raise OaiError("idDoesNotExist", f"There is no {identifier}; identifiers look like {example}.")
        return found

    # ── lists ───────────────────────────────────────────────────────────────────────────────────────────────────
    def _list(self, wanted: OaiRequest) -> etree._Element:
        if text := wanted.get("resumptionToken"):
            token = read_token(text, wanted.verb)
            self._prefix(token.prefix)
        else:
            prefix = self._prefix(wanted.get("metadataPrefix"))
            token = Token(wanted.verb, 0, prefix, wanted.get("set"), wanted.since, wanted.until)
        selection = Selection(token.set, token.since, token.until)
        after = Place(token.changed, token.id) if token.cursor else None
        page = self._catalogue.page(selection, after, self._settings.oai_page + 1, self._stored_for(token))
        if not page and token.cursor:
            raise nothing_left()
        if not page:
            raise OaiError("noRecordsMatch", "Nothing changed at that time, or there is no such set.")
        parts, last = self._page(token, page[: self._settings.oai_page])
        given = len(parts)
        more = len(page) > given
        if more or token.cursor:
            size = self._catalogue.count(selection)
            then = Token(
                token.verb, token.cursor + given, token.prefix, token.set, token.since, token.until, *(last or (0, 0))
            )
            parts.append(answers.resumption(str(then) if more else "", token.cursor, size))
        return answers.within(wanted.verb, parts)

    def _stored_for(self, token: Token) -> str | None:
        return _stored(token.prefix) if token.verb == "ListRecords" else None

    def _page(self, token: Token, page: list[Listed]) -> tuple[list[etree._Element], Place | None]:
        """Records or headers until there are enough bytes, and where they end."""
        parts: list[etree._Element] = []
        size, last = 0, None
        for listed in page:
            if token.verb == "ListIdentifiers":
                parts.append(answers.header(listed, self._identifiers.of(listed.symbol)))
            else:
                metadata = self._metadata(listed, token.prefix)
                size += len(metadata)
                parts.append(answers.record(listed, self._identifiers.of(listed.symbol), token.prefix, metadata))
            last = listed.place
            if size > _LONGEST_PAGE:
                break
        return parts, last

    def _metadata(self, listed: Listed, prefix: str) -> bytes:
        if prefix == "akn" and not listed.deleted:
            return self._release.document(listed.language, listed.symbol).read_bytes()
        return listed.metadata

    def _sets(self, wanted: OaiRequest) -> etree._Element:
        text = wanted.get("resumptionToken")
        token = read_token(text, "ListSets") if text else Token("ListSets", 0)
        page = self._catalogue.sets(token.after, _SETS + 1)
        if not page and token.cursor:
            raise nothing_left()
        parts = [answers.set_element(found) for found in page[:_SETS]]
        if len(page) > _SETS or token.cursor:
            more = len(page) > _SETS
            then = Token("ListSets", token.cursor + len(parts), after=page[_SETS - 1].spec) if more else ""
            parts.append(answers.resumption(str(then), token.cursor, self._catalogue.count_sets()))
        return answers.within("ListSets", parts)


def _stored(prefix: str) -> str | None:
    return prefix if prefix in ("oai_dc", "marcxml") else None
