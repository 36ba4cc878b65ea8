"""The order of the rooms: what a module imports stands in its own room or in one before it (DESIGN §4)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import resograph

SOURCE = Path(resograph.__file__).parent
ROOMS = (
    "__init__",
    "errors",
    "settings",
    "resources",
    "media_types",
    "text",
    "symbols",
    "documents",
    "languages",
    "vocabularies",
    "reading",
    "annotating",
    "merging",
    "wording",
    "drafting",
    "writing",
    "validating",
    "sparql",
    "stores",
    "releases",
    "registries",
    "reconciling",
    "exporting",
    "asking",
    "reviewing",
    "measuring",
    "pictures",
    "pipeline",
    "web",
    "assistants",
    "cli",
    "frontend",
    "__main__",
)
OF_CLI = {"serve.py", "mcp.py"}
"""What of the command line may import the server."""


def imports(file: Path) -> Iterator[str]:
    """The modules of the package that a file imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names if name.name.split(".")[0] == "resograph")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file} imports relatively"
            if node.module == "resograph":
                yield from (f"resograph.{name.name}" for name in node.names)
            elif node.module and node.module.startswith("resograph."):
                yield node.module


def room_of(module: str) -> str:
    name = module.split(".")[1]
    return name if (SOURCE / name).is_dir() or (SOURCE / f"{name}.py").is_file() else "__init__"


def edges() -> Iterator[tuple[str, str, Path]]:
    """From which room to which, and where."""
    for file in sorted(SOURCE.rglob("*.py")):
        inside = file.relative_to(SOURCE).with_suffix("").parts
        yield from ((inside[0], room_of(module), file) for module in imports(file))


def test_every_room_has_a_place() -> None:
    found = {path.stem for path in SOURCE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert found <= set(ROOMS)


def test_nothing_imports_upwards() -> None:
    climbs = {(here, there) for here, there, _ in edges() if ROOMS.index(there) > ROOMS.index(here)}
    assert climbs == set()


def test_only_serve_imports_the_server() -> None:
    for room in ("web", "assistants"):
        assert {file.name for here, there, file in edges() if (here, there) == ("cli", room)} == OF_CLI
