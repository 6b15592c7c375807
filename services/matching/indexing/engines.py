"""Which engine the library works with, as the settings say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from services.matching.indexing.library import SCORES_FILE, Library
from services.matching.indexing.place import IndexPlace
from services.matching.meaning.access import EmbeddingAccess
from services.matching.meaning.gateway import EmbeddingClient
from services.matching.meaning.meanings import Meanings
from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.retrieval.meilisearch.access import Access
from services.matching.retrieval.meilisearch.settings import (
    GRANULAR_FILTERS,
    fingerprint,
    index_settings,
)
from services.matching.retrieval.scores import TopicalScores
from services.matching.settings import MatchingSettings
from services.matching.text.analyser import Analyser
from shared.types import new_id

if TYPE_CHECKING:
    from services.matching.retrieval.meilisearch.index import MeilisearchIndex

MEANINGS_FILE: Final = "meanings.bin"

_PREFIX: Final = "matching"
"""Every index of ours on a server begins so; the keys are for these only."""


def access_of(settings: MatchingSettings) -> Access | None:
    """Return where the search server is; None if the index is in our own files."""
    if settings.search_url is None:
        return None
    return Access(
        url=str(settings.search_url).rstrip("/"),
        search_key=settings.search_key.get_secret_value(),
        index_key=settings.index_key.get_secret_value(),
    )


def library_in(
    place: IndexPlace,
    analyser: Analyser,
    access: Access | None,
    embedding: EmbeddingAccess | None = None,
) -> Library:
    """Return the library of a process, on the server or in files of its own."""
    meanings = _meanings_in(place.folder, embedding)
    if access is None:
        index = EmbeddedIndex(place.folder / "index", analyser)
        return Library(analyser, index, place.folder, meanings=meanings)
    scores = TopicalScores(analyser, place.folder / SCORES_FILE, inverted=True)
    on_server = _on_server(access, scores, analyser, place.name)
    return Library(analyser, on_server, place.folder, scores=scores, meanings=meanings)


def _meanings_in(folder: Path, embedding: EmbeddingAccess | None) -> Meanings | None:
    """Return what is read by a service; without one, nothing is left of what once was."""
    path = folder / MEANINGS_FILE
    if embedding is not None:
        return Meanings(EmbeddingClient(embedding), path)
    for ending in ("", "-wal", "-shm"):
        path.with_name(path.name + ending).unlink(missing_ok=True)
    return None


@asynccontextmanager
async def scratch_library(
    access: Access | None, embedding: EmbeddingAccess | None = None
) -> AsyncIterator[Library]:
    """Yield an empty library, of which nothing is left afterwards."""
    analyser = Analyser()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        meanings = _meanings_in(folder, embedding)
        if access is None:
            index = EmbeddedIndex(folder / "index", analyser)
            library = Library(analyser, index, folder, meanings=meanings)
            yield library
            await library.close()
            return
        scores = TopicalScores(analyser, inverted=True)
        on_server = _on_server(access, scores, analyser, new_id().hex)
        await on_server.count()
        library = Library(analyser, on_server, folder, scores=scores, meanings=meanings)
        try:
            yield library
        finally:
            await on_server.drop()
            await library.close()


def _on_server(
    access: Access, scores: TopicalScores, analyser: Analyser, name: str
) -> "MeilisearchIndex":
    # Imported here: platforms that need no server need no client of it, which takes 5 MB.
    from services.matching.retrieval.meilisearch.index import (  # noqa: PLC0415 - see above
        MeilisearchIndex,
    )
    from services.matching.retrieval.meilisearch.server import Server  # noqa: PLC0415 - see above

    return MeilisearchIndex(Server(access), scores, analyser, f"{_PREFIX}_{name}")


def made_with(analyser: Analyser, access: Access | None) -> str:
    """Return what changes whenever the same records would be indexed otherwise."""
    if access is None:
        return analyser.version
    return f"{analyser.version}+{fingerprint(index_settings(analyser, GRANULAR_FILTERS))}"
