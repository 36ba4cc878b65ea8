"""A release with graphs of registries beside its default graph."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from resograph.releases import Release, open_current
from resograph.releases.publishing import publish_to

BASE = "http://localhost:8000/"
SOURCES = (f"{BASE}graph/source/one", f"{BASE}graph/source/two")


@pytest.fixture(scope="session")
def sourced_directory(release: Release, store_directory: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store directory of the seed's release, with what two registries say of its document."""
    directory = tmp_path_factory.mktemp("sourced") / "store"
    shutil.copytree(store_directory, directory)
    store = ox.Store(str(directory / "releases" / release.name / "store"))
    about, title = ox.NamedNode("https://schema.org/about"), ox.NamedNode("http://purl.org/dc/terms/title")
    work = ox.NamedNode(f"{BASE}A/RES/67/138")
    for number, name in enumerate(SOURCES, start=1):
        graph, record = ox.NamedNode(name), ox.NamedNode(f"{name}#A/RES/67/138")
        store.add(ox.Quad(record, about, work, graph))
        for count in range(number):
            store.add(ox.Quad(record, title, ox.Literal(f"Title {count}"), graph))
    return directory


@pytest.fixture(scope="session")
def sourced(sourced_directory: Path) -> Release:
    """Its release."""
    return open_current(sourced_directory)


@pytest.fixture(scope="session")
def virtuoso_address(sourced: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Virtuoso that holds the release and cuts answers after a little more rows than that has."""
    from engines import VIRTUOSO, virtuoso  # which needs conftest, and that this

    with virtuoso(tmp_path_factory.mktemp("virtuoso"), more="ResultSetMaxRows = 80000") as address:
        publish_to(address, sourced, credentials=VIRTUOSO)
        yield address
