"""Statements about needs that are being written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.drafts.domain import MOST_DRAFTS, PERSONS_KEEP, VISITORS_KEEP
from services.portal.drafts.errors import DraftNotFoundError
from services.portal.drafts.models import NeedDraft
from services.portal.opaque import digest
from shared.clock import utc_now


@dataclass(frozen=True, slots=True)
class Writer:
    """Who writes: somebody with an account, or whoever has the cookie `token`."""

    person_id: UUID | None
    token: str = ""

    def owns(self) -> sa.ColumnElement[bool]:
        """Return the condition that a draft is the writer's."""
        found: list[sa.ColumnElement[bool]] = [sa.false()]
        if self.person_id is not None:
            found.append(col(NeedDraft.person_id) == self.person_id)
        if self.token:
            found.append(col(NeedDraft.visitor_hash) == digest(self.token))
        return sa.or_(*found)


async def drafts_of(session: AsyncSession, writer: Writer) -> Sequence[NeedDraft]:
    """Return what somebody is writing, the latest first."""
    statement = (
        sa.select(NeedDraft)
        .where(writer.owns(), col(NeedDraft.expires_at) > utc_now())
        .order_by(col(NeedDraft.id).desc())
    )
    return (await session.scalars(statement)).all()


async def draft_of(session: AsyncSession, writer: Writer, draft_id: UUID) -> NeedDraft:
    """Return one of somebody's drafts, locked against changes by others if the session writes.

    Raises:
        DraftNotFoundError: There is none.
    """
    statement = (
        sa.select(NeedDraft)
        .where(col(NeedDraft.id) == draft_id, writer.owns())
        .where(col(NeedDraft.expires_at) > utc_now())
    )
    found = (await session.scalars(statement)).one_or_none()
    if found is None:
        raise DraftNotFoundError
    return found


async def begin_draft(
    session: AsyncSession,
    writer: Writer,
    content: Mapping[str, str],
    *,
    demand_id: UUID | None = None,
    etag: str | None = None,
) -> NeedDraft:
    """Keep what somebody begins to write; too many drafts make room, old ones go."""
    await forget_expired(session)
    for old in (await drafts_of(session, writer))[MOST_DRAFTS - 1 :]:
        await session.delete(old)
    known = writer.person_id is not None
    draft = NeedDraft(
        person_id=writer.person_id,
        visitor_hash=None if known else digest(writer.token),
        demand_id=demand_id,
        etag=etag,
        content=dict(content),
        expires_at=utc_now() + (PERSONS_KEEP if known else VISITORS_KEEP),
    )
    session.add(draft)
    await session.flush()
    return draft


async def adopt_drafts(session: AsyncSession, token: str, person_id: UUID) -> None:
    """Make what a visitor wrote the work of the person they turned out to be."""
    await session.execute(
        sa.update(NeedDraft)
        .where(col(NeedDraft.visitor_hash) == digest(token))
        .values(person_id=person_id, visitor_hash=None, expires_at=utc_now() + PERSONS_KEEP)
    )


async def any_expired(session: AsyncSession) -> bool:
    """Return whether the time of any draft is up."""
    over = sa.select(col(NeedDraft.id)).where(col(NeedDraft.expires_at) <= utc_now()).limit(1)
    return await session.scalar(over) is not None


async def forget_expired(session: AsyncSession) -> None:
    """Erase drafts whose time is up."""
    await session.execute(sa.delete(NeedDraft).where(col(NeedDraft.expires_at) <= utc_now()))
