"""``reso:search`` gives the same on every store: embedded, in worker processes, at Oxigraph and at Virtuoso."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import httpx
import pytest
from engines import VIRTUOSO, Waited, rows, server, virtuoso

from conftest import BASE, ROOT, SEED, SHARED, run
from resograph.pipeline import Builder, Source
from resograph.releases import Opened, Release
from resograph.releases.publishing import publish_to
from resograph.releases.search import (
    SearchableAsyncStore,
    SearchableStore,
    Searcher,
    SearchIndex,
    SearchLimits,
    searchable,
)
from resograph.releases.tables import Tables
from resograph.sparql import QueryError
from resograph.stores import Store
from resograph.stores.embedded import EmbeddedStore
from resograph.stores.remote import RemoteStore
from resograph.stores.workers import WorkerPool

OFFICIAL = SHARED / "corpus" / "GAresolutions" / "76session"
STORES = ("embedded", "workers", "oxigraph", "virtuoso")
PREFIX = "PREFIX reso: <https://w3id.org/resograph/ns#> PREFIX dct: <http://purl.org/dc/terms/> "
WORK = f"{BASE}A/RES/67/138"


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The product's own document and, where the official sample is here, one in six languages."""
    files = [SEED, *sorted(OFFICIAL.glob("*/A_RES_76_131-*.xml"))]
    built, report = Builder(tmp_path_factory.mktemp("search"), BASE).build([Source(file) for file in files])
    assert built is not None, report
    return built


@pytest.fixture(scope="module")
def stores(both: Release, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Store]]:
    searcher = Searcher(lambda: SearchIndex(Tables(both.tables)), BASE)
    opened: dict[str, Store] = {}
    with ExitStack() as stack:

        def remote(address: str, **more: object) -> Store:
            store = RemoteStore(address, **more)  # type: ignore[arg-type]
            stack.callback(store.close)
            return SearchableStore(store, searcher)

        def workers() -> Store:
            waited = Waited(SearchableAsyncStore(WorkerPool(both.store, 1), searcher))
            stack.callback(waited.close)
            return waited

        def oxigraph() -> Store:
            address = stack.enter_context(server())
            publish_to(address, both)
            return remote(address)

        def openlink() -> Store:
            address = stack.enter_context(virtuoso(tmp_path_factory.mktemp("virtuoso")))
            publish_to(address, both, credentials=VIRTUOSO)
            return remote(address, credentials=VIRTUOSO)

        makers: dict[str, Callable[[], Store]] = {
            "embedded": lambda: SearchableStore(EmbeddedStore.read_only(both.store), searcher),
            "workers": workers,
            "oxigraph": oxigraph,
            "virtuoso": openlink,
        }

        def get(name: str) -> Store:
            if name not in opened:
                opened[name] = makers[name]()
            return opened[name]

        yield get


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, stores: Callable[[str], Store]) -> Store:
    return stores(request.param)


ANYWHERE = [
    'SELECT ?part { ?part reso:search "志愿"@zh }',
    'SELECT ?part { ?part a reso:OperativeParagraph ; reso:search "志愿"@zh }',
    'SELECT ?part ?score { (?part ?score) reso:search "志愿 工作"@zh }',
    'SELECT ?part ?l { (?part ?s ?l) reso:search "志愿" . ?part reso:text ?t FILTER(LANG(?t) = ?l) }',
    'SELECT ?part { (?part ?score) reso:search ("志愿" 3) }',
    "SELECT ?verb (COUNT(DISTINCT ?act) AS ?n) "
    '{ ?act reso:inPart ?part ; reso:verb ?verb . ?part reso:search "志愿" } GROUP BY ?verb',
    'SELECT ?part { ?part a reso:OperativeParagraph . FILTER EXISTS { ?part reso:search "志愿服务" } }',
    'SELECT ?part { ?part a reso:OperativeParagraph . FILTER NOT EXISTS { ?part reso:search "志愿服务" } }',
    'SELECT ?part ?score { ?part a reso:PreambularParagraph OPTIONAL { (?part ?score) reso:search "决议" } }',
    'SELECT ?part { ?part a reso:PreambularParagraph MINUS { ?part reso:search "决议" } }',
    'SELECT ?part { { ?part reso:search "秘书长" } UNION { ?part reso:search "大会" } }',
    'SELECT ?part { { SELECT ?part { ?part reso:search "志愿" ; a reso:PreambularParagraph } } ?part reso:eId ?id }',
    'SELECT ?part { ?part reso:search "志愿", "秘书长" ; reso:position ?n }',
    'SELECT ?document { ?document reso:search "志愿" ; dct:title ?title }',
]


@pytest.mark.parametrize("text", ANYWHERE)
def test_a_search_anywhere_gives_the_same_rows(store: Store, stores: Callable[[str], Store], text: str) -> None:
    def found(store: Store) -> list[list[tuple[str, str]]]:
        return sorted(sorted((name, cell["value"]) for name, cell in row.items()) for row in rows(store, PREFIX + text))

    first = found(stores("embedded"))
    assert first
    assert found(store) == first


