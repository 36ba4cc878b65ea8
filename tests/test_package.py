"""The package as a stranger gets it: built from its source archive, installed into an environment without the checkout.

Dependencies are those of the tests' own environment, so that no index is asked.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

import resograph
from conftest import ROOT, SEED

PACKED = ("data", "ontology", "queries", "shapes")
STATIC = "resograph/web/static"


def built(folder: Path, kind: str, where: Path) -> Path:
    """An archive of the project in a folder."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(where)]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
    return max(where.iterdir(), key=lambda path: path.stat().st_mtime_ns)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the unpacked source archive alone."""
    folder = tmp_path_factory.mktemp("package")
    archive = built(ROOT, "sdist", folder / "archives")
    with tarfile.open(archive) as packed:
        packed.extractall(folder / "source", filter="data")
    return built(next((folder / "source").iterdir()), "wheel", folder / "archives")


@pytest.fixture(scope="module")
def program(wheel: Path) -> Path:
    """The installed command."""
    folder = wheel.parents[1] / "environment"
    venv.create(folder, with_pip=False, symlinks=True)
    python = folder / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, "--no-compile", str(wheel)], check=True, capture_output=True, timeout=120)
    place = next((folder / "lib").glob("python*")) / "site-packages" / "dependencies.pth"
    place.write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return folder / "bin" / "resograph"


def run(program: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "RESOGRAPH_DATA")}
    return subprocess.run(
        [program, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=120
    )


def test_the_wheel_has_all_that_the_code_reads(wheel: Path) -> None:
    held = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        f"resograph/_data/{path.relative_to(ROOT)}"
        for name in PACKED
        for path in (ROOT / name).rglob("*")
        if path.is_file()
    }
    static = {
        f"{STATIC}/{path.relative_to(ROOT / 'app' / STATIC)}"
        for path in (ROOT / "app" / STATIC).rglob("*")
        if path.is_file() and path.name != ".fetched"
    }
    assert len(wanted) > 300 and len(static) > 10
    assert (wanted | static | {"resograph/_data/frontend.lock"}) - held == set()
    assert not [name for name in held if name.startswith(("tests/", "bench/"))]


def test_it_tells_its_version(program: Path, tmp_path: Path) -> None:
    done = run(program, tmp_path, "--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"resograph {resograph.__version__}\n", "")
    module = run(program.with_name("python"), tmp_path, "-m", "resograph", "--version")
    assert module.stdout == done.stdout


def test_it_runs_from_the_environment_alone(program: Path, tmp_path: Path) -> None:
    code = "import resograph, resograph.resources as r; print(resograph.__file__, r.resource('data'))"
    shown = run(program.with_name("python"), tmp_path, "-c", code).stdout.split()
    assert len(shown) == 2 and all(path.startswith(str(program.parents[1])) for path in shown)


def test_it_converts(program: Path, tmp_path: Path) -> None:
    done = run(program, tmp_path, "convert", str(SEED), "--to", "txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert "14. 呼请联合国系统各组织" in done.stdout


def test_it_asks_a_release(program: Path, tmp_path: Path, store_directory: Path, release: object) -> None:
    question = ("query", "citations-of", "document=A/RES/67/138", "--format", "csv")
    done = run(program, tmp_path, *question, "--store", str(store_directory))
    assert (done.returncode, done.stderr) == (0, "")
    assert "A/RES/66/67" in done.stdout
