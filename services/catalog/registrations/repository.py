"""Every SQL statement about registrations and what belongs to them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog.registrations.domain import RegistrationStatus
from services.catalog.registrations.errors import RegistrationNotFoundError
from services.catalog.registrations.models import (
    AssessmentRecord,
    Dispatch,
    Registration,
    RegistrationStep,
    ServiceRecord,
)
from shared.database import taken
from shared.pagination import PageRequest

HISTORY_LENGTH: Final = 500

# One statement on both engines; its row stays locked until the commit, so a year has no gaps.
_DRAW: Final = sa.text(
    "INSERT INTO registration_counter (year, last) VALUES (:year, 1)"
    " ON CONFLICT (year) DO UPDATE SET last = registration_counter.last + 1 RETURNING last"
)


async def next_number(session: AsyncSession, year: int) -> str:
    """Draw the next registration number of a year, such as `TPY-2026-000123`."""
    count = (await session.execute(_DRAW, {"year": year})).scalar_one()
    return f"TPY-{year}-{count:06}"


class RegistrationRepository:
    """Registrations as one transaction sees them."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def get(self, registration_id: UUID, *, for_update: bool = False) -> Registration:
        """Return a registration, locked against other writers if asked.

        Raises:
            RegistrationNotFoundError: There is none.
        """
        found = await self._session.get(Registration, registration_id, with_for_update=for_update)
        if found is None:
            raise RegistrationNotFoundError(registration_id)
        return found

    async def of_subject(self, subject: str, *, for_update: bool = True) -> Registration | None:
        """Return the registration of a person, locked unless it is only read."""
        statement = sa.select(Registration).where(col(Registration.subject) == subject)
        if for_update:
            statement = statement.with_for_update()
        return (await self._session.scalars(statement)).one_or_none()

    async def page(
        self,
        request: PageRequest,
        conditions: Sequence[sa.ColumnElement[bool]],
    ) -> Sequence[Registration]:
        """Return a page of registrations, the newest first, and one more if there is one."""
        statement = (
            sa.select(Registration)
            .where(*conditions)
            .order_by(col(Registration.id).desc())
            .limit(request.limit + 1)
        )
        if request.after is not None:
            statement = statement.where(col(Registration.id) < request.after)
        return (await self._session.scalars(statement)).all()

    async def due(self, now: datetime, *, limit: int, lock: bool = True) -> Sequence[Registration]:
        """Return registrations on which the clock acts now, locked, whoever else has none."""
        statement = (
            sa.select(Registration)
            .where(col(Registration.due_at) <= now)
            .order_by(col(Registration.due_at), col(Registration.id))
            .limit(limit)
        )
        return (await self._session.scalars(taken(statement, lock=lock))).all()

    async def history(self, registration_id: UUID) -> Sequence[RegistrationStep]:
        """Return the latest steps of a registration, the first of them first."""
        statement = (
            sa.select(RegistrationStep)
            .where(col(RegistrationStep.registration_id) == registration_id)
            .order_by(col(RegistrationStep.id).desc())
            .limit(HISTORY_LENGTH)
        )
        return list(reversed((await self._session.scalars(statement)).all()))

    async def post(self, registration_id: UUID, today: date) -> Dispatch | None:
        """Return the agreement of dispatch that is in force, if there is one."""
        statement = (
            sa.select(Dispatch)
            .where(
                col(Dispatch.registration_id) == registration_id,
                col(Dispatch.ended_at).is_(None),
                col(Dispatch.ends_on) >= today,
            )
            .order_by(col(Dispatch.id).desc())
            .limit(1)
        )
        return (await self._session.scalars(statement)).one_or_none()

    async def end_posts(self, registration_id: UUID, now: datetime) -> None:
        """End the agreements of dispatch that are in force."""
        open_posts = sa.and_(
            col(Dispatch.registration_id) == registration_id, col(Dispatch.ended_at).is_(None)
        )
        await self._session.execute(sa.update(Dispatch).where(open_posts).values(ended_at=now))

    async def posts(self, registration_id: UUID) -> Sequence[Dispatch]:
        """Return the agreements of dispatch, the newest first."""
        statement = (
            sa.select(Dispatch)
            .where(col(Dispatch.registration_id) == registration_id)
            .order_by(col(Dispatch.id).desc())
            .limit(HISTORY_LENGTH)
        )
        return (await self._session.scalars(statement)).all()

    async def number_taken(self, agreement_number: str) -> bool:
        """Say whether an agreement of this number is recorded."""
        statement = sa.select(col(Dispatch.id)).where(
            col(Dispatch.agreement_number) == agreement_number
        )
        return (await self._session.scalars(statement)).first() is not None

    async def records(
        self, registration_id: UUID, *, dispatches: Sequence[UUID] | None = None
    ) -> Sequence[ServiceRecord]:
        """Return logged service, the newest first; of some dispatches only, if asked."""
        statement = (
            sa.select(ServiceRecord)
            .where(col(ServiceRecord.registration_id) == registration_id)
            .order_by(col(ServiceRecord.id).desc())
            .limit(HISTORY_LENGTH)
        )
        if dispatches is not None:
            statement = statement.where(col(ServiceRecord.dispatch_id).in_(dispatches))
        return (await self._session.scalars(statement)).all()

    async def served(
        self, registration_id: UUID, since: date, until: date
    ) -> Sequence[ServiceRecord]:
        """Return all service that was logged of a period."""
        statement = sa.select(ServiceRecord).where(
            col(ServiceRecord.registration_id) == registration_id,
            col(ServiceRecord.served_on).between(since, until),
        )
        return (await self._session.scalars(statement.order_by(col(ServiceRecord.id)))).all()

    async def assessments(self, registration_id: UUID) -> Sequence[AssessmentRecord]:
        """Return the assessments, the newest first."""
        statement = (
            sa.select(AssessmentRecord)
            .where(col(AssessmentRecord.registration_id) == registration_id)
            .order_by(col(AssessmentRecord.id).desc())
            .limit(HISTORY_LENGTH)
        )
        return (await self._session.scalars(statement)).all()


def waiting_for_operators() -> sa.ColumnElement[bool]:
    """Return what holds for registrations on which an operator has to act."""
    return col(Registration.status).in_(
        [
            RegistrationStatus.ENDORSED,
            RegistrationStatus.UNDER_REVIEW,
            RegistrationStatus.APPEALED,
            RegistrationStatus.UNDER_ASSESSMENT,
            RegistrationStatus.PROBATION,
        ]
    )
