"""No kind of page has a fault that axe finds: light and dark, wide and narrow, left to right and right to left."""

from __future__ import annotations

import httpx
import pytest
from browsing import AXE, KINDS
from playwright.sync_api import Browser, Page

LOOKS = [("light", 1600, "en"), ("dark", 360, "ar")]


@pytest.fixture(scope="module", params=LOOKS, ids=["light, wide", "dark, narrow, Arabic"])
def page(request: pytest.FixtureRequest, browser: Browser, client: httpx.Client) -> Page:
    """One page for all: axe is put into it in spite of the content security policy."""
    if not AXE.is_file():
        pytest.skip("SKIPPED ALOUD: no axe-core; fetch it with: python -m resograph.frontend tests/browser/vendor")
    scheme, width, locale = request.param
    context = browser.new_context(
        base_url=str(client.base_url),
        bypass_csp=True,
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        locale=locale,
        reduced_motion="reduce",
    )
    request.addfinalizer(context.close)
    context.add_init_script(path=AXE)
    return context.new_page()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing(page: Page, kind: str) -> None:
    page.goto(KINDS[kind])
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
    faults = [
        (fault["id"], node["html"][:200], node["failureSummary"][:300])
        for fault in found["violations"]
        for node in fault["nodes"][:2]
    ]
    assert faults == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing leads out of the page"
