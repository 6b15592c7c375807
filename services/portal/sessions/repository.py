"""Statements about sessions."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import PersonStatus
from services.portal.accounts.models import Person
from services.portal.opaque import digest
from services.portal.sessions.models import Session
from shared.clock import utc_now


async def session_of(database_session: AsyncSession, token: str) -> Session | None:
    """Return the session a token belongs to, if its person may be here at all."""
    statement = (
        sa.select(Session)
        .join(Person, col(Person.id) == col(Session.person_id))
        .where(col(Session.token_hash) == digest(token), col(Person.status) == PersonStatus.ACTIVE)
    )
    return (await database_session.scalars(statement)).one_or_none()


async def session_by_token(database_session: AsyncSession, token: str) -> Session | None:
    """Return the session a token opens, whoever it belongs to."""
    statement = sa.select(Session).where(col(Session.token_hash) == digest(token))
    return (await database_session.scalars(statement)).one_or_none()


async def sessions_of(
    database_session: AsyncSession, person_id: UUID, seen_since: datetime
) -> Sequence[Session]:
    """Return somebody's sessions that are alive, the latest first."""
    statement = (
        sa.select(Session)
        .where(
            col(Session.person_id) == person_id,
            col(Session.expires_at) > utc_now(),
            col(Session.seen_at) > seen_since,
        )
        .order_by(col(Session.id).desc())
    )
    return (await database_session.scalars(statement)).all()


async def touch(database_session: AsyncSession, session_id: UUID) -> None:
    """Note that a session is in use."""
    await database_session.execute(
        sa.update(Session).where(col(Session.id) == session_id).values(seen_at=utc_now())
    )


async def end_session(database_session: AsyncSession, person_id: UUID, session_id: UUID) -> bool:
    """End one session of somebody, and say whether there was one."""
    statement = (
        sa.delete(Session)
        .where(col(Session.id) == session_id, col(Session.person_id) == person_id)
        .returning(col(Session.id))
    )
    return (await database_session.execute(statement)).first() is not None


async def end_sessions(
    database_session: AsyncSession, person_id: UUID, *, but: UUID | None = None
) -> None:
    """End all sessions of somebody, or all but one."""
    statement = sa.delete(Session).where(col(Session.person_id) == person_id)
    if but is not None:
        statement = statement.where(col(Session.id) != but)
    await database_session.execute(statement)


async def forget_ended(database_session: AsyncSession) -> None:
    """Throw away sessions whose time is up."""
    await database_session.execute(sa.delete(Session).where(col(Session.expires_at) < utc_now()))
