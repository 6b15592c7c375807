"""Whatever is done to the log behind our back, the check finds it and names the first entry."""

from datetime import timedelta
from typing import Any, Final

import pytest
import sqlalchemy as sa
import time_machine

from shared.audit.chain import HASHED, hash_of
from shared.audit.office import AuditOffice
from shared.audit.verification import Break, Damage, Noted
from shared.clock import utc_now
from shared.database import Database
from shared.leases import Lease
from shared.migrations import upgrade
from tests.shared.archive.tables import TRAIL, AuditEntry
from tests.shared.audit.conftest import recorded, verdict

TRIGGERS: Final = {
    "sqlite": (
        "DROP TRIGGER audit_entry_unchanged",
        "DROP TRIGGER audit_entry_kept",
        "DROP TRIGGER audit_head_forward",
        "DROP TRIGGER audit_head_in_time",
    ),
    "postgresql": (
        "ALTER TABLE audit_entry DISABLE TRIGGER ALL",
        "ALTER TABLE audit_head DISABLE TRIGGER ALL",
    ),
}


async def forged(database: Database, *statements: str, **facts: Any) -> None:  # noqa: ANN401 - values
    """Change the log as somebody who owns the database can."""
    async with database.transaction() as session:
        for trigger in TRIGGERS[database.dialect]:
            await session.execute(sa.text(trigger))
        for statement in statements:
            await session.execute(sa.text(statement), facts)


OTHER: Final[dict[str, Any]] = {
    "actor": "'wang'",
    "organization": "'bureau'",
    "roles": "'operator'",
    "action": "'close'",
    "subject": "'shelf/2'",
    "outcome": "'failed'",
    "details": "'{}'",
    "request_id": "'r1'",
    "hash": "'0'",
    "at": "'2026-01-01 00:00:00.000000'",
}


async def test_a_changed_value_is_found(local: Database) -> None:
    await recorded(local, "a", "b", "c")
    async with local.transaction() as session:
        TRAIL.record(session, actor="li", action="a", subject="s", details={"version": 1})
    await forged(local, "CREATE TABLE was AS SELECT * FROM audit_entry")

    found = {column: await _found_after(local, column, other) for column, other in OTHER.items()}

    assert found == dict.fromkeys(OTHER, Break(4, Damage.ALTERED))


async def _found_after(database: Database, column: str, other: str) -> Break | None:
    """Return what the check finds after a change that is taken back."""
    change = "UPDATE audit_entry SET {} = {} WHERE sequence = 4"
    async with database.transaction() as session:
        await session.execute(sa.text(change.format(column, other)))
    found = (await verdict(database)).broken
    was = f"(SELECT {column} FROM was WHERE sequence = 4)"  # noqa: S608 - a column of ours
    async with database.transaction() as session:
        await session.execute(sa.text(change.format(column, was)))
    return found


def test_every_column_but_the_hash_is_hashed() -> None:
    assert {*HASHED, "hash"} == set(AuditEntry.model_fields)
    assert set(OTHER) == set(AuditEntry.model_fields) - {"sequence"}


async def test_a_removed_entry_is_found(local: Database) -> None:
    await recorded(local, "a", "b", "c")

    await forged(local, "DELETE FROM audit_entry WHERE sequence = 2")

    assert (await verdict(local)).broken == Break(2, Damage.MISSING)


async def test_entries_in_another_order_are_found(local: Database) -> None:
    await recorded(local, "a", "b", "c")
    swap = "UPDATE audit_entry SET sequence = {to} WHERE sequence = {at}"

    await forged(local, swap.format(at=2, to=9), swap.format(at=3, to=2), swap.format(at=9, to=3))

    assert (await verdict(local)).broken == Break(2, Damage.ALTERED)


async def test_an_end_that_was_cut_off_is_found(local: Database) -> None:
    await recorded(local, "a", "b", "c")

    await forged(local, "DELETE FROM audit_entry WHERE sequence = 3")

    assert (await verdict(local)).broken == Break(3, Damage.MISSING)


async def test_an_entry_after_the_head_is_found(local: Database) -> None:
    await recorded(local, "a", "b")
    row = "INSERT INTO audit_entry SELECT {} FROM audit_entry WHERE sequence = 2"
    names = ", ".join(name if name != "sequence" else "3" for name in _columns())

    await forged(local, row.format(names))

    assert (await verdict(local)).broken == Break(3, Damage.SURPLUS)


