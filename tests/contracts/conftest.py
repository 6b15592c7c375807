"""A search index of each kind that is at hand."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from typing_extensions import override

from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.retrieval.meilisearch.access import Access
from services.matching.retrieval.meilisearch.index import MeilisearchIndex
from services.matching.retrieval.meilisearch.server import Server
from services.matching.retrieval.port import IndexDocument, SearchIndex
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser
from shared.types import new_id
from tests.contracts.entries import ALL


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The analyser that comes with the platform."""
    return Analyser()


class WithScores(MeilisearchIndex):
    """An index on a server that keeps its scoring store up to date, as a library does."""

    @override
    async def put(self, documents: Sequence[IndexDocument]) -> None:
        self._scores.put(documents)
        await super().put(documents)

    @override
    async def remove(self, keys: Sequence[str]) -> None:
        self._scores.remove(keys)
        await super().remove(keys)


@pytest.fixture(scope="session")
def index_name() -> str:
    """An index of this test session: to empty one is faster than to make one."""
    return f"matching_{new_id().hex}"


@asynccontextmanager
async def on_a_server(
    access: Access, analyser: Analyser, name: str
) -> AsyncIterator[MeilisearchIndex]:
    """Yield an empty index on the server."""
    server = Server(access)
    index = WithScores(server, TopicalScores(analyser, inverted=True), analyser, name)
    if await index.count():
        task = await server.change(lambda client: client.index(name).delete_all_documents())
        await server.finish(task.task_uid)
    yield index
    await index.close()


@pytest.fixture(params=["embedded", "meilisearch"])
async def index(
    request: pytest.FixtureRequest, tmp_path: Path, analyser: Analyser
) -> AsyncIterator[SearchIndex]:
    """An empty index of each kind."""
    if request.param == "meilisearch":
        access = request.getfixturevalue("search_access")
        name = request.getfixturevalue("index_name")
        async with on_a_server(access, analyser, name) as remote:
            yield remote
        return
    embedded = EmbeddedIndex(tmp_path / "index", analyser)
    yield embedded
    await embedded.close()


@pytest.fixture
async def filled(index: SearchIndex) -> SearchIndex:
    """The same with four entries."""
    await index.put(ALL)
    return index
