"""What is recorded stands in the log with its effect or not at all, and chained."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final

import orjson
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from shared.audit.chain import BEGINNING
from shared.audit.models import Outcome
from shared.audit.trail import Detail
from shared.auth import Caller, Role
from shared.database import Database, savepoint
from shared.feed.publisher import Feed
from shared.messages.wire import person
from tests.shared.archive.tables import MESSAGES, PUBLISHED, TRAIL, AuditEntry, Saying, Shelf
from tests.shared.audit.conftest import recorded, verdict
from tests.waiting import PATIENCE


async def entries(database: Database) -> list[AuditEntry]:
    async with database.snapshot() as session:
        statement = sa.select(AuditEntry).order_by(col(AuditEntry.sequence))
        return list((await session.scalars(statement)).all())


async def test_an_entry_says_who_did_what_to_what_and_how_it_ended(local: Database) -> None:
    caller = Caller("li", frozenset({Role.OPERATOR, Role.EXPERT}), "bureau")

    async with local.transaction() as session:
        TRAIL.record(
            session,
            actor=caller,
            action="shelf.close",
            subject="shelf/1",
            outcome=Outcome.REFUSED,
            details={"reason_code": "other", "version": 2, "kinds": ["a", "b"], "to": None},
        )

    [entry] = await entries(local)
    assert (entry.actor, entry.organization, entry.roles) == ("li", "bureau", "expert,operator")
    assert (entry.action, entry.subject, entry.outcome) == ("shelf.close", "shelf/1", "refused")
    assert orjson.loads(entry.details) == {
        "reason_code": "other",
        "version": 2,
        "kinds": ["a", "b"],
        "to": None,
    }
    assert entry.sequence == 1
    assert abs((datetime.now(UTC) - entry.at).total_seconds()) < 60  # noqa: TID251 - the real time


async def test_entries_are_numbered_and_each_is_chained_to_the_one_before(
    database: Database,
) -> None:
    await recorded(database, "open", "close")
    async with database.transaction() as session:
        for action in ("paint", "move"):
            TRAIL.record(session, actor="li", action=action, subject="shelf/1")

    found = await entries(database)

    assert [entry.sequence for entry in found] == [1, 2, 3, 4]
    assert len({entry.hash for entry in found} | {BEGINNING}) == 5
    assert (await verdict(database)).hash == found[-1].hash
    assert (await verdict(database)).intact


async def test_what_is_rolled_back_leaves_no_entry(database: Database) -> None:
    with pytest.raises(LookupError):
        await _recorded_and_failed(database)
    async with database.transaction() as session:
        TRAIL.record(session, actor="li", action="kept", subject="shelf/1")
        with pytest.raises(LookupError):
            await _undone(session)

    assert [entry.action for entry in await entries(database)] == ["kept"]


async def _recorded_and_failed(database: Database) -> None:
    async with database.transaction() as session:
        TRAIL.record(session, actor="li", action="open", subject="shelf/1")
        raise LookupError


async def _undone(session: AsyncSession) -> None:
    async with savepoint(session):
        TRAIL.record(session, actor="li", action="undone", subject="shelf/1")
        raise LookupError


async def test_an_effect_that_cannot_be_recorded_does_not_take_place(local: Database) -> None:
    async with local.transaction() as session:
        await session.execute(sa.text("ALTER TABLE audit_entry RENAME TO elsewhere"))

    with pytest.raises(sa.exc.DBAPIError):
        await _shelved(local)

    async with local.snapshot() as session:
        assert (await session.scalars(sa.select(Shelf))).all() == []


async def _shelved(database: Database) -> None:
    async with database.transaction() as session:
        session.add(Shelf(label="A1"))
        TRAIL.record(session, actor="li", action="shelf.add", subject="shelf/A1")


TEXTS: Final[list[Detail]] = [
    "陈明",
    "li@firm.cn",
    "two words",
    "line\nbreak",
    "x" * 201,
    ["ok", "not ok"],
]


async def test_a_text_is_no_detail(local: Database) -> None:
    async with local.transaction() as session:
        for text in TEXTS:
            said = {"note": text}
            with pytest.raises(ValueError, match="is no code"):
                TRAIL.record(session, actor="li", action="open", subject="s/1", details=said)

    assert await entries(local) == []


async def test_nothing_is_recorded_where_nothing_is_committed(local: Database) -> None:
    async with local.snapshot() as session:
        with pytest.raises(ValueError, match="snapshot"):
            TRAIL.record(session, actor="li", action="open", subject="shelf/1")


async def test_writers_that_plan_in_any_order_never_wait_for_each_other(
    database: Database,
) -> None:
    feed = Feed("archive", PUBLISHED)

    async def write(number: int) -> None:
        steps: list[Callable[[AsyncSession], object]] = [
            lambda session: feed.append(session, type="t", subject=f"{number}", data={}),
            lambda session: MESSAGES.tell(
                session, to=person("li"), code=Saying.LOST, facts={}, link="/"
            ),
            lambda session: TRAIL.record(session, actor="li", action="a", subject=f"s/{number}"),
        ]
        async with database.transaction() as session:
            for step in range(3):
                steps[(step * (1 + number % 2) + number) % 3](session)

    await asyncio.wait_for(asyncio.gather(*(write(number) for number in range(24))), PATIENCE)

    found = await verdict(database)
    assert (found.intact, found.last) == (True, 24)
