"""Which engine the library works with, as the settings say."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from services.matching.indexing.library import SCORES_FILE, Library
from services.matching.indexing.place import IndexPlace
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


def library_in(place: IndexPlace, analyser: Analyser, access: Access | None) -> Library:
    """Return the library of a process, on the server or in files of its own."""
    if access is None:
        return Library(analyser, EmbeddedIndex(place.folder / "index", analyser), place.folder)
    scores = TopicalScores(analyser, place.folder / SCORES_FILE, inverted=True)
    index = _on_server(access, scores, analyser, place.name)
    return Library(analyser, index, place.folder, scores=scores)


@asynccontextmanager
async def scratch_library(access: Access | None) -> AsyncIterator[Library]:
    """Yield an empty library, of which nothing is left afterwards."""
    analyser = Analyser()
    with TemporaryDirectory() as scratch:
        folder = Path(scratch)
        if access is None:
            library = Library(analyser, EmbeddedIndex(folder / "index", analyser), folder)
            yield library
            await library.close()
            return
        scores = TopicalScores(analyser, inverted=True)
        index = _on_server(access, scores, analyser, new_id().hex)
        await index.count()
        try:
            yield Library(analyser, index, folder, scores=scores)
        finally:
            await index.drop()
            await index.close()


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
