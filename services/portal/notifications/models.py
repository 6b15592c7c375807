"""The tables of inboxes, of what people chose, and of what is on its way to them."""

from datetime import datetime, time
from typing import Any, ClassVar
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import Field

from services.portal.accounts.models import NAME_LENGTH, moment, one_of, person_key
from services.portal.notifications.domain import Channel, Digest, Habits, Topic
from services.portal.tables import PortalTable
from shared.clock import utc_now
from shared.types import enum_column, new_id

ADDRESS_LENGTH = 500
REASON_LENGTH = 200


class InboxItem(PortalTable, table=True):
    """A message in somebody's inbox; they get each one once, however often it is delivered."""

    __tablename__ = "inbox_item"
    __table_args__ = (
        sa.UniqueConstraint("message_id", "person_id"),
        one_of("topic", Topic),
        sa.Index(None, "person_id", "id"),
    )
    PERSON: ClassVar[str | None] = "person_id"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = person_key()
    message_id: UUID
    source: str = Field(max_length=64)
    code: str = Field(max_length=64)
    topic: Topic = Field(sa_type=enum_column(Topic))
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    link: str = Field(max_length=ADDRESS_LENGTH)
    at: datetime = moment()
    read_at: datetime | None = moment(default=None)


class ChannelChoice(PortalTable, table=True):
    """Whether somebody wants messages on a topic by a way; what they did not say is as usual."""

    __tablename__ = "channel_choice"
    __table_args__ = (one_of("topic", Topic), one_of("channel", Channel))
    PERSON: ClassVar[str | None] = "person_id"

    person_id: UUID = person_key(primary_key=True)
    topic: Topic = Field(primary_key=True, sa_type=enum_column(Topic))
    channel: Channel = Field(primary_key=True, sa_type=enum_column(Channel))
    wanted: bool


class LetterHabits(PortalTable, table=True):
    """When somebody wants letters."""

    __tablename__ = "letter_habits"
    __table_args__ = (one_of("digest", Digest),)
    PERSON: ClassVar[str | None] = "person_id"

    person_id: UUID = person_key(primary_key=True)
    quiet_from: str = Field(max_length=5)
    quiet_until: str = Field(max_length=5)
    digest: Digest = Field(sa_type=enum_column(Digest))
    digest_at: str = Field(max_length=5)

    def habits(self) -> Habits:
        """Return the same as the rules take it."""
        begin, end, at = map(
            time.fromisoformat, (self.quiet_from, self.quiet_until, self.digest_at)
        )
        return Habits(begin, end, self.digest, at)


class Webhook(PortalTable, table=True):
    """An address of somebody's program, to which signed messages are sent."""

    __tablename__ = "webhook"
    PERSON: ClassVar[str | None] = "person_id"
    SECRET: ClassVar[frozenset[str]] = frozenset({"secret"})

    id: UUID = Field(default_factory=new_id, primary_key=True)
    person_id: UUID = person_key(index=True)
    name: str = Field(max_length=NAME_LENGTH)
    url: str = Field(max_length=ADDRESS_LENGTH)
    secret: str = Field(max_length=100)
    enabled: bool = True
    failures: int = 0
    last_error: str | None = Field(default=None, max_length=REASON_LENGTH)
    last_sent_at: datetime | None = moment(default=None)
    created_at: datetime = moment(default_factory=utc_now)


class Delivery(PortalTable, table=True):
    """That a message is still to leave by a way; it is removed when it has left, or never will.

    A letter and a webhook belong to an item of somebody's inbox. A chat belongs to nobody:
    it says what it says itself.
    """

    __tablename__ = "delivery"
    __table_args__ = (
        one_of("channel", Channel),
        sa.CheckConstraint("(channel = 'chat') = (item_id IS NULL)", name="item"),
        sa.CheckConstraint("(channel = 'webhook') = (webhook_id IS NOT NULL)", name="webhook"),
        sa.Index(None, "try_at", "id"),
    )
    PERSON: ClassVar[str | None] = "person_id"

    id: UUID = Field(default_factory=new_id, primary_key=True)
    channel: Channel = Field(sa_type=enum_column(Channel))
    person_id: UUID | None = person_key(default=None, index=True)
    item_id: UUID | None = Field(
        default=None, foreign_key="inbox_item.id", ondelete="CASCADE", index=True
    )
    webhook_id: UUID | None = Field(
        default=None, foreign_key="webhook.id", ondelete="CASCADE", index=True
    )
    role: str | None = Field(default=None, max_length=32)
    said: dict[str, Any] | None = Field(default=None, sa_type=sa.JSON)
    attempts: int = 0
    try_at: datetime = moment(default_factory=utc_now)
    created_at: datetime = moment(default_factory=utc_now)
