"""What is documented is what there is: each setting, each file of the house."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import Field, fields

import pytest

from conftest import ROOT
from resograph.settings import SettingError, Settings


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: str(setting.name))
def test_every_setting_is_documented_with_its_default(setting: Field[object]) -> None:
    name, default, help_ = setting.name, setting.default, setting.metadata["help"]
    page = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    row = next(line for line in page.splitlines() if line.startswith(f"| `{name}`"))
    assert help_ in row
    assert (f"{default:g}" if isinstance(default, float) else str(default) or "empty") in row


def test_settings_come_from_the_environment() -> None:
    assert Settings.from_environment({"RESOGRAPH_QUERY_SECONDS": "5"}).query_seconds == 5.0
    with pytest.raises(SettingError, match="RESOGRAPH_WORKERS=many is no int"):
        Settings.from_environment({"RESOGRAPH_WORKERS": "many"})


CITING = (
    *("app", "bench", "data", "deploy", "docs", "ontology", "queries", "shapes", "tests"),
    *("CONTRIBUTING.md", "README.md", "SECURITY.md"),
)


def texts() -> Iterator[tuple[str, str]]:
    """Path and content of what may cite a document."""
    for name in CITING:
        place = ROOT / name
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.suffix in (".py", ".md", ".toml", ".ttl", ".rq", ".html") and "gold" not in path.parts:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8")


def test_documents_that_are_cited_are_there() -> None:
    cited = {(here, found) for here, text in texts() for found in re.findall(r"\bdocs/[a-z0-9/-]+\.md\b", text)}
    assert cited
    assert [(here, found) for here, found in sorted(cited) if not (ROOT / found).is_file()] == []


def test_links_between_documents_lead_somewhere() -> None:
    for here, text in texts():
        if here.endswith(".md"):
            for target in re.findall(r"\]\(([^)#:]+?)(?:#[^)]*)?\)", text):
                assert (ROOT / here).parent.joinpath(target).exists(), f"{here} → {target}"


def test_sections_of_the_design_that_are_cited_are_there() -> None:
    design = (ROOT / "docs" / "DESIGN.md").read_text(encoding="utf-8")
    sections = {"§" + part.split(" ", 1)[0]: part for part in design.split("\n## §")[1:]}
    cited = {
        (here, section, heading)
        for here, text in texts()
        for section, heading in re.findall(r"DESIGN (§\d)(?:, [\"“]([^\"”]+)[\"”])?", text)
    }
    assert cited
    for here, section, heading in sorted(cited):
        assert heading in sections.get(section, "") and section in sections, f"{here} cites {section} {heading}"


KINDS = ("tutorials", "how-to", "reference", "explanation")


def test_the_index_is_by_what_a_reader_wants() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert tuple(re.findall(r"^## .* \(([\w-]+)\)$", index, re.MULTILINE)) == KINDS
    listed = re.findall(r"^- \[.*$", index, re.MULTILINE)
    assert len(listed) == len(set(listed))


def test_the_readme_is_one_screen() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 32
    assert [line.split()[:2] for line in lines if line.startswith("make ")] == [["make", "serve"], ["make", "test"]]


def test_every_document_is_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    folder = ROOT / "docs"
    found = [*folder.glob("*.md"), *folder.glob("tutorials/*.md")]
    pages = [path.relative_to(folder).as_posix() for path in found if path != folder / "README.md"]
    assert len(pages) > 10 and [name for name in pages if f"]({name})" not in index] == []
