"""``resograph explain``: a paragraph with its facts under the words, and the rule behind each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from resograph.cli.addresses import address_in
from resograph.cli.console import UsageError, write_out
from resograph.cli.options import StoreOption, settings_for
from resograph.cli.underlining import Mark, lines_of, numbered, underlined
from resograph.languages.profile import profile
from resograph.pipeline import Stopwatch, read_versions, write_work
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.files import content_of
from resograph.reading import UnreadableError
from resograph.releases import open_current
from resograph.releases.reader import Node, ReleaseGraph, nodes_of
from resograph.settings import default_store
from resograph.symbols import Address
from resograph.symbols.address import LANGUAGES
from resograph.writing import Entailer
from resograph.writing.entailments import ontology_triples
from resograph.writing.explaining import Explainer, Explanation, Fact, below

_STYLES = {
    "act": "bold",
    "verb": "bold magenta",
    "addressee": "bold green",
    "report": "bold cyan",
    "citation": "blue",
    "mention": "green",
    "theme": "yellow",
}


def explain(
    address: Annotated[
        str | None, typer.Argument(help="A/RES/67/138~para_14, zh/A/RES/67/138~para_14, a full IRI, or a document.")
    ] = None,
    store: StoreOption = None,
    file: Annotated[Path | None, typer.Option(help="Read this file instead of a release.")] = None,
    format_: Annotated[str, typer.Option("--format", help="text or json.")] = "text",
) -> None:
    """Show what was read in a paragraph, under its words, and the rule behind each fact.

    Without a part the whole document is shown; without a language, the version that serves as reference.
    Example: resograph explain zh/A/RES/67/138~para_14
    """
    if format_ not in ("text", "json"):
        raise UsageError(f"--format {format_} is no format; there are text and json.")
    if file:
        found = list(_of_file(file, address))
    elif address:
        found = _of_release(store or default_store(), address)
    else:
        raise UsageError("Give the address of a paragraph, such as A/RES/67/138~para_14, or --file.")
    if format_ == "json":
        write_out(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1).encode() + b"\n", None)
    else:
        print_explanations(found)


def _of_release(directory: Path, text: str) -> list[Explanation]:
    release = open_current(directory)
    wanted = address_in(text, release.manifest.base)
    held = release.languages(wanted.symbol.text)
    language = wanted.language or next((code for code in LANGUAGES if code in held), "")
    if not held or language not in held:
        there = f"it is held in {', '.join(held)}" if held else "add it with: resograph add FILE"
        raise UsageError(f"{wanted.language or ''} {wanted.symbol} is not held; {there}.".strip())
    graph, taught = ReleaseGraph(release), Extensions.in_folder(release.taught)
    explainer = Explainer(
        nodes=graph.work(wanted.symbol),
        base=graph.base,
        symbol=wanted.symbol,
        language=language,
        label=lambda iri: graph.label(iri, "en"),
        vocabulary=taught.vocabulary(),
        corrections=taught.corrections(wanted.symbol, language),
    )
    return _explained(explainer, wanted)


def _of_file(file: Path, text: str | None) -> Iterator[Explanation]:
    if not file.is_file():
        raise UnreadableError(f"{file} is not there; give a file.")
    settings, taught, watch = settings_for(None), Extensions(), Stopwatch()
    wanted = address_in(text, settings.base) if text else None
    language = wanted.language if wanted else None
    content = content_of(file)
    versions = read_versions(content, file.name, language, taught, watch, pdf_seconds=settings.pdf_seconds)
    chosen = [one for one in versions if wanted is None or one.document.symbol == wanted.symbol]
    if not chosen and wanted:
        symbols = ", ".join(version.document.symbol.text for version in versions)
        raise UsageError(f"{file.name} holds {symbols}, not {wanted.symbol}.")
    words, entailer = taught.vocabulary(), Entailer(ontology_triples())
    for version in chosen:
        graph = write_work([version], settings.base, entailer, words, watch)
        nodes = nodes_of(graph.triples)
        actors = {actor.path: actor.name for actor in graph.shared.named}

        def label(iri: str, nodes: dict[str, Node] = nodes, actors: dict[str, str] = actors) -> str:
            concept = words.get(iri.removeprefix(settings.base))
            named = nodes[iri].texts("http://www.w3.org/2004/02/skos/core#prefLabel") if iri in nodes else {}
            path = iri.removeprefix(settings.base)
            return (concept.preferred("en") if concept else None) or next(iter(named.values()), actors.get(path, path))

        symbol, language = version.document.symbol, version.language
        explainer = Explainer(
            nodes=nodes,
            base=settings.base,
            symbol=symbol,
            language=language,
            label=label,
            vocabulary=words,
            corrections=taught.corrections(symbol, language),
        )
        yield from _explained(explainer, wanted)


def _explained(explainer: Explainer, wanted: Address | None) -> list[Explanation]:
    parts = explainer.parts()
    chosen = wanted.portion if wanted else None
    until = (wanted.until if wanted else None) or chosen
    for part in (chosen, until):
        if part is not None and part not in parts:
            near = ", ".join(get_close_matches(part, parts, 12, 0.0))
            raise UsageError(f"{explainer.symbol} has no part {part} in {explainer.language}; there are {near} ….")
    if chosen and until and chosen != until:
        first, last = sorted((parts.index(chosen), parts.index(until)))
        parts = [*parts[first:last], *below(parts, parts[last])]
    else:
        parts = below(parts, chosen)
    found = [explainer.explain(part) for part in parts]
    return found if chosen else [one for one in found if one.facts or one.corrections]


# ── as text ───────────────────────────────────────────────────────────────────────────────────────────────────────────
def print_explanations(found: list[Explanation]) -> None:
    """Explanations for people: on a terminal folded to its width, else a line for each thing said."""
    console = Console(highlight=False, soft_wrap=True)
    folded = sys.stdout.isatty()
    width = console.width if folded else min(console.width, 120)
    for number, explanation in enumerate(found):
        if number:
            console.print()
        for line in _as_lines(explanation, width):
            for piece in _folded(line, width) if folded else [line]:
                console.print(piece)


def _folded(line: Text, width: int) -> Iterator[Text]:
    """A line in lines no wider than the terminal, what goes on standing a little to the right."""
    indent = len(line.plain) - len(line.plain.lstrip(" "))
    if line.cell_len <= width or width < 2 * indent + 10:
        yield line
        return
    words = line[indent:]
    for start, end in lines_of(words.plain, width - indent - 2):
        piece = words[start:end]
        piece.rstrip()
        yield Text(" " * (indent + 2 if start else indent)) + piece


def _as_lines(explanation: Explanation, width: int) -> Iterator[Text]:
    yield Text(explanation.iri, style="dim")
    spans = list(dict.fromkeys((fact.start, fact.end) for fact in explanation.facts))
    numbers = {span: place for place, span in enumerate(spans, start=1)}
    lead = " ".join(words for words in (explanation.number, explanation.heading) if words)
    if lead:
        yield Text(lead, style="bold")
    marks = [Mark(start, end, numbers[(start, end)], _style(explanation, (start, end))) for start, end in spans]
    if profile(explanation.language).direction == "rtl":
        yield numbered(explanation.text, marks)  # some terminals turn the line: nothing would stand under its words
    else:
        yield from underlined(explanation.text, marks, width)
    for span in spans:
        facts = [fact for fact in explanation.facts if (fact.start, fact.end) == span]
        yield Text(f"{numbers[span]:>3} ", style="dim").append(f"“{_short(facts[0].words)}”", style="italic")
        for fact in facts:
            yield from _fact_lines(fact)
    for correction in explanation.corrections:
        yield Text(f"  ✎ corrected: {correction}", style="red")


def _style(explanation: Explanation, span: tuple[int, int]) -> str:
    return next(_STYLES[fact.kind] for fact in explanation.facts if (fact.start, fact.end) == span)


def _fact_lines(fact: Fact) -> Iterator[Text]:
    line = Text("    ").append(fact.kind, style=_STYLES[fact.kind]).append(f" {fact.label}  ")
    yield line.append(f"<{fact.iri}>", style="dim")
    if fact.details:
        values: dict[str, list[str]] = {}
        for name, value in fact.details:
            values.setdefault(name, []).append(value)
        yield Text("      " + "; ".join(f"{name}: {', '.join(several)}" for name, several in values.items()))
    for rule in fact.rules:
        files = f" ({', '.join(rule.files)})" if rule.files else ""
        yield Text(f"      {rule.name}: {rule.says}{files}", style="dim")
    if fact.by:
        yield Text(f"      by {fact.by}", style="red")


def _short(words: str, most: int = 60) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"
