"""Looks for everything that was acknowledged: is it there, and once?"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlmodel import SQLModel, col

from services.catalog.duties import KINDS
from services.catalog.entries.models import StatusChange
from services.catalog.tables import FEED_TABLES as CATALOG_FEED
from services.catalog.tables import TRAIL as CATALOG_TRAIL
from services.portal.accounts.models import Person
from services.portal.tables import TRAIL as PORTAL_TRAIL
from services.requests.cases.models import SolvedCase
from services.requests.demands.models import Demand, DemandTransition
from services.requests.engagements.models import EngagementTransition
from services.requests.responses.models import Response, ResponseTransition
from services.requests.tables import TRAIL as REQUESTS_TRAIL
from shared.audit.trail import Trail
from shared.audit.verification import verify
from shared.feed.models import FeedTables
from tests.faults.findings import Finding, different, doubled, lost
from tests.faults.record import Record, Row
from tests.faults.stores import FEEDS, Columns, Stores, rows_of

TRAILS: Final[Mapping[str, Trail]] = {
    "portal": PORTAL_TRAIL,
    "catalog": CATALOG_TRAIL,
    "requests": REQUESTS_TRAIL,
}
HISTORIES: Final[Mapping[str, tuple[type[SQLModel], str]]] = {
    "demand": (DemandTransition, "demand_id"),
    "response": (ResponseTransition, "response_id"),
    "engagement": (EngagementTransition, "engagement_id"),
}
LOGGED: Final = {"demand", "response"}
"""Whose steps stand in the log under their own name; those of engagements under their need's."""


@dataclass(frozen=True)
class Ledger:
    """What the tables hold."""

    things: Mapping[str, Sequence[Columns]]
    """By table, all entries and needs."""
    steps: Mapping[Row, Counter[str]]
    """By thing, how often each step was taken."""
    logged: Counter[tuple[str, str]]
    """By subject and action, how often it stands in an audit log."""
    versions: Mapping[str, Mapping[int, str]]
    """By offering and version, what its feed said was delivered."""
    people: Mapping[str, str]
    solved: Counter[str]


async def read_ledger(stores: Stores) -> Ledger:
    """Read what there is."""
    async with stores["catalog"].snapshot() as session:
        things = {kind.kind.value: await rows_of(session, kind.table) for kind in KINDS}
        moves = await rows_of(session, StatusChange)
        told = [orjson.loads(row["event"]) for row in await rows_of(session, CATALOG_FEED.entry)]
    steps: dict[Row, Counter[str]] = {}
    for move in moves:
        _count(steps, Row(str(move["kind"]), str(move["entry_id"])), move["action"])
    async with stores["requests"].snapshot() as session:
        things["demand"] = await rows_of(session, Demand)
        things["response"] = await rows_of(session, Response)
        for table, (model, column) in HISTORIES.items():
            for row in await rows_of(session, model):
                _count(steps, Row(table, str(row[column])), row["action"])
        solved = Counter(str(row["engagement_id"]) for row in await rows_of(session, SolvedCase))
        entries = await rows_of(session, REQUESTS_TRAIL.tables.entry)
    async with stores["portal"].snapshot() as session:
        people = {str(row["email"]): str(row["id"]) for row in await rows_of(session, Person)}
    logged = Counter((row["subject"], row["action"]) for row in entries)
    return Ledger(things, steps, logged, _versions(told), people, solved)


def _count(steps: dict[Row, Counter[str]], row: Row, action: Any) -> None:  # noqa: ANN401 - an enum's
    steps.setdefault(row, Counter())[str(getattr(action, "value", action))] += 1


def _versions(told: Iterable[Mapping[str, Any]]) -> dict[str, dict[int, str]]:
    found: dict[str, dict[int, str]] = {}
    for event in told:
        data = event.get("data") or {}
        if event["type"] == "catalog.offering.changed.v1" and data:
            versions = found.setdefault(event["subject"], {})
            versions[data["version"]] = (data["deliverable"] or "").rpartition(" ")[2]
    return found


