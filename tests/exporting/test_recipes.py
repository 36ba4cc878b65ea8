"""The recipes of docs/tables.md and docs/notebooks.md, as they stand there."""

from __future__ import annotations

import contextlib
import io
import re
from pathlib import Path

import httpx
import pytest
from lxml import etree

from conftest import ROOT
from resograph.exporting.export import export
from resograph.releases import Release


def blocks(page: str, language: str) -> dict[str, str]:
    """Name in bold → the block of code below it."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return dict(re.findall(rf"^\*\*(\w+)\*\*[^\n]*\n```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL))


def test_graphml_and_tmx(release: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    export(release, tmp_path / "tables")
    monkeypatch.chdir(tmp_path)
    found = blocks("tables.md", "python")
    exec(found["GraphML"], {})
    exec(found["TMX"], {})
    graph = etree.parse("citations.graphml")
    assert len(graph.findall(".//{*}edge")) == 3
    assert len(graph.findall(".//{*}node")) == 4
    memory = etree.parse("paragraphs.tmx")
    assert len(memory.findall(".//tu")) == len(memory.findall(".//tuv")) > 30


@pytest.mark.parametrize("library", ["rdflib", "pandas", "DuckDB", "SPARQLWrapper"])
def test_five_lines(client: httpx.Client, library: str, tmp_path: Path) -> None:
    module = {"DuckDB": "duckdb"}.get(library, library)
    pytest.importorskip(module, reason=f"{module} is not installed")
    code = blocks("notebooks.md", "python")[library].replace("http://localhost:8000/", f"{client.base_url}/")
    assert sum(map(bool, code.splitlines())) <= 5
    client.get("/dumps/tables/latest/acts.csv")
    if library == "DuckDB":  # over HTTP it needs an extension, which it would download
        for name in ("acts", "addressees"):
            (tmp_path / f"{name}.csv").write_bytes(client.get(f"/dumps/tables/latest/{name}.csv").content)
        code = code.replace(f"{client.base_url}/dumps/tables/latest", str(tmp_path))
    shown = io.StringIO()
    with contextlib.redirect_stdout(shown):
        exec(code, {})
    assert {"rdflib": "Member States", "pandas": "志愿人员", "DuckDB": "asked", "SPARQLWrapper": "verb/"}[
        library
    ] in shown.getvalue()
