"""Scripts of others: taken by hash or not at all, from whatever registry there is, and never in the way."""

from __future__ import annotations

import base64
import hashlib
import http.server
import io
import tarfile
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from resograph.frontend import FetchError, Package, fetch, locked, main, registry_here

FILES = {
    "package/dist/x.js": b"let x;",
    "package/LICENSE": b"MIT",
    "package/../../evil.js": b"evil",
    "package/y.js": b"y",
}


def archive() -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz") as tar:
        for name, content in FILES.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return out.getvalue()


CONTENT = archive()
INTEGRITY = f"sha512-{base64.b64encode(hashlib.sha512(CONTENT).digest()).decode()}"
GOOD = Package("@scope/x", "1.0.0", "MIT", INTEGRITY, ("dist/x.js",))


@pytest.fixture(scope="module")
def registry() -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = self.path == "/npm/@scope/x/-/x-1.0.0.tgz"
            self.send_response(200 if found else 404)
            self.end_headers()
            self.wfile.write(CONTENT if found else b"")

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/npm/"
    server.shutdown()
    server.server_close()


def test_only_the_files_that_are_wanted(registry: str, tmp_path: Path) -> None:
    folder = tmp_path / "vendor"
    assert fetch([GOOD], folder, registry)
    assert {path.name: path.read_bytes() for path in folder.glob("[!.]*")} == {
        "x.js": b"let x;",
        "x.LICENSE.txt": b"MIT",
    }
    assert not fetch([GOOD], folder, registry), "what is there is not fetched again"
    assert not list(tmp_path.rglob("evil.js"))


WRONG = [
    (replace(GOOD, integrity="sha512-AAAA"), "not what frontend.lock has"),
    (replace(GOOD, version="2.0.0"), "does not give"),
]


@pytest.mark.parametrize(("package", "message"), WRONG)
def test_anything_else_is_refused_and_nothing_is_left(
    registry: str, tmp_path: Path, package: Package, message: str
) -> None:
    with pytest.raises(FetchError, match=message):
        fetch([package], tmp_path / "vendor", registry)
    assert not (tmp_path / "vendor").exists()


def test_a_registry_that_is_set_is_taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("NPM_CONFIG_REGISTRY", raising=False)
    (tmp_path / ".npmrc").write_text("fund=false\nregistry = http://mirror.invalid/npm\n")
    assert registry_here() == "http://mirror.invalid/npm/"
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://other.invalid/")
    assert registry_here() == "http://other.invalid/"


def test_without_a_registry_it_says_so_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("resograph.frontend.VENDOR", tmp_path / "pages")
    monkeypatch.setenv("NPM_CONFIG_REGISTRY", "http://127.0.0.1:9/")
    assert main([str(tmp_path / "tests")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2 and all("Pages work without" in line for line in lines)


def test_the_lock_is_whole() -> None:
    packages = locked()
    assert {package.licence for package in packages} <= {"MIT", "MPL-2.0"}
    for package in packages:
        assert len(base64.b64decode(package.integrity.removeprefix("sha512-"))) == 64
        assert package.files
