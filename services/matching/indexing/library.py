"""The search index and the scoring store as one thing that is kept up to date."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from services.matching.meaning.meanings import Meanings
from services.matching.ranking.domain import Fit
from services.matching.retrieval.port import IndexDocument, SearchIndex
from services.matching.retrieval.scores import TopicalScores
from services.matching.text.analyser import Analyser

SCORES_FILE: Final = "scores.bin"


class Library:
    """Everything that matching and the search box look things up in.

    Args:
        analyser: Reads texts; the index has to use the same.
        index: Finds candidates and answers the search box.
        folder: Where the scoring store keeps its file.
        scores: The scoring store, if the index uses it, too.
        meanings: What an embedding service makes of the same records, if there is one.
    """

    def __init__(
        self,
        analyser: Analyser,
        index: SearchIndex,
        folder: Path,
        *,
        scores: TopicalScores | None = None,
        meanings: Meanings | None = None,
    ) -> None:
        self.index = index
        self.meanings = meanings
        self.analyser = analyser
        folder.mkdir(parents=True, exist_ok=True)
        self.scores = TopicalScores(analyser, folder / SCORES_FILE) if scores is None else scores

    async def whole(self) -> bool:
        """Return whether all parts were made by the present code and hold the same records."""
        count = await self.index.count()
        held = [len(self.scores), *([] if self.meanings is None else [len(self.meanings)])]
        return not self.scores.outdated and held == [count] * len(held)

    async def lost(self, under_way: int) -> bool:
        """Return whether the index lacks more than a change of so many records explains."""
        return await self.index.count() < len(self.scores) - under_way

    def fits(self, title: str, text: str, keys: Sequence[str]) -> Mapping[str, Fit]:
        """Return how close each of these records is to a text; takes some milliseconds."""
        return self.scores.fits(self.scores.topic(title, text), keys)

    async def put(self, documents: Sequence[IndexDocument]) -> None:
        """Add documents, replacing those with the same key."""
        await asyncio.to_thread(self.scores.put, documents)
        await self.index.put(documents)
        if self.meanings is not None:
            await self.meanings.put(documents)

    async def remove(self, keys: Sequence[str]) -> None:
        """Forget documents; unknown keys are no error."""
        await asyncio.to_thread(self.scores.remove, keys)
        await self.index.remove(keys)
        if self.meanings is not None:
            await self.meanings.remove(keys)

    async def rebuild(self, batches: AsyncIterator[Sequence[IndexDocument]]) -> None:
        """Hold what is in `batches` and nothing else; searches go on meanwhile.

        The index is built anew beside the present one. The scoring store is brought up to
        date in place: most vectors come out as they are, and two stores would take twice the
        memory. Nothing else may be put or removed meanwhile.
        """
        left = self.scores.keys()
        if self.meanings is not None:
            left |= self.meanings.keys()

        async def into_both() -> AsyncIterator[Sequence[IndexDocument]]:
            async for documents in batches:
                await asyncio.to_thread(self.scores.put, documents)
                if self.meanings is not None:
                    await self.meanings.put(documents)
                left.difference_update(document.key for document in documents)
                yield documents

        await self.index.rebuild(into_both())
        await asyncio.to_thread(self.scores.remove, left)
        if self.meanings is not None:
            await self.meanings.remove(left)

    async def close(self) -> None:
        """Let go of files and threads."""
        await self.index.close()
        self.scores.close()
        if self.meanings is not None:
            await self.meanings.close()
