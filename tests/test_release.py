"""What a release by tag needs: one version everywhere, notes in the change log, files of the host that can be read."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import resograph
from conftest import ROOT


def notes(tag: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / ".ci" / "notes"), tag]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_version_is_one() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == resograph.__version__


def test_notes_come_from_the_change_log() -> None:
    told = notes(f"v{resograph.__version__}")
    assert (told.returncode, told.stderr) == (0, "")
    assert told.stdout.startswith("- ") and "\n## " not in told.stdout
    assert told.stdout.strip() in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_a_tag_of_another_version_is_refused() -> None:
    told = notes("v99.0.0")
    assert (told.returncode, told.stdout) == (1, "")
    assert "v99.0.0" in told.stderr


CONFIGURATIONS = sorted([*(ROOT / ".github").rglob("*.yml"), ROOT / ".pre-commit-config.yaml"])


@pytest.mark.parametrize("path", CONFIGURATIONS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_of_the_host_can_be_read(path: Path) -> None:
    assert yaml.safe_load(path.read_text(encoding="utf-8"))


def test_what_workflows_run_is_there() -> None:
    jobs = [
        job
        for path in CONFIGURATIONS
        if path.parent.name == "workflows"
        for job in yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"].values()
    ]
    steps = [step for job in jobs for step in job["steps"]]
    scripts = {word for step in steps for word in step.get("run", "").split() if word.startswith(".ci/")}
    assert scripts == {".ci/run", ".ci/package", ".ci/audit", ".ci/notes", ".ci/compare"}
    assert all((ROOT / script).stat().st_mode & 0o111 for script in scripts)
    assert all(job["timeout-minutes"] for job in jobs)
