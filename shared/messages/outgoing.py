"""Telling people something, in the transaction of its cause."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar
from uuid import UUID

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from shared.clock import utc_now
from shared.feed.models import FeedTables
from shared.feed.publisher import Feed
from shared.messages.wire import MESSAGE, Fact, Recipient, RecipientKind, as_sent
from shared.types import new_id

Code = TypeVar("Code", bound=StrEnum)


@dataclass(frozen=True)
class Messages(Generic[Code]):
    """What a service can tell people; it holds nothing, so one constant a service will do.

    The wordings are the portal's (`services/portal/notifications/templates`). Facts are
    ids, dates, codes, and titles that the recipient may see: never confidential text,
    never how to reach somebody.

    Args:
        source: The service, such as `"requests"`.
        tables: Its tables of messages.
        codes: By code, the names of the facts that go with it.
    """

    source: str
    tables: FeedTables
    codes: Mapping[Code, AbstractSet[str]]

    def tell(
        self,
        session: AsyncSession,
        *,
        to: Recipient,
        code: Code,
        facts: Mapping[str, Fact],
        link: str,
    ) -> UUID:
        """Tell somebody something if and when `session` commits, and return the message's id.

        Args:
            session: A session of `Database.transaction`.
            to: `person(subject)`, `organization(id)` or `role(Role.OPERATOR)`.
            code: What is said; one of the service's codes.
            facts: What its wording needs, all of it and nothing else.
            link: What it is about, as a path of the portal's pages, such as `/demands/<id>`.

        Raises:
            ValueError: The facts are not those of the code, or the link is no path.
        """
        if facts.keys() != self.codes[code]:
            raise ValueError(f"{code} says {sorted(self.codes[code])}, not {sorted(facts)}.")
        if not link.startswith("/"):
            raise ValueError(f"{link!r} is no path.")
        message_id = new_id()
        data = {
            "id": str(message_id),
            "to": {"kind": to.kind.value, "id": to.id},
            "code": code.value,
            "facts": as_sent(facts),
            "link": link,
            "at": utc_now().isoformat(),
        }
        self.feed().append(session, type=MESSAGE, subject=message_id.hex, data=data)
        return message_id

    async def forget(self, session: AsyncSession, subject: str) -> None:
        """Let what a person was told say nothing any more; that they were told stays."""
        entry = self.tables.entry
        told = sa.select(entry).where(col(entry.event).contains(orjson.dumps(subject).decode()))
        for row in await session.scalars(told):
            event = orjson.loads(row.event)
            data = event.get("data", {})
            if data.get("to") == {"kind": RecipientKind.PERSON.value, "id": subject}:
                row.event = orjson.dumps({**event, "data": {**data, "facts": {}}}).decode()
        await session.flush()

    def feed(self) -> Feed:
        """Return the feed of these messages; who waits for news keeps one and listens."""
        return Feed(f"{self.source}_messages", self.tables)
