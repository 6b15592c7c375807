"""What is particular to the index in a folder."""

from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from services.matching.retrieval.embedded import EmbeddedIndex
from services.matching.retrieval.port import Filters, IndexDocument, SearchQuery
from services.matching.text.analyser import Analyser

PUMP = IndexDocument(key="offering:pump", kind="offering", title="水泵选型")
VALVE = IndexDocument(key="offering:valve", kind="offering", title="阀门检测")


async def rebuilt_from(*documents: IndexDocument) -> AsyncIterator[Sequence[IndexDocument]]:
    yield documents


def generations(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.is_dir())


async def keys(index: EmbeddedIndex) -> list[str]:
    return [hit.key for hit in (await index.search(SearchQuery())).hits]


async def test_what_was_put_is_there_after_a_restart(tmp_path: Path, analyser: Analyser) -> None:
    first = EmbeddedIndex(tmp_path, analyser)
    await first.put([PUMP])
    await first.rebuild(rebuilt_from(PUMP, VALVE))
    await first.close()

    second = EmbeddedIndex(tmp_path, analyser)

    assert await keys(second) == ["offering:pump", "offering:valve"]
    candidates = await second.candidates("阀门", filters=Filters(), limit=5)
    assert [candidate.key for candidate in candidates.candidates] == ["offering:valve"]
    await second.close()


async def test_a_rebuild_leaves_one_index_behind(tmp_path: Path, analyser: Analyser) -> None:
    index = EmbeddedIndex(tmp_path, analyser)

    for _ in range(3):
        await index.rebuild(rebuilt_from(PUMP))

    assert generations(tmp_path) == ["000004"]
    await index.close()


async def test_what_a_cut_off_rebuild_left_is_removed_at_the_next_start(
    tmp_path: Path, analyser: Analyser
) -> None:
    first = EmbeddedIndex(tmp_path, analyser)
    await first.put([PUMP])
    await first.close()
    (tmp_path / "000002").mkdir()
    (tmp_path / "000002" / "meta.json").write_text("half")

    second = EmbeddedIndex(tmp_path, analyser)

    assert await keys(second) == ["offering:pump"]
    assert await second.rebuild(rebuilt_from(VALVE)) == 1
    await second.close()


async def test_an_index_that_was_laid_out_otherwise_is_left_for_an_empty_one(
    tmp_path: Path, analyser: Analyser
) -> None:
    (tmp_path / "000007").mkdir()
    (tmp_path / "000007" / "meta.json").write_text("of another layout")
    (tmp_path / "CURRENT").write_text("000007")

    index = EmbeddedIndex(tmp_path, analyser)

    assert await keys(index) == []
    assert generations(tmp_path) == ["000008"]
    await index.close()


@pytest.mark.parametrize("times", [1, 3])
async def test_closing_can_be_repeated(tmp_path: Path, analyser: Analyser, times: int) -> None:
    index = EmbeddedIndex(tmp_path, analyser)
    await index.put([PUMP])

    for _ in range(times):
        await index.close()

    assert await index.count() == 1