def _columns() -> list[str]:
    return [column.name for column in sa.inspect(AuditEntry).columns]


async def test_a_log_written_anew_is_found_by_whoever_noted_its_head(local: Database) -> None:
    await recorded(local, "a", "b")
    before = await verdict(local)
    noted = Noted(before.last, before.hash)
    await recorded(local, "c")
    async with local.snapshot() as session:
        rows = (await session.execute(sa.select(sa.inspect(AuditEntry).local_table))).mappings()
        anew = [dict(row) | {"actor": "nobody"} for row in rows]
    chained = ""
    for row in anew:
        chained = row["hash"] = hash_of("archive", chained or "0" * 64, row)

    for row in anew:
        update = "UPDATE audit_entry SET actor = :actor, hash = :hash WHERE sequence = :sequence"
        await _overwritten(local, update, row)
    await _overwritten(local, "UPDATE audit_head SET hash = :hash", {"hash": chained})

    assert (await verdict(local)).intact
    assert (await verdict(local, noted)).broken == Break(2, Damage.NOT_AS_NOTED)
    assert (await verdict(local, Noted(9, "f"))).broken == Break(4, Damage.MISSING)


async def _overwritten(database: Database, statement: str, row: dict[str, Any]) -> None:
    wanted = {name: row[name] for name in ("actor", "hash", "sequence") if f":{name}" in statement}
    async with database.transaction() as session:
        await _let_in(database, session)
        await session.execute(sa.text(statement), wanted)


async def _let_in(database: Database, session: Any) -> None:  # noqa: ANN401 - an AsyncSession
    for trigger in TRIGGERS[database.dialect]:
        await session.execute(sa.text(trigger.replace("TRIGGER audit", "TRIGGER IF EXISTS audit")))


FORBIDDEN: Final = (
    "UPDATE audit_entry SET actor = 'wang'",
    "DELETE FROM audit_entry",
    "DELETE FROM audit_head",
    "UPDATE audit_head SET last = 0",
    "UPDATE audit_head SET anchor = 1",
    "UPDATE audit_head SET anchor = 9",
)


async def test_the_database_lets_nobody_change_or_shorten_the_log(database: Database) -> None:
    await recorded(database, "a", "b")

    for statement in FORBIDDEN:
        with pytest.raises(sa.exc.DBAPIError, match="audit"):
            await _executed(database, statement)

    found = await verdict(database)
    assert (found.intact, found.anchor, found.last) == (True, 0, 2)


async def _executed(database: Database, statement: str) -> None:
    async with database.transaction() as session:
        await session.execute(sa.text(statement))


async def test_postgresql_does_not_empty_the_log_at_once(postgresql_url: str) -> None:
    await upgrade(postgresql_url, "tests.shared.archive")
    database = Database(postgresql_url)

    for table in ("audit_entry", "audit_head"):
        with pytest.raises(sa.exc.DBAPIError, match="only grows"):
            await _executed(database, f"TRUNCATE {table}")

    assert (await verdict(database)).intact
    await database.dispose()


def office(database: Database, days: int) -> AuditOffice:
    return AuditOffice(TRAIL, database, keep=timedelta(days=days), lease=Lease())


async def test_old_entries_are_removed_and_the_rest_still_verifies(database: Database) -> None:
    with time_machine.travel(utc_now() - timedelta(days=200)):
        await recorded(database, "old", "old")
    with time_machine.travel(utc_now() - timedelta(days=186)):
        await recorded(database, "kept")
    await recorded(database, "new")

    await office(database, 190).tidy()
    after = await verdict(database)
    await recorded(database, "newer")

    assert (after.intact, after.anchor, after.last) == (True, 2, 4)
    assert (await verdict(database)).last == 5
    assert (await verdict(database)).intact


async def test_all_entries_may_be_old(local: Database) -> None:
    with time_machine.travel(utc_now() - timedelta(days=400)):
        await recorded(local, "old", "older")

    await office(local, 190).tidy()
    await office(local, 190).tidy()
    await recorded(local, "new")

    found = await verdict(local)
    assert (found.intact, found.anchor, found.last) == (True, 2, 3)


async def test_what_the_law_wants_kept_is_kept_whatever_the_setting(database: Database) -> None:
    with time_machine.travel(utc_now() - timedelta(days=100)):
        await recorded(database, "young")

    with pytest.raises(sa.exc.DBAPIError, match="audit"):
        await office(database, 1).tidy()

    assert (await verdict(database)).anchor == 0
