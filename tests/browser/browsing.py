"""A browser for walks and checks: Debian's Chromium, one for all, which may reach the server and nothing else."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def missing(what: str) -> None:
    """Skip aloud, or fail where nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(f"SKIPPED ALOUD: {what}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if program is None:
        missing("walks need Chromium; install it with: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=[*_QUIET])
        yield browser
        browser.close()


Opener = Callable[..., Page]

KINDS = {
    "first": "/",
    "document": "/zh/A/RES/67/138",
    "paragraph": "/zh/A/RES/67/138~para_14",
    "cited": "/A/RES/66/67.html",
    "act": "/A/RES/67/138~para_14__act_2.html",
    "actor": "/actor/member-states.html",
    "body": "/body/un-ga.html",
    "state": "/state/aut.html",
    "theme": "/theme/1006907.html",
    "verb": "/verb/requests.html",
    "session": "/session/un-ga/67.html",
    "force": "/force/directive.html",
    "instrument": "/instrument/agenda-2030.html",
    "item": "/item/un-ga/70/社会发展.html",
    "mandates": "/mandates",
    "reports": "/mandates?kind=reports&answered=no",
    "overdue": "/mandates?overdue=yes&on=2026-12-01",
    "session's documents": "/sessions/un-ga/67",
    "voting chart": "/sessions/un-ga/67/votes",
    "correction": "/correct?address=zh/A/RES/67/138~para_14",
    "agreement": "/agreement?state=state/aut",
    "pictures": "/pictures",
    "citations": "/pictures/citations?document=A/RES/67/138&steps=2",
    "line": "/pictures/chain?document=A/RES/67/138",
    "timeline": "/pictures/timeline?thing=theme/1006907",
    "documents": "/documents",
    "search": "/search?q=志愿",
    "asked in words": "/search?q=what are Member States asked to do",
    "things": "/things",
    "themes": "/things?kind=Theme",
    "query form": "/queries/voted-on",
    "nothing found": "/search?q=nothingatall",
    "questions": "/queries",
    "question": "/queries/mandates-of?actor=actor/member-states",
    "workbench": "/sparql",
    "answer": "/sparql?query=SELECT * { ?s a ?type } LIMIT 20",
    "graph": "/sparql?query=DESCRIBE <http://localhost:8000/A/RES/67/138~para_14>",
    "ontology": "/ns",
    "term": "/ns/Mandate",
    "about": "/about",
    "vocabularies": "/about/vocabularies",
    "vocabulary": "/about/vocabularies/body",
    "rules": "/about/shapes",
    "findings": "/about/validation",
    "corrections": "/about/corrections",
    "interface for programs": "/docs/api",
    "for librarians": "/about/librarians",
    "for programs": "/about/programs",
    "agreed language": "/wording?q=志愿服务&lang=zh",
    "draft": "/draft",
    "review": "/review",
    "references": "/annotate",
    "comparison": "/compare?a=A/RES/67/138&b=A/RES/67/138",
    "documents for readers": "/docs",
    "tutorial": "/docs/tutorials/delegate",
    "found in documents": "/docs?q=harvest",
    "problem": "/nothing/here",
}
"""Kind of page → where one is."""


@pytest.fixture
def opened(browser: Browser, client: httpx.Client) -> Iterator[Opener]:
    """Opens a page of the server in a context of its own; a request to any other host, or an error, fails the test."""
    base, wrong, contexts = str(client.base_url), [], []

    def guard(route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(base).netloc:
            route.continue_()
        else:
            wrong.append(f"asked for {route.request.url}")
            route.abort()

    def opener(path: str, **options: object) -> Page:
        settings = {"locale": "en", "viewport": {"width": 1280, "height": 900}, **options}
        context = browser.new_context(base_url=base, **settings)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        context.route("**/*", guard)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(f"{path}: {error}"))
        page.on("console", lambda said: wrong.append(f"{path}: {said.text}") if said.type == "error" else None)
        page.goto(path)
        return page

    yield opener
    for context in contexts:
        context.close()
    assert wrong == []
