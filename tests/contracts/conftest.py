"""A search index of each kind that is at hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.retrieval.port import SearchIndex
from services.matching.text.analyser import Analyser
from tests.contracts.entries import ALL


@pytest.fixture(scope="session")
def analyser() -> Analyser:
    """The analyser that comes with the platform."""
    return Analyser()


@pytest.fixture(params=["embedded"])
async def index(tmp_path: Path, analyser: Analyser) -> AsyncIterator[SearchIndex]:
    """An empty index of each kind."""
    embedded = EmbeddedIndex(tmp_path / "index", analyser)
    yield embedded
    await embedded.close()


@pytest.fixture
async def filled(index: SearchIndex) -> SearchIndex:
    """The same with four entries."""
    await index.put(ALL)
    return index
