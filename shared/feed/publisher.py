"""Publishing side: record a change in its own transaction, serve changes in pages."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial
from typing import Any, cast

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased
from sqlmodel import col

from shared.clock import utc_now
from shared.database import Database, before_commit, on_commit, ring_on_commit, table_of
from shared.feed.cloudevents import PAGE_LENGTH, Position
from shared.feed.errors import FeedResetError
from shared.feed.models import FeedEntryBase, FeedHeadBase, FeedTables
from shared.notices import hearing, notify


class Feed:
    """A service's outgoing feed.

    It tells the present state of subjects, not their history: who follows it ends
    up with the same subjects, but may not see every state they went through.

    Args:
        source: The publishing service, such as `"catalog"`.
        tables: The service's own feed tables.
    """

    def __init__(self, source: str, tables: FeedTables) -> None:
        self.source = source
        self._tables = tables
        self._channel = f"feed_{source}"
        self._bell = asyncio.Event()
        self._stopping = False

    def stop_waiting(self) -> None:
        """Answer who waits here for news, and let nobody wait any more: the service stops."""
        self._stopping = True
        self._ring()

    @asynccontextmanager
    async def listening(self, database: Database) -> AsyncIterator[None]:
        """Let changes that others commit wake who waits here, while the context lasts.

        Others are other processes, and in this one other objects that publish to this feed.
        """
        with database.bells.heard(self._channel, self._ring):
            async with hearing(database, self._channel, self._ring):
                yield

    def append(
        self,
        session: AsyncSession,
        *,
        type: str,  # noqa: A002 - what CloudEvents calls it
        subject: str,
        data: dict[str, Any] | None,
    ) -> None:
        """Publish the new state of a subject if and when `session` commits.

        Entries are written last thing before the commit, since whoever writes one
        makes all other writers wait. Of several states of a subject in one
        transaction only the last is published.

        Args:
            session: A session of `Database.transaction`.
            type: What changed, such as `"catalog.provider.changed.v1"`.
            subject: The id of what changed, unique in this feed over all types.
            data: The full public state, or None if the subject is no longer there.

        Raises:
            TypeError: The data is not JSON.
        """
        event = {
            "specversion": "1.0",
            "source": self.source,
            "type": type,
            "subject": subject,
            "time": utc_now(),
            "method": "DELETE" if data is None else "PUT",
            **({} if data is None else {"data": data}),
        }
        stored = orjson.dumps(event).decode()
        self._plan(session, {"subject": subject, "deleted": data is None, "event": stored})

    def _plan(self, session: AsyncSession, row: dict[str, Any]) -> None:
        key = ("feed", self.source)
        if key not in session.info:
            before_commit(session, partial(self._write, session, key), turn=self._channel)
        # A chain, newest first, never changed: `savepoint` has to find the value of before.
        session.info[key] = (session.info.get(key), row)

    async def _write(self, session: AsyncSession, key: object) -> None:
        rows = _latest_of(session.info.pop(key))
        await session.flush()
        # Before the entries: from the first of them on, every other writer waits for us.
        await notify(session, self._channel)
        await session.execute(sa.insert(table_of(self._tables.entry)), rows)
        on_commit(session, self._ring)
        ring_on_commit(session, self._channel)

    async def changes(self, database: Database, last_event_id: str, *, wait: float = 0) -> bytes:
        """Return the page of events after `last_event_id` (from the start, if it is empty).

        Waits up to `wait` seconds for the first one. A change that another process
        commits ends the wait where notices are heard (`listening`), and is otherwise
        seen when the time is over.

        Raises:
            FeedResetError: There is no such position in this feed.
        """
        bell = self._bell
        entries = await self._read(database, last_event_id)
        if not entries and wait and not self._stopping:
            with suppress(TimeoutError):
                await asyncio.wait_for(bell.wait(), wait)
            entries = await self._read(database, last_event_id)
        return b"[" + b",".join(entries) + b"]"

    async def snapshot(self, database: Database, after: str) -> bytes:
        """Return a page of the present state of every subject that is there.

        Pages are ordered by subject and begin after the subject `after`. Each says
        where the feed stood when it was read; who follows the feed from where the
        first page stood misses nothing that changed while they read the rest.
        """
        entry = self._tables.entry
        async with database.snapshot() as session:
            head = await self._head(session)
            rows = (await session.execute(_latest(entry, after))).all()
        return orjson.dumps(
            {
                "cursor": str(Position(head.epoch, head.last)),
                "next": rows[-1].subject if len(rows) == PAGE_LENGTH else None,
                "events": [
                    orjson.Fragment(_splice(head.epoch, row.sequence, row.event)) for row in rows
                ],
            }
        )

    async def retract(self, session: AsyncSession, subjects: Sequence[str]) -> None:
        """Let the feed have told nothing of these subjects but that they are gone.

        Their numbers stay, so that followers miss none; what followers keep goes with the
        state that is published next.
        """
        entry = self._tables.entry
        told = sa.select(entry).where(col(entry.subject).in_(subjects), ~col(entry.deleted))
        for row in await session.scalars(told):
            event = orjson.loads(row.event)
            event.pop("data", None)
            row.event = orjson.dumps({**event, "method": "DELETE"}).decode()
            row.deleted = True
        await session.flush()

    async def replaced(
        self, session: AsyncSession, *, keep: int, after: int, most: int
    ) -> Sequence[int]:
        """Return the lowest numbers of entries that later ones have replaced.

        Args:
            session: Where they are looked for.
            keep: So many of the newest numbers are left out.
            after: The number after which is looked.
            most: How many are returned at most.
        """
        sequence = col(self._tables.entry.sequence)
        last = sa.select(col(self._tables.head.last) - keep).scalar_subquery()
        statement = (
            sa.select(sequence)
            .where(sequence > after, sequence <= last, self._has_later())
            .order_by(sequence)
            .limit(most)
        )
        return (await session.scalars(statement)).all()

    async def remove(self, session: AsyncSession, replaced: Sequence[int]) -> int:
        """Remove entries that later ones have replaced, and only such; return how many.

        The last state of every subject stays, so that snapshots remain whole.
        """
        head = (await session.scalars(sa.select(self._tables.head).with_for_update())).one()
        pruned = max(head.pruned, *replaced)
        await session.execute(sa.update(self._tables.head).values(pruned=pruned))
        among = col(self._tables.entry.sequence).in_(replaced)
        gone = sa.delete(self._tables.entry).where(among, self._has_later())
        return cast(sa.CursorResult[Any], await session.execute(gone)).rowcount

    def _has_later(self) -> sa.ColumnElement[bool]:
        later, entry = aliased(self._tables.entry), self._tables.entry
        return sa.exists().where(
            col(later.subject) == col(entry.subject), col(later.sequence) > col(entry.sequence)
        )

    async def _read(self, database: Database, last_event_id: str) -> list[bytes]:
        async with database.snapshot() as session:
            head = await self._head(session)
            after = _sequence_in(head, last_event_id)
            sequence = col(self._tables.entry.sequence)
            statement = (
                sa.select(sequence, col(self._tables.entry.event))
                .where(sequence > after)
                .order_by(sequence)
                .limit(PAGE_LENGTH)
            )
            rows = (await session.execute(statement)).all()
        return [_splice(head.epoch, row.sequence, row.event) for row in rows]

    async def _head(self, session: AsyncSession) -> FeedHeadBase:
        return (await session.scalars(sa.select(self._tables.head))).one()

    def _ring(self) -> None:
        self._bell.set()
        self._bell = asyncio.Event()


def _latest_of(chain: tuple[Any, dict[str, Any]] | None) -> list[dict[str, Any]]:
    """Return the last row of each subject, in the order in which they were planned."""
    latest: dict[str, dict[str, Any]] = {}
    while chain:
        chain, row = chain
        latest.setdefault(row["subject"], row)
    return list(latest.values())[::-1]


def _latest(entry: type[FeedEntryBase], after: str) -> sa.Select[int, str, str]:
    """Return the statement for the last entries of the subjects after `after` that are there."""
    newest = aliased(entry)
    last = (
        sa.select(sa.func.max(col(newest.sequence)))
        .where(col(newest.subject) == col(entry.subject))
        .scalar_subquery()
    )
    return (
        sa.select(col(entry.sequence), col(entry.event), col(entry.subject))
        .where(
            col(entry.subject) > after,
            ~col(entry.deleted),
            col(entry.sequence) == last,
        )
        .order_by(col(entry.subject))
        .limit(PAGE_LENGTH)
    )


def _sequence_in(head: FeedHeadBase, last_event_id: str) -> int:
    """Return the number of an event of this feed; 0 for no event, which is before the first."""
    try:
        position = Position.parse(last_event_id) if last_event_id else Position(head.epoch, 0)
    except ValueError as error:
        raise FeedResetError(last_event_id) from error
    if position.epoch != head.epoch or not head.pruned <= position.sequence <= head.last:
        raise FeedResetError(last_event_id)
    return position.sequence


def _splice(epoch: str, sequence: int, event: str) -> bytes:
    """Return a stored event with its id put in, without parsing it."""
    return f'{{"id":"{epoch}.{sequence}",{event[1:]}'.encode()
