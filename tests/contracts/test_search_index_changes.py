"""How every `SearchIndex` changes; run against each adapter that is at hand."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

import pytest

from services.matching.retrieval.port import IndexDocument, SearchIndex
from tests.contracts.entries import ALL, BANK, BATTERY, CASTING, LASER, batches, found


class TestChanges:
    async def test_what_was_put_is_seen_at_once(self, index: SearchIndex) -> None:
        await index.put([CASTING])

        assert await found(index, "气孔") == ["offering:casting"]
        assert await index.count() == 1

    async def test_putting_again_replaces(self, filled: SearchIndex) -> None:
        await filled.put([replace(CASTING, title="缩孔诊断", text="", names=())])

        assert await found(filled, "气孔") == []
        assert await found(filled, "缩孔") == ["offering:casting"]
        assert await filled.count() == 4

    async def test_the_last_of_two_with_the_same_key_counts(self, index: SearchIndex) -> None:
        await index.put([BANK, replace(BANK, title="信用社")])

        assert await index.count() == 1
        assert await found(index, "信用社") == ["provider:bank"]

    async def test_what_was_removed_is_gone_and_unknown_keys_are_no_error(
        self, filled: SearchIndex
    ) -> None:
        await filled.remove(["offering:casting", "offering:unheard-of"])

        assert await found(filled, "气孔") == []
        assert await filled.count() == 3

    async def test_putting_and_removing_nothing_changes_nothing(self, filled: SearchIndex) -> None:
        await filled.put([])
        await filled.remove([])

        assert await filled.count() == 4

    async def test_searches_and_changes_at_the_same_time_are_safe(
        self, filled: SearchIndex
    ) -> None:
        changes = [filled.put([replace(BANK, key=f"provider:{n}")]) for n in range(8)]
        searches = [found(filled, "银行") for _ in range(8)]

        await asyncio.gather(*changes, *searches)

        assert await filled.count() == 12


class TestRebuild:
    async def test_a_rebuilt_index_holds_what_it_was_given(self, filled: SearchIndex) -> None:
        size = await filled.rebuild(batches([BANK], [LASER], [LASER]))

        assert size == 2
        assert await found(filled) == ["facility:laser", "provider:bank"]

    async def test_searches_go_on_while_an_index_is_rebuilt(self, filled: SearchIndex) -> None:
        during: list[list[str]] = []

        async def slow() -> AsyncIterator[Sequence[IndexDocument]]:
            yield [BANK]
            during.append(await found(filled, "气孔"))
            yield [LASER]

        await filled.rebuild(slow())

        assert during == [["offering:casting"]]
        assert await found(filled, "气孔") == []

    async def test_what_changes_meanwhile_is_in_the_new_index_too(
        self, filled: SearchIndex
    ) -> None:
        async def with_changes() -> AsyncIterator[Sequence[IndexDocument]]:
            yield [BANK, LASER]
            await filled.put([replace(CASTING, key="offering:new")])
            await filled.remove(["facility:laser"])
            yield [BATTERY]

        size = await filled.rebuild(with_changes())

        assert size == 3
        assert await found(filled) == ["expert:battery", "offering:new", "provider:bank"]

    async def test_a_rebuild_that_fails_leaves_the_index_as_it_was(
        self, filled: SearchIndex
    ) -> None:
        async def failing() -> AsyncIterator[Sequence[IndexDocument]]:
            yield [BANK]
            raise ConnectionError

        with pytest.raises(ConnectionError):
            await filled.rebuild(failing())

        assert await filled.count() == 4
        assert await filled.rebuild(batches(ALL)) == 4

    async def test_a_rebuild_that_is_cancelled_leaves_the_index_as_it_was(
        self, filled: SearchIndex
    ) -> None:
        begun = asyncio.Event()

        async def endless() -> AsyncIterator[Sequence[IndexDocument]]:
            while True:
                yield [BANK]
                begun.set()

        rebuild = asyncio.create_task(filled.rebuild(endless()))
        await begun.wait()
        rebuild.cancel()
        await asyncio.wait([rebuild])

        assert rebuild.cancelled()
        assert await filled.count() == 4
        assert await filled.rebuild(batches(ALL)) == 4

    async def test_searches_begun_before_the_swap_finish(self, filled: SearchIndex) -> None:
        searches = [asyncio.create_task(found(filled, "电池")) for _ in range(20)]

        await filled.rebuild(batches(ALL))

        assert all("expert:battery" in keys for keys in await asyncio.gather(*searches))
