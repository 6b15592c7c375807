"""The index follows the copies in order of change, whatever is cut off when."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import pytest
from typing_extensions import override

from services.matching.indexing.indexer import Indexer, RebuildState
from services.matching.indexing.library import Library
from services.matching.replicas.repository import ReplicaRepository
from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.retrieval.port import IndexDocument, SearchQuery
from services.matching.text.analyser import Analyser
from shared.database import Database
from tests.matching.publisher import Document
from tests.matching.stories import record

PRESENT: Final = "present"


class Hurdle(Library):
    """A library whose rebuild waits for leave after the first batch, or breaks there."""

    def __init__(self, analyser: Analyser, folder: Path) -> None:
        super().__init__(analyser, EmbeddedIndex(folder / "index", analyser), folder)
        self.reached = asyncio.Event()
        self.leave = asyncio.Event()
        self.leave.set()
        self.breaks = False

    @override
    async def rebuild(self, batches: AsyncIterator[Sequence[IndexDocument]]) -> None:
        await super().rebuild(self._held_up(batches))

    async def _held_up(
        self, batches: AsyncIterator[Sequence[IndexDocument]]
    ) -> AsyncIterator[Sequence[IndexDocument]]:
        async for batch in batches:
            yield batch
            self.reached.set()
            await self.leave.wait()
            if self.breaks:
                raise OSError("The disk is full.")


class Shelf:
    """The copies, the library, and an indexer between them that the test may start."""

    def __init__(self, database: Database, analyser: Analyser, folder: Path) -> None:
        self.database = database
        self._analyser = analyser
        self._folder = folder

    @asynccontextmanager
    async def open(self, built_with: str = PRESENT) -> AsyncIterator[tuple[Indexer, Hurdle]]:
        """Start an indexer, as the service does, and end it."""
        library = Hurdle(self._analyser, self._folder)
        indexer = Indexer(self.database, library, built_with=built_with, name="main")
        async with indexer.running():
            yield indexer, library
        await library.close()

    async def store(self, *documents: Document) -> None:
        """Store offerings in one transaction."""
        async with self.database.transaction() as session:
            told = {str(document["id"]): document for document in documents}
            await ReplicaRepository(session).store("offering", told)

    async def drop(self, *documents: Document) -> None:
        """Store in one transaction that offerings are gone."""
        async with self.database.transaction() as session:
            told = {str(document["id"]): None for document in documents}
            await ReplicaRepository(session).store("offering", told)


@pytest.fixture
async def shelf(matching_url: str, tmp_path: Path, analyser: Analyser) -> AsyncIterator[Shelf]:
    """Empty copies and an empty folder."""
    database = Database(matching_url)
    yield Shelf(database, analyser, tmp_path)
    await database.dispose()


async def level(indexer: Indexer) -> None:
    """Let the indexer take up all there is."""
    indexer.ring()
    for _ in range(10_000):
        running = indexer.progress.state is RebuildState.RUNNING
        if not (indexer._position is None or running or await indexer.pending()):
            return
        await asyncio.sleep(0.01)
    raise AssertionError("The indexer never caught up.")


async def found(library: Library, words: str = "") -> list[str]:
    """Return the titles that are found, in order of their keys."""
    page = await library.index.search(SearchQuery(words=words, limit=100))
    return sorted(hit.title.text for hit in page.hits)


async def test_the_last_state_of_a_record_is_what_is_found(shelf: Shelf) -> None:
    offering = record(title="注塑")
    async with shelf.open() as (indexer, library):
        for title in ("压铸", "冲压", "焊接"):
            await shelf.store({**offering, "title": title})
        await level(indexer)
        assert await found(library) == ["焊接"]

        await shelf.drop(offering)
        await level(indexer)
        assert await found(library) == []

        await shelf.store(offering)
        await level(indexer)
        assert await found(library, "注塑") == ["注塑"]


async def test_what_happened_before_the_start_is_taken_up(shelf: Shelf) -> None:
    kept, gone = record(title="注塑"), record(title="压铸")
    async with shelf.open() as (indexer, _):
        await shelf.store(kept, gone)
        await level(indexer)

    await shelf.drop(gone)
    await shelf.store(record(title="焊接"))

    async with shelf.open() as (indexer, library):
        await level(indexer)
        assert await found(library) == ["注塑", "焊接"]
        assert indexer.progress.state is RebuildState.IDLE


async def test_a_crash_before_the_position_is_noted_doubles_nothing(shelf: Shelf) -> None:
    first, second = record(title="注塑"), record(title="压铸")
    async with shelf.open() as (indexer, library):
        await shelf.store(first)
        await level(indexer)
        noted = indexer.position
        await shelf.store(second)
        await level(indexer)
        await indexer._remember(noted)

    async with shelf.open() as (indexer, library):
        assert await indexer.pending() <= 1
        await level(indexer)
        assert await found(library) == ["压铸", "注塑"]
        assert (await library.index.count(), len(library.scores)) == (2, 2)


async def test_changes_that_the_index_lacks_are_counted(shelf: Shelf) -> None:
    async with shelf.open() as (indexer, _):
        await level(indexer)
        await shelf.store(record(title="注塑"), record(title="压铸"))

        assert await indexer.pending() == 2
        await level(indexer)
        assert await indexer.pending() == 0


async def test_a_rebuild_holds_what_changed_meanwhile(shelf: Shelf) -> None:
    kept, changed, gone = record(title="注塑"), record(title="压铸"), record(title="冲压")
    async with shelf.open() as (indexer, library):
        await shelf.store(kept, changed, gone)
        await level(indexer)
        library.leave.clear()
        library.reached.clear()
        indexer.rebuild_soon()
        await library.reached.wait()

        await shelf.store({**changed, "title": "焊接"})
        await shelf.drop(gone)
        before = await found(library)
        library.leave.set()
        await level(indexer)

        assert before == ["冲压", "压铸", "注塑"]
        assert await found(library) == ["注塑", "焊接"]
        assert len(library.scores) == 2


async def test_a_rebuild_says_how_far_it_has_come(shelf: Shelf) -> None:
    async with shelf.open() as (indexer, library):
        await shelf.store(*(record(title=f"第{number}项") for number in range(501)))
        await level(indexer)
        library.leave.clear()
        library.reached.clear()

        indexer.rebuild_soon()
        begun = indexer.progress
        await library.reached.wait()
        halfway = indexer.progress
        library.leave.set()
        await level(indexer)

    assert begun.state is halfway.state is RebuildState.RUNNING
    assert (halfway.done, halfway.total) in {(0, 501), (500, 501)}
    assert (indexer.progress.state, indexer.progress.done) == (RebuildState.DONE, 501)


async def test_a_rebuild_that_fails_leaves_the_index_as_it_was(shelf: Shelf) -> None:
    async with shelf.open() as (indexer, library):
        await shelf.store(record(title="注塑"))
        await level(indexer)
        library.breaks = True

        indexer.rebuild_soon()
        await level(indexer)

        assert indexer.progress.state is RebuildState.FAILED
        assert await found(library) == ["注塑"]
        await shelf.store(record(title="压铸"))
        await level(indexer)
        assert await found(library) == ["压铸", "注塑"]
        assert indexer.alive


async def test_a_first_build_that_fails_is_tried_again(shelf: Shelf) -> None:
    await shelf.store(record(title="注塑"))
    async with shelf.open() as (indexer, library):
        library.breaks = True
        await library.reached.wait()
        library.breaks = False

        await level(indexer)

        assert await found(library) == ["注塑"]
        assert indexer.progress.state is RebuildState.DONE


async def test_an_index_that_other_code_has_built_is_built_anew(shelf: Shelf) -> None:
    async with shelf.open() as (indexer, _):
        await shelf.store(record(title="注塑"))
        await level(indexer)

    async with shelf.open("of another version") as (indexer, library):
        await level(indexer)

        assert indexer.progress.state is RebuildState.DONE
        assert await found(library) == ["注塑"]


async def test_an_index_that_lost_its_files_is_built_anew(shelf: Shelf, tmp_path: Path) -> None:
    async with shelf.open() as (indexer, _):
        await shelf.store(record(title="注塑"))
        await level(indexer)
    (tmp_path / "scores.bin").unlink()

    async with shelf.open() as (indexer, library):
        await level(indexer)

        assert len(library.scores) == 1
        assert indexer.progress.state is RebuildState.DONE


async def test_a_record_that_cannot_be_read_any_more_is_not_found_and_stops_nothing(
    shelf: Shelf,
) -> None:
    spoilt = record(title="注塑")
    async with shelf.open() as (indexer, library):
        await shelf.store(spoilt)
        await level(indexer)

        await shelf.store({"id": spoilt["id"]}, record(title="压铸"))
        await level(indexer)

        assert await found(library) == ["压铸"]


async def test_an_indexer_that_was_stopped_is_not_alive(shelf: Shelf) -> None:
    async with shelf.open() as (indexer, _):
        assert indexer.alive

    assert not indexer.alive