def look_for(record: Record, ledger: Ledger) -> Iterator[Finding]:
    """Yield what was acknowledged and is not there, and what is there too often."""
    yield from _added(record, ledger)
    yield from _brought(record, ledger)
    yield from _edited(record, ledger)
    yield from _moved(record, ledger)
    for email, person in record.people.items():
        if ledger.people.get(email) != person:
            yield lost(f"the account of {email}")
    for engagement in record.solved:
        if (count := ledger.solved[engagement]) != 1:
            yield (lost if not count else doubled)(f"the case of engagement {engagement}")


def _title(row: Columns) -> str:
    return str(row.get("title") or row.get("name"))


def _added(record: Record, ledger: Ledger) -> Iterator[Finding]:
    titles = {
        Row(table, str(row["id"])): _title(row)
        for table in ledger.things.keys() - {"response"}
        for row in ledger.things[table]
    }
    marks = Counter(title.rpartition(" ")[2] for title in titles.values())
    for mark, row in record.added.items():
        if not titles.get(row, "").endswith(f" {mark}"):
            yield lost(f"{row.table} {row.id}, which says {mark}")
        if marks[mark] > 1:
            yield doubled(f"{marks[mark]} things say {mark}")


def _brought(record: Record, ledger: Ledger) -> Iterator[Finding]:
    found = {
        (table, row["source"], row["source_id"]): _title(row)
        for table in ("offering", "demand")
        for row in ledger.things[table]
    }
    for key, mark in record.brought.items():
        if not found.get((key.table, key.source, key.source_id), "").endswith(f" {mark}"):
            yield lost(f"the row {key}, which says {mark}")


def _edited(record: Record, ledger: Ledger) -> Iterator[Finding]:
    for entry, attempted in record.attempted.items():
        made = ledger.versions.get(entry, {})
        counted = Counter(mark for mark in made.values() if mark)
        for version, mark in record.edited.get(entry, {}).items():
            if made.get(version) != mark:
                yield lost(f"version {version} of offering {entry}, which says {mark}")
        yield from (doubled(f"the edit {mark}") for mark, n in counted.items() if n > 1)
        if strange := counted.keys() - attempted:
            yield different(f"nobody wrote {strange} into offering {entry}")
        present = next(r["version"] for r in ledger.things["offering"] if str(r["id"]) == entry)
        if sorted(made) != list(range(1, present + 1)):
            yield different(f"offering {entry} is at {present}, its feed told {sorted(made)}")


def _moved(record: Record, ledger: Ledger) -> Iterator[Finding]:
    for row, taken in record.moved.items():
        there = ledger.steps.get(row, Counter())
        for action, count in taken.items():
            if there[action] < count:
                yield lost(f"the step {action} of {row.table} {row.id}")
            if there[action] > count:
                yield doubled(f"the step {action} of {row.table} {row.id}")
            logged = ledger.logged[f"{row.table}/{row.id}", f"{row.table}.{action}"]
            if row.table in LOGGED and logged != there[action]:
                yield different(f"{row.table} {row.id}: {action} is logged {logged} times")


async def check_logs(stores: Stores) -> list[Finding]:
    """Return which audit log is not as it was written, and which feed lacks a number."""
    found: list[Finding] = []
    for service, trail in TRAILS.items():
        async with stores[service].snapshot() as session:
            verdict = await verify(session, trail)
        if not verdict.intact:
            found.append(different(f"the audit log of {service}: {verdict.broken}"))
    for url, (service, tables) in FEEDS.items():
        found += await _gaps(stores, url, service, tables)
    return found


async def _gaps(stores: Stores, url: str, service: str, tables: FeedTables) -> list[Finding]:
    sequence = col(tables.entry.sequence)
    async with stores[service].snapshot() as session:
        numbers = list(await session.scalars(sa.select(sequence).order_by(sequence)))
        head = (await session.scalars(sa.select(tables.head))).one()
    if numbers == list(range(1, head.last + 1)):
        return []
    return [different(f"{url} stands at {head.last} and has {len(numbers)} entries")]