NOWHERE = [
    f'SELECT ?part FROM <{BASE}graph/source/one> {{ ?part reso:search "志愿" }}',
    f'SELECT ?part FROM NAMED <{BASE}graph/source/one> {{ GRAPH ?g {{ ?part reso:search "志愿" }} }}',
    f'SELECT ?part FROM NAMED <{BASE}graph/source/one> {{ ?part reso:search "志愿" }}',
    'SELECT ?g ?part { GRAPH ?g { ?part reso:search "志愿" } }',
    'SELECT ?part { ?part reso:search "无此等字" }',
    'SELECT ?part { ?part reso:search "志愿"@ru }',
    f'SELECT ?part {{ <{WORK}~para_99> reso:search "志愿" . ?part a reso:Part }}',
]


@pytest.mark.parametrize("text", NOWHERE)
def test_and_elsewhere_none(store: Store, text: str) -> None:
    assert rows(store, PREFIX + text) == []


def test_words_and_parts_may_be_given_as_values(store: Store) -> None:
    text = f"{PREFIX} SELECT ?part ?words {{ ?part reso:search ?words }}"
    both = rows(store, text, substitutions={"words": '"志愿"@zh', "part": f"<{WORK}>"})
    assert [row["part"]["value"] for row in both] == [WORK]
    assert len(rows(store, text, substitutions={"words": '"志愿"@zh'})) > 20


def test_a_dataset_beside_the_query_counts(store: Store) -> None:
    text = f'{PREFIX} SELECT ?part {{ ?part reso:search "志愿" }}'
    assert len(rows(store, text)) >= 31
    assert rows(store, text, default_graphs=[f"{BASE}graph/source/one"]) == []


def test_more_than_may_be_taken_is_told_never_cut(both: Release) -> None:
    searcher = Searcher(lambda: SearchIndex(Tables(both.tables), SearchLimits(matches=5)), BASE)
    store = SearchableStore(EmbeddedStore.read_only(both.store), searcher)
    with pytest.raises(QueryError, match=r"places; a query takes 5\."):
        rows(store, f'{PREFIX} SELECT * {{ ?part reso:search "志愿" }}')
    assert len(rows(store, f'{PREFIX} SELECT * {{ ?part reso:search ("志愿" 5) }}')) == 5
    with pytest.raises(QueryError, match="5 matches at most, not 6"):
        rows(store, f'{PREFIX} SELECT * {{ ?part reso:search ("志愿" 6) }}')


def test_a_server_is_asked_to_search_itself_and_one_that_cannot_is_told(
    client: httpx.Client, store_directory: Path, release: Release
) -> None:
    text = f'{PREFIX} SELECT * {{ ?part reso:search "志愿" }}'
    ours = RemoteStore(f"{client.base_url}/sparql")
    assert len(rows(searchable(Opened(ours, BASE, None)), text)) == 31
    ours.close()
    with server() as address:
        publish_to(address, release)
        other = RemoteStore(address)
        with pytest.raises(QueryError, match="knows no reso:search"):
            rows(searchable(Opened(other, BASE, None)), text)
        assert rows(searchable(Opened(other, BASE, None)), "SELECT * { ?s ?p 'reso:search' }") == []
        other.close()


def test_the_examples_of_the_guide_have_answers(stores: Callable[[str], Store]) -> None:
    examples = re.findall(r"```sparql\n(.*?)```", (ROOT / "docs" / "search.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 6
    found = [rows(stores("embedded"), example) for example in examples]
    if not OFFICIAL.is_dir():
        pytest.skip(f"SKIPPED ALOUD: the official sample is not at {OFFICIAL}")
    assert all(found)


def test_a_release_without_tables_is_told(both: Release, tmp_path: Path) -> None:
    searcher = Searcher(lambda: SearchIndex(Tables(tmp_path)), BASE)
    store = SearchableStore(EmbeddedStore.read_only(both.store), searcher)
    with pytest.raises(QueryError, match="no tables"):
        rows(store, f'{PREFIX} SELECT * {{ ?part reso:search "志愿" }}')
    assert rows(store, "SELECT * { ?s ?p 'reso:search' }") == []


def test_the_command_line_searches(client: httpx.Client, store_directory: Path, tmp_path: Path) -> None:
    query = tmp_path / "search.rq"
    query.write_text(f'{PREFIX}SELECT ?part {{ (?part ?s) reso:search "志愿 工作" }} ORDER BY DESC(?s)')
    places = (str(store_directory), f"{client.base_url}/sparql")
    answers = [run("query", str(query), "--format", "json", "--store", place) for place in places]
    assert [answer.returncode for answer in answers] == [0, 0], [answer.stderr for answer in answers]
    here, there = (json.loads(answer.stdout)["results"]["bindings"] for answer in answers)
    assert here == there
    assert here[0]["part"]["value"] == WORK
