"""Applies a peer's events to this service's tables: each once, in order, or into quarantine."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from shared.database import savepoint
from shared.feed.cloudevents import CloudEvent, Position
from shared.feed.errors import FeedGapError, NotQuarantinedError
from shared.feed.models import FeedQuarantineBase, FollowerTables

Handler = Callable[[AsyncSession, Sequence[CloudEvent]], Awaitable[None]]
"""Applies events of one type, in order: many at once, so that they can be stored at once."""

RawEvent = Mapping[str, Any]

TRIES: Final = 5
LONGEST_TEXT: Final = 2000

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Intake:
    """Takes in the events of one source; what it stores belongs to the given session."""

    source: str
    tables: FollowerTables
    handlers: Mapping[str, Handler]

    async def position(self, session: AsyncSession, *, lock: bool = False) -> str:
        """Return the id of the last event taken in, empty if there is none."""
        cursor = await session.get(self.tables.cursor, self.source, with_for_update=lock)
        return cursor.cursor if cursor else ""

    async def quarantined(self, session: AsyncSession) -> int:
        """Return how many events of the source are in quarantine."""
        quarantine = self.tables.quarantine
        statement = (
            sa.select(sa.func.count())
            .select_from(quarantine)
            .where(col(quarantine.source) == self.source)
        )
        return (await session.execute(statement)).scalar_one()

    async def take_page(self, session: AsyncSession, events: Iterable[RawEvent]) -> None:
        """Apply what follows the position and move it; what came before has no effect.

        Raises:
            FeedGapError: The events do not continue where the position is.
        """
        # Another process may follow for the same database: what it took in is repeated here.
        text = await self.position(session, lock=True)
        here = Position.parse(text) if text else None
        news: list[tuple[Position, RawEvent]] = []
        for raw in events:
            position = _position_of(raw)
            if not _is_repeated(position, here):
                _require_next(position, here)
                news.append((position, raw))
                here = position
        if news:
            await self._take(session, news)
            await self._move(session, str(here))

    async def take_snapshot(
        self, session: AsyncSession, pages: Iterable[Sequence[RawEvent]], cursor: str
    ) -> None:
        """Apply present states to emptied tables, and follow the feed from `cursor` on."""
        quarantine = self.tables.quarantine
        await session.execute(sa.delete(quarantine).where(col(quarantine.source) == self.source))
        for page in pages:
            await self._take(session, [(_position_of(raw), raw) for raw in page])
        await self._move(session, cursor)

    async def replay(self, session: AsyncSession, sequence: int) -> None:
        """Apply an event that is in quarantine, and let it out.

        Raises:
            NotQuarantinedError: It is not there.
            Exception: Whatever the handler raises; roll back then.
        """
        row = await self._held(session, sequence)
        await self._apply(session, [orjson.loads(row.payload)])
        await session.delete(row)
        await self._let_out_overtaken(session, {row.subject: sequence})

    async def skip(self, session: AsyncSession, sequence: int) -> None:
        """Let an event out of quarantine without applying it.

        Raises:
            NotQuarantinedError: It is not there.
        """
        await session.delete(await self._held(session, sequence))

    async def _held(self, session: AsyncSession, sequence: int) -> FeedQuarantineBase:
        row = await session.get(self.tables.quarantine, (self.source, sequence))
        if row is None:
            raise NotQuarantinedError(self.source, sequence)
        return row

    async def _move(self, session: AsyncSession, cursor: str) -> None:
        await session.merge(self.tables.cursor(source=self.source, cursor=cursor))

    async def _take(self, session: AsyncSession, news: Sequence[tuple[Position, RawEvent]]) -> None:
        """Apply events all at once, which is fast, or else one by one with a guard for each."""
        try:
            async with savepoint(session):
                handled = await self._apply(session, [raw for _, raw in news])
                applied = {
                    str(raw["subject"]): position.sequence
                    for position, raw in news
                    if raw["type"] in handled
                }
        except Exception as error:  # noqa: BLE001 - whatever a handler raises; it is tried again
            log.warning("Events of %s are applied one by one: %r", self.source, error)
            applied = {}
            for position, raw in news:
                if await self._take_one(session, position, raw):
                    applied[str(raw["subject"])] = position.sequence
        await self._let_out_overtaken(session, applied)

    async def _take_one(self, session: AsyncSession, position: Position, raw: RawEvent) -> bool:
        """Apply an event or put it into quarantine; return whether a handler has applied it."""
        reason = ""
        for _ in range(TRIES):
            try:
                async with savepoint(session):
                    return bool(await self._apply(session, [raw]))
            except Exception as error:  # noqa: BLE001 - its text goes into quarantine
                reason = repr(error)
        await self._quarantine(session, raw, position, reason)
        return False

    async def _apply(self, session: AsyncSession, raws: Iterable[RawEvent]) -> set[str]:
        """Hand events to the handlers of their types and return the types that have one.

        A subject has one type, so the order of its own events is kept.
        """
        by_type: dict[str, list[CloudEvent]] = {}
        for raw in raws:
            event = CloudEvent.model_validate(raw)
            if event.type in self.handlers:
                by_type.setdefault(event.type, []).append(event)
        for name, events in by_type.items():
            await self.handlers[name](session, events)
        return set(by_type)

    async def _let_out_overtaken(self, session: AsyncSession, applied: Mapping[str, int]) -> None:
        """Forget quarantined events of subjects of which a later state has been applied.

        To apply one of them afterwards would bring the old state back.
        """
        quarantine = self.tables.quarantine
        held = sa.select(quarantine).where(col(quarantine.source) == self.source)
        for row in await session.scalars(held):
            if row.sequence < applied.get(row.subject, 0):
                await session.delete(row)

    async def _quarantine(
        self, session: AsyncSession, raw: RawEvent, position: Position, reason: str
    ) -> None:
        log.error("Event %s of %s goes into quarantine: %s", position, self.source, reason)
        row = self.tables.quarantine(
            source=self.source,
            sequence=position.sequence,
            event_id=str(position),
            subject=_printable(raw.get("subject", "")),
            reason=_printable(reason),
            payload=orjson.dumps(raw).decode(),
        )
        await session.merge(row)


def _position_of(raw: RawEvent) -> Position:
    try:
        return Position.parse(str(raw["id"]))
    except (KeyError, ValueError) as error:
        raise FeedGapError(f"An event has no usable id: {error}") from error


def _is_repeated(position: Position, here: Position | None) -> bool:
    return here is not None and position.epoch == here.epoch and position.sequence <= here.sequence


def _require_next(position: Position, here: Position | None) -> None:
    expected = Position(here.epoch, here.sequence + 1) if here else Position(position.epoch, 1)
    if position != expected:
        raise FeedGapError(f"Event {position} came where {expected} was due.")


def _printable(value: object) -> str:
    """Return a text that every database takes: PostgreSQL knows no NUL."""
    text = str(value)[:LONGEST_TEXT].replace("\0", "\\0")
    return text.encode(errors="backslashreplace").decode()
