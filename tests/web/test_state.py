"""What requests share: what is worked out of a release is worked out once, and given up with it."""

from __future__ import annotations

import asyncio
import gc
import json
import threading
import weakref
from contextlib import suppress

import pytest
from fastapi import FastAPI

from resograph.releases import Release
from resograph.releases.reader import ReleaseGraph
from resograph.settings import Settings
from resograph.symbols import parse
from resograph.web import create_app, warming
from resograph.web.log import Log
from resograph.web.state import ServedRelease, state_of


def test_what_is_worked_out_of_a_release_is_worked_out_once(release: Release) -> None:
    calls: list[str] = []
    begun = threading.Event()

    def work(graph: ReleaseGraph, language: str) -> str:
        calls.append(language)
        begun.wait(0.1)
        return f"{graph.base}{language}"

    served = ServedRelease(ReleaseGraph(release))
    threads = [threading.Thread(target=served.once, args=(work, language)) for language in ("en", "en", "zh")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(calls) == ["en", "zh"]
    assert served.once(work, "zh") == f"{served.graph.base}zh"


def test_what_failed_is_tried_anew(release: Release) -> None:
    outcomes = iter([OSError("not yet"), None])

    def work(graph: ReleaseGraph) -> str:
        if error := next(outcomes):
            raise error
        return graph.base

    served = ServedRelease(ReleaseGraph(release))
    with pytest.raises(OSError, match="not yet"):
        served.once(work)
    assert served.once(work) == served.graph.base


def test_nothing_is_kept_of_an_earlier_release(release: Release) -> None:
    state = state_of(create_app(release, Settings()))
    earlier = weakref.ref(state.graph)
    assert state.release.once(lambda graph: graph.holds(parse("A/RES/67/138")))
    state.serve(ReleaseGraph(release))
    gc.collect()
    assert earlier() is None


def test_an_event_may_have_a_name(capsys: pytest.CaptureFixture[str]) -> None:
    log = Log("json")
    log.start()
    log.event("release", name="2026", taken_up=True)
    log.stop()
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["name"], line["taken_up"]) == ("release", "2026", True)


def test_a_release_is_made_ready_once_and_a_fault_is_told(
    release: Release, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    made: list[str] = []

    async def ready(app: FastAPI) -> None:
        made.append(str(state_of(app).release_name))
        if len(made) == 1:
            raise RuntimeError("no names")

    monkeypatch.setattr(warming, "_SETTLED", 0.01)
    monkeypatch.setattr(warming, "_make", ready)
    app = create_app(release, Settings(log="json"))
    state = state_of(app)
    state.log.start()

    async def follow() -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(5):
                following = asyncio.create_task(warming.keep_warm(app))
                while len(made) < 2:
                    await asyncio.sleep(0.01)
                    if len(made) == 1:
                        state.serve(ReleaseGraph(release))
                await asyncio.sleep(0.1)
                following.cancel()

    thread = threading.Thread(target=asyncio.run, args=(follow(),))  # a browser's loop may run in this one
    thread.start()
    thread.join()
    state.log.stop()
    assert len(made) == 2  # once for each release that is served, although the first failed
    assert '"failed": "RuntimeError"' in capsys.readouterr().err
