"""The comparison of two states of the code: what counts as slower, and that it runs on this repository."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench import compare

from conftest import ROOT


@pytest.mark.parametrize(
    ("ratios", "slower"),
    [
        ([1.0, 1.0, 1.0, 1.0], False),
        ([1.5, 1.4, 1.3, 1.6], True),
        ([1.5, 1.4, 1.3, 0.9], True),
        ([1.5, 1.4, 0.9, 0.9], False),
        ([3.0, 1.0, 1.0, 1.0], False),
        ([0.5, 0.5, 0.5, 0.5], False),
    ],
)
def test_slower_is_what_most_pairs_say(ratios: list[float], slower: bool) -> None:
    assert compare.is_slower([(2.0, 2.0 * ratio) for ratio in ratios], 1.2) is slower


def test_who_is_first_changes() -> None:
    asked: list[str] = []
    states = [compare.State(name, Path(), Path(), 0) for name in ("before", "now")]

    def measure(state: compare.State) -> float:
        asked.append(state.name)
        return {"before": 1.0, "now": 2.0}[state.name]

    assert compare.paired(states[0], states[1], measure, 3) == [(1.0, 2.0)] * 3
    assert asked == ["before", "now", "now", "before", "before", "now"]


@pytest.mark.skipif(not shutil.which("git"), reason="git is missing")
def test_an_earlier_state_is_checked_out_and_run() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("SKIPPED ALOUD: this is no checkout")
    with compare.checked_out("HEAD") as folder:
        state = compare.State("before", folder, folder, 0)
        assert 0.01 < state.run("--version") < 60
        shown = subprocess.run(
            [sys.executable, "-c", "import resograph; print(resograph.__file__)"],
            env=state.environment(), capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip
        assert shown.startswith(str(folder))
    assert not folder.exists()
