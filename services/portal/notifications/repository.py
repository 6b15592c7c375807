"""Statements about inboxes, choices and deliveries."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import PersonStatus
from services.portal.accounts.models import Person, RoleGrant
from services.portal.notifications.domain import Channel, Topic
from services.portal.notifications.models import (
    ChannelChoice,
    Delivery,
    InboxItem,
    LetterHabits,
    Webhook,
)
from services.portal.organizations.models import Membership
from shared.clock import utc_now
from shared.messages.wire import RecipientKind, RecipientRead
from shared.pagination import PageRequest
from shared.types import new_id


async def people_meant(session: AsyncSession, to: RecipientRead) -> Sequence[UUID]:
    """Return who is told; nobody, if the recipient is none of ours."""
    statement = sa.select(col(Person.id)).where(col(Person.status) != PersonStatus.DELETED)
    if to.kind is RecipientKind.ROLE:
        holders = sa.select(col(RoleGrant.person_id)).where(
            sa.cast(col(RoleGrant.role), sa.String) == to.id
        )
        return (await session.scalars(statement.where(col(Person.id).in_(holders)))).all()
    try:
        named = UUID(to.id)
    except ValueError:
        return ()
    if to.kind is RecipientKind.ORGANIZATION:
        members = sa.select(col(Membership.person_id)).where(
            col(Membership.organization_id) == named
        )
        return (await session.scalars(statement.where(col(Person.id).in_(members)))).all()
    return (await session.scalars(statement.where(col(Person.id) == named))).all()


async def put_into_inboxes(
    session: AsyncSession, people: Sequence[UUID], item: Mapping[str, Any]
) -> Mapping[UUID, UUID]:
    """Put a message into inboxes that do not have it; return the items' ids by person."""
    if not people:
        return {}
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    rows = [{**item, "id": new_id(), "person_id": person_id} for person_id in people]
    statement = (
        insert(InboxItem)
        .values(rows)
        .on_conflict_do_nothing(index_elements=["message_id", "person_id"])
        .returning(col(InboxItem.person_id), col(InboxItem.id))
    )
    return {row.person_id: row.id for row in await session.execute(statement)}


async def inbox_page(
    session: AsyncSession, person_id: UUID, page: PageRequest, *, unread: bool
) -> Sequence[InboxItem]:
    """Return a page of somebody's inbox, the latest first, and one more."""
    statement = (
        sa.select(InboxItem)
        .where(col(InboxItem.person_id) == person_id)
        .order_by(col(InboxItem.id).desc())
        .limit(page.limit + 1)
    )
    if unread:
        statement = statement.where(col(InboxItem.read_at).is_(None))
    if page.after is not None:
        statement = statement.where(col(InboxItem.id) < page.after)
    return (await session.scalars(statement)).all()


async def inbox_item(session: AsyncSession, person_id: UUID, item_id: UUID) -> InboxItem | None:
    """Return a message of somebody's."""
    statement = sa.select(InboxItem).where(
        col(InboxItem.id) == item_id, col(InboxItem.person_id) == person_id
    )
    return (await session.scalars(statement)).one_or_none()


async def unread_count(session: AsyncSession, person_id: UUID) -> int:
    """Return how many of somebody's messages wait to be read."""
    statement = (
        sa.select(sa.func.count())
        .select_from(InboxItem)
        .where(col(InboxItem.person_id) == person_id, col(InboxItem.read_at).is_(None))
    )
    return (await session.execute(statement)).scalar_one()


async def read_up_to(session: AsyncSession, person_id: UUID, item_id: UUID) -> None:
    """Note that somebody has read a message and all before it."""
    await session.execute(
        sa.update(InboxItem)
        .where(
            col(InboxItem.person_id) == person_id,
            col(InboxItem.id) <= item_id,
            col(InboxItem.read_at).is_(None),
        )
        .values(read_at=utc_now())
    )


