"""Fetches the scripts of others that pages use where they are there: ``python -m resograph.frontend [TESTS-FOLDER]``.

Archives come from the npm registry that this machine is set to (``NPM_CONFIG_REGISTRY``, ``~/.npmrc``,
``/etc/npmrc``, else what npm says), are held against the hashes of ``frontend.lock``, and give up a few files. Node is
not needed. Where there is no registry, one sentence says so and nothing breaks: pages have a plainer form.
"""

from __future__ import annotations

import base64
import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from resograph.resources import resource

VENDOR = Path(__file__).parent / "web" / "static" / "vendor"
"""Where the files of pages go; not committed."""
_SECONDS = 30
_MOST_BYTES = 64 * 1024 * 1024
_MARK = ".fetched"


class FetchError(RuntimeError):
    """The files cannot be had; the message says why."""


@dataclass(frozen=True)
class Package:
    """A package of ``frontend.lock``."""

    name: str
    version: str
    licence: str
    integrity: str
    files: tuple[str, ...]
    only_tests: bool = False

    @property
    def archive(self) -> str:
        """Path of its archive in a registry."""
        return f"{self.name}/-/{self.name.rpartition('/')[2]}-{self.version}.tgz"


def locked() -> list[Package]:
    """The packages of the lock file."""
    rows = tomllib.loads(resource("frontend.lock").read_text(encoding="utf-8"))["packages"]
    return [Package(**{**row, "files": tuple(row["files"])}) for row in rows]


def fetch(packages: Iterable[Package], folder: Path, registry: str | None = None) -> bool:
    """Put the files of packages into a folder; False where they were there already.

    Args:
        packages: what to fetch.
        folder: where to; files of packages that are no more wanted go.
        registry: its address; without it, the one of this machine.

    Raises:
        FetchError: there is no registry, it does not answer, or it gave something else.
    """
    wanted = list(packages)
    mark = "\n".join(f"{package.name} {package.integrity} {package.files}" for package in wanted)
    if (folder / _MARK).is_file() and (folder / _MARK).read_text(encoding="utf-8") == mark:
        return False
    registry = registry or registry_here()
    found = {name: content for package in wanted for name, content in _files(package, registry)}
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, content in found.items():
        (folder / name).write_bytes(content)
    (folder / _MARK).write_text(mark, encoding="utf-8")
    return True


def registry_here() -> str:
    """The registry that npm would ask on this machine.

    Raises:
        FetchError: none is set, and npm is not there to name its own.
    """
    given = {name.lower(): value for name, value in os.environ.items()}
    named = given.get("npm_config_registry")
    for file in (Path.home() / ".npmrc", Path("/etc/npmrc")):
        named = named or _registry_in(file)
    if not named and (npm := shutil.which("npm")):
        asked = subprocess.run([npm, "config", "get", "registry"], capture_output=True, text=True, check=False)
        named = asked.stdout.strip()
    if urlsplit(named or "").scheme not in ("http", "https"):
        raise FetchError("this machine names no npm registry (NPM_CONFIG_REGISTRY, or registry= in ~/.npmrc)")
    return f"{named}".rstrip("/") + "/"


def _registry_in(file: Path) -> str:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return ""
    pairs = (line.partition("=") for line in lines)
    return next((value.strip().strip('"') for name, _, value in pairs if name.strip() == "registry"), "")


def _files(package: Package, registry: str) -> Iterator[tuple[str, bytes]]:
    """The wanted files of a package and its licence, by the names that they get."""
    content = _download(registry + package.archive)
    if package.integrity != f"sha512-{base64.b64encode(hashlib.sha512(content).digest()).decode()}":
        raise FetchError(f"what the registry gave for {package.name} {package.version} is not what frontend.lock has")
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
        for path in archive.getnames():
            name = path.removeprefix("package/")
            is_licence = name.upper().partition(".")[0] == "LICENSE"
            member = archive.extractfile(path) if name in package.files or is_licence else None
            if member:
                stem = package.name.rpartition("/")[2]
                yield f"{stem}.LICENSE.txt" if is_licence else name.rpartition("/")[2], member.read()


def _download(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=_SECONDS) as answer:  # the scheme was checked
            content: bytes = answer.read(_MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FetchError(f"the npm registry does not give {urlsplit(address).path}: {error}") from None
    if len(content) > _MOST_BYTES:
        raise FetchError(f"{urlsplit(address).path} is too large")
    return content


def main(arguments: list[str]) -> int:
    """Fetch for pages, and into the folder given what tests need."""
    packages = locked()
    folders = {VENDOR: [package for package in packages if not package.only_tests]}
    if arguments:
        folders[Path(arguments[0])] = [package for package in packages if package.only_tests]
    for folder, wanted in folders.items():
        try:
            if fetch(wanted, folder):
                print(f"Fetched {', '.join(package.name for package in wanted)}.", file=sys.stderr)
        except FetchError as error:
            print(f"No {', '.join(package.name for package in wanted)}: {error}. Pages work without.", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
