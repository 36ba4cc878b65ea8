"""Quads that no work owns, packed: vocabulary and ontology, what registries state, what works say of shared nodes.

The first two are kept in the cache under a key; the last is derived by each build from what is kept of every work.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from resograph.documents import Finding
from resograph.pipeline.digests import stage_digest
from resograph.pipeline.extensions import Extensions
from resograph.pipeline.facts import WorkFacts
from resograph.pipeline.packed import lines_of, write_packed
from resograph.pipeline.records import KeptRecords
from resograph.registries.rdf import record_triples
from resograph.sparql.examples import example_triples
from resograph.symbols import mint, parse
from resograph.symbols.address import LANGUAGES
from resograph.writing.context import NamedInRecords, context_triples
from resograph.writing.entailments import Entailer, ontology_triples
from resograph.writing.findings import finding_triples
from resograph.writing.lineage import Renewal, Reuse, lineage_triples, reuse_triples
from resograph.writing.release import release_triples
from resograph.writing.serialise import n_quads
from resograph.writing.terms import RESO
from resograph.writing.vocabulary import ontology_graph, vocabulary_triples

Discrepancy = tuple[str, str, Finding]
"""Symbol of a work, name of a registry whose record says otherwise, finding."""
_ANSWERS = f"<{RESO}answers>".encode()
_PATH_TAIL = re.compile(r"[~@#]")


@dataclass(frozen=True)
class Setting:
    """What all quads of a build have in common: the base of addresses, what the deployment teaches, the cache."""

    base: str
    extensions: Extensions
    cache: Path

    def kept(self, name: str, key: Sequence[str], make: Callable[[], Iterable[bytes]]) -> Path:
        """Packed quads of the cache, made where they are not there yet."""
        digest = hashlib.sha256("\n".join([self.base, self.extensions.digest, *key]).encode()).hexdigest()[:24]
        path = self.cache / "shared" / f"{name}-{digest}.nq.gz"
        if not path.exists():
            write_packed(path, make())
        return path


def vocabulary(setting: Setting) -> Path:
    """Concepts, ontology, and the product's queries as examples."""

    def make() -> Iterator[bytes]:
        files = setting.extensions.vocabulary_files()
        concepts = vocabulary_triples(files, setting.base, Entailer(ontology_triples()))
        yield from n_quads([*concepts, *ontology_graph(), *example_triples(setting.base)])

    return setting.kept("vocabulary", [stage_digest(__name__)], make)


def source(setting: Setting, records: KeptRecords) -> Path:
    """What a registry states."""

    def make() -> Iterator[bytes]:
        words, graph = setting.extensions.vocabulary(), mint(setting.base, f"graph/source/{records.name}")
        for record in records.records():
            yield from n_quads(record_triples(record, setting.base, words), graph)

    return setting.kept(f"source-{records.name}", [stage_digest(__name__), records.digest()], make)


def context_lines(
    setting: Setting,
    works: Iterable[WorkFacts],
    named: NamedInRecords,
    renewals: Iterable[Renewal],
    reused: Iterable[Reuse],
    quads_of: Callable[[str], Path | None],
) -> list[bytes]:
    """What is known of nodes that works share, with its entailments, but what a held work or a vocabulary says.

    Args:
        setting: of the build.
        works: what is kept of every work.
        named: what registries name beside them.
        renewals: which documents renew which.
        reused: words that several series share.
        quads_of: the packed quads of a held work, by its symbol; None for what is not held.
    """
    words = setting.extensions.vocabulary()
    renewed = list(renewals)
    unheld = NamedInRecords((*named.documents, *(earlier for _, earlier, _ in renewed)), named.items)
    context = context_triples((work.shared for work in works), words, setting.base, unheld)
    context += lineage_triples(renewed, setting.base)
    context += reuse_triples(reused, setting.base)
    subjects = {triple.subject.value for triple in context if isinstance(triple.subject, ox.NamedNode)}
    closed = Entailer(ontology_triples()).close(context, subjects.__contains__)
    concepts = set(lines_of(vocabulary(setting)))
    lines = (line for line in n_quads(closed) if line not in concepts)
    return list(_not_said(lines, setting.base, quads_of))


def answers_in(lines: Iterable[bytes], base: str) -> Iterator[tuple[str, str]]:
    """Paths of acts and of the reports that answer them."""
    for line in lines:
        subject, predicate, value = line.split(b" ", 3)[:3]
        if predicate == _ANSWERS:
            yield _iri(value).removeprefix(base), _iri(subject).removeprefix(base)


def _iri(term: bytes) -> str:
    return term[1:-1].decode()


def _not_said(lines: Iterable[bytes], base: str, quads_of: Callable[[str], Path | None]) -> Iterator[bytes]:
    """The lines that no held work has among its own: every triple stands once."""
    owned: dict[Path, list[bytes]] = defaultdict(list)
    for line in lines:
        path = quads_of(owner(_iri(line.split(b" ", 1)[0]), base))
        if path is None:
            yield line
        else:
            owned[path].append(line)
    for path, some in owned.items():
        said = set(lines_of(path))
        yield from (line for line in some if line not in said)


def owner(iri: str, base: str) -> str:
    """The path of the work that owns an address, if a work does.

    >>> owner("http://localhost:8000/zh/A/RES/67/138~para_14#char=1,2", "http://localhost:8000/")
    'A/RES/67/138'
    """
    path = iri.removeprefix(base)
    path = path[3:] if path[:2] in LANGUAGES and path[2:3] == "/" else path
    return _PATH_TAIL.split(path, 1)[0]


def release_lines(
    base: str, content: str, counts: Mapping[str, int], disagreeing: Iterable[Discrepancy], numbers: Mapping[str, int]
) -> list[bytes]:
    """The release's description of itself, which counts its own quads too, and where registries say otherwise.

    Args:
        base: of all addresses.
        content: digest of all that the release says.
        counts: of works, parts, acts, and of triples without these.
        disagreeing: numbered behind the findings of the work itself.
        numbers: of the findings of each work by itself.
    """
    found: dict[str, list[tuple[str, Finding]]] = defaultdict(list)
    for symbol, _, finding in disagreeing:
        found[symbol].append((mint(base, symbol), finding))
    beside = [
        triple
        for symbol, findings in found.items()
        for triple in finding_triples(base, parse(symbol), findings, numbers[symbol] + 1)
    ]
    own = len(beside) + len(release_triples(base, content, {**counts, "triples": 0}))
    described = release_triples(base, content, {**counts, "triples": counts["triples"] + own})
    return n_quads([*described, *beside])