async def forget_items(session: AsyncSession, before: datetime) -> None:
    """Take out of every inbox what was told before then, and what of it has not left yet."""
    old = sa.select(col(InboxItem.id)).where(col(InboxItem.at) < before)
    await session.execute(sa.delete(Delivery).where(col(Delivery.item_id).in_(old)))
    await session.execute(sa.delete(InboxItem).where(col(InboxItem.at) < before))


async def choices_of(
    session: AsyncSession, people: Sequence[UUID]
) -> Mapping[tuple[UUID, Topic, Channel], bool]:
    """Return what people chose."""
    rows = await session.scalars(
        sa.select(ChannelChoice).where(col(ChannelChoice.person_id).in_(people))
    )
    return {(row.person_id, row.topic, row.channel): row.wanted for row in rows}


async def habits_of(session: AsyncSession, people: Sequence[UUID]) -> Mapping[UUID, LetterHabits]:
    """Return when people want letters, of those who said so."""
    rows = await session.scalars(
        sa.select(LetterHabits).where(col(LetterHabits.person_id).in_(people))
    )
    return {row.person_id: row for row in rows}


async def webhooks_of(
    session: AsyncSession, people: Sequence[UUID], *, enabled: bool = False
) -> Sequence[Webhook]:
    """Return people's webhooks, the oldest first; or only those that are switched on."""
    statement = (
        sa.select(Webhook).where(col(Webhook.person_id).in_(people)).order_by(col(Webhook.id))
    )
    if enabled:
        statement = statement.where(col(Webhook.enabled))
    return (await session.scalars(statement)).all()


async def due_deliveries(session: AsyncSession, now: datetime, limit: int) -> Sequence[Delivery]:
    """Return what should leave now, the longest due first."""
    statement = (
        sa.select(Delivery)
        .where(col(Delivery.try_at) <= now)
        .order_by(col(Delivery.try_at), col(Delivery.id))
        .limit(limit)
    )
    return (await session.scalars(statement)).all()


async def claim(session: AsyncSession, delivery: Delivery, until: datetime) -> bool:
    """Keep others from a delivery until then; return whether it is ours."""
    statement = (
        sa.update(Delivery)
        .where(col(Delivery.id) == delivery.id, col(Delivery.try_at) == delivery.try_at)
        .values(try_at=until)
        .returning(col(Delivery.id))
    )
    return (await session.scalar(statement)) is not None


async def put_off_letters(
    session: AsyncSession, person_id: UUID, now: datetime, pause: timedelta
) -> None:
    """Put somebody's letters off that should leave now."""
    await session.execute(
        sa.update(Delivery)
        .where(
            col(Delivery.person_id) == person_id,
            col(Delivery.channel) == Channel.EMAIL,
            col(Delivery.try_at) <= now,
        )
        .values(try_at=now + pause)
    )


async def letters_due(session: AsyncSession, person_id: UUID, now: datetime) -> Sequence[UUID]:
    """Take somebody's letters that should leave now off the list; return their items."""
    statement = (
        sa.delete(Delivery)
        .where(
            col(Delivery.person_id) == person_id,
            col(Delivery.channel) == Channel.EMAIL,
            col(Delivery.try_at) <= now,
        )
        .returning(col(Delivery.item_id))
    )
    return [item_id for item_id in await session.scalars(statement) if item_id is not None]


async def unread_items(session: AsyncSession, ids: Sequence[UUID]) -> Sequence[InboxItem]:
    """Return those of some messages that were not read, the oldest first."""
    statement = (
        sa.select(InboxItem)
        .where(col(InboxItem.id).in_(ids), col(InboxItem.read_at).is_(None))
        .order_by(col(InboxItem.id))
    )
    return (await session.scalars(statement)).all()


async def drop_deliveries(session: AsyncSession, *conditions: sa.ColumnElement[bool]) -> None:
    """Forget deliveries: they have left, or never will."""
    await session.execute(sa.delete(Delivery).where(*conditions))
