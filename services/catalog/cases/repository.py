"""Every SQL statement about solved cases."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.cases.models import HelperReview, SolvedCase
from services.catalog.entries.domain import CaseOutcome, EntryKind

Helper = tuple[EntryKind, UUID]


class CaseRepository:
    """Solved cases as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def helpers(self, case_ids: Collection[UUID]) -> set[Helper]:
        """Return the entries that some cases count for."""
        statement = sa.select(col(SolvedCase.kind), col(SolvedCase.entry_id)).where(
            col(SolvedCase.case_id).in_(case_ids)
        )
        return {(EntryKind(kind), entry_id) for kind, entry_id in await self._rows(statement)}

    async def all_helpers(self) -> set[Helper]:
        """Return the entries that any case counts for."""
        statement = sa.select(col(SolvedCase.kind), col(SolvedCase.entry_id)).distinct()
        return {(EntryKind(kind), entry_id) for kind, entry_id in await self._rows(statement)}

    async def of_entry(self, kind: EntryKind, entry_id: UUID) -> Sequence[SolvedCase]:
        """Return the cases that count for an entry, the latest first."""
        statement = (
            sa.select(SolvedCase)
            .where(col(SolvedCase.kind) == kind, col(SolvedCase.entry_id) == entry_id)
            .order_by(col(SolvedCase.confirmed_on).desc(), col(SolvedCase.case_id).desc())
        )
        return (await self._session.scalars(statement)).all()

    async def solved_by(
        self, kind: EntryKind, entry_id: UUID, since: date, until: date
    ) -> Sequence[UUID]:
        """Return the cases of a period that an entry helped to solve wholly."""
        statement = (
            sa.select(col(SolvedCase.case_id))
            .where(
                col(SolvedCase.kind) == kind,
                col(SolvedCase.entry_id) == entry_id,
                col(SolvedCase.outcome) == CaseOutcome.SOLVED,
                col(SolvedCase.confirmed_on).between(since, until),
            )
            .order_by(col(SolvedCase.case_id))
        )
        return (await self._session.scalars(statement)).all()

    async def replace(self, case_ids: Collection[UUID], rows: Sequence[SolvedCase]) -> None:
        """Let these rows be all there is about these cases."""
        await self._session.execute(
            sa.delete(SolvedCase).where(col(SolvedCase.case_id).in_(case_ids))
        )
        self._session.add_all(rows)
        await self._session.flush()

    async def forget_all(self) -> None:
        """Forget every case, and every review."""
        await self._session.execute(sa.delete(SolvedCase))
        await self._session.execute(sa.delete(HelperReview))

    async def replace_reviews(
        self, review_ids: Collection[UUID], rows: Sequence[HelperReview]
    ) -> None:
        """Let these rows be all there is about these reviews."""
        stale = sa.delete(HelperReview).where(col(HelperReview.review_id).in_(review_ids))
        await self._session.execute(stale)
        self._session.add_all(rows)
        await self._session.flush()

    async def reviews_of(
        self, kind: EntryKind, entry_id: UUID, since: date | None = None, until: date | None = None
    ) -> Sequence[HelperReview]:
        """Return how firms marked an entry's work, in a period if one is named, the first first."""
        given = col(HelperReview.given_on)
        statement = (
            sa.select(HelperReview)
            .where(col(HelperReview.kind) == kind, col(HelperReview.entry_id) == entry_id)
            .order_by(given, col(HelperReview.review_id))
        )
        if since is not None:
            statement = statement.where(given >= since)
        if until is not None:
            statement = statement.where(given <= until)
        return (await self._session.scalars(statement)).all()

    async def _rows(self, statement: sa.Select[EntryKind, UUID]) -> sa.Result[EntryKind, UUID]:
        return await self._session.execute(statement)
