"""Lets every process read with the terms that are approved, as soon as they are."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Final

from services.matching.indexing.indexer import Indexer
from services.matching.proposals.models import TermProposal
from services.matching.proposals.repository import ProposalRepository
from services.matching.text.analyser import Analyser
from services.matching.text.vocabulary import Term, Vocabulary
from shared.database import Database
from shared.upkeep import Upkeep

CHANGED: Final = "vocabulary_changed"
"""The channel on which other processes hear that other terms are approved."""


class Learning:
    """Keeps the analyser at the vocabulary of the platform and the terms approved besides.

    Args:
        database: Where proposals are.
        analyser: What texts are read with.
        indexer: Builds the index anew with what was learned.
        built_with: Says what the index has to be built with.
    """

    def __init__(
        self,
        database: Database,
        analyser: Analyser,
        indexer: Indexer,
        built_with: Callable[[], str],
    ) -> None:
        self._database = database
        self._analyser = analyser
        self._indexer = indexer
        self._built_with = built_with
        self._own = analyser.vocabulary
        self._upkeep = Upkeep(database, CHANGED, self._take_up)

    @property
    def vocabulary(self) -> Vocabulary:
        """What is read with now."""
        return self._analyser.vocabulary

    def normalise(self, text: str) -> str:
        """Return the form in which writings are compared."""
        return self._analyser.normalise(text)

    def ring(self) -> None:
        """Say that other terms may have been approved."""
        self._upkeep.ring()

    async def refresh(self) -> bool:
        """Read with the approved terms, and return whether that changed anything."""
        async with self._database.snapshot() as session:
            approved = await ProposalRepository(session).approved()
        wanted = extended(self._own, approved) if approved else self._own
        if wanted.version == self._analyser.vocabulary.version:
            return False
        await asyncio.to_thread(self._analyser.adopt, wanted)
        self._indexer.build_with(self._built_with())
        return True

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Follow what is approved, here or by another process, while the context lasts."""
        async with self._upkeep.running():
            yield

    async def _take_up(self) -> None:
        if await self.refresh():
            self._indexer.rebuild_soon()


def term_of(proposal: TermProposal) -> Term:
    """Return a proposal as a term of the vocabulary."""
    return Term(
        proposal.term,
        tuple(proposal.english),
        tuple(proposal.synonyms),
        proposal.field,
        proposal.kind,
        proposal.broader,
        proposal.discipline,
        tuple(proposal.industries),
    )


def extended(vocabulary: Vocabulary, proposals: Iterable[TermProposal]) -> Vocabulary:
    """Return a vocabulary with the proposed terms besides its own."""
    more = Vocabulary.of(
        (*vocabulary.terms, *map(term_of, proposals)),
        vocabulary.function_words,
        vocabulary.request_words,
        vocabulary.taiwan_terms,
        vocabulary.remedies,
    )
    return replace(more, fields=vocabulary.fields, quantities=vocabulary.quantities)
