"""Reads where a service's data stands: its feeds, what it has taken in, what waits."""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import sqlalchemy as sa
from prometheus_client.core import GaugeMetricFamily
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from shared.database import Database
from shared.feed.cloudevents import Position
from shared.feed.models import FeedTables, FollowerTables

Samples = Iterable[tuple[Mapping[str, str], float]]

NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


@dataclass(frozen=True)
class Watched:
    """What of a service is looked at when Prometheus asks.

    Args:
        database: Where all of it is.
        feeds: The feeds it publishes, by what they are called there.
        followers: Where it keeps how far it has read others' feeds.
        waiting: Tables whose rows are still to leave, by what they hold.
    """

    database: Database
    feeds: Mapping[str, FeedTables] = field(default_factory=dict)
    followers: FollowerTables | None = None
    waiting: Mapping[str, type[object]] = field(default_factory=dict)

    async def read(self) -> list[GaugeMetricFamily]:
        """Return where everything stands, as one state of the database shows it."""
        async with self.database.snapshot() as session:
            found = [
                *[one for name in self.feeds for one in await self._feed(session, name)],
                *(await _followed(session, self.followers) if self.followers else ()),
                *[await self._waiting(session, name) for name in self.waiting],
            ]
        return [*_merged(found), *self._of_the_machine()]

    async def _feed(self, session: AsyncSession, name: str) -> Iterator[GaugeMetricFamily]:
        tables, labels = self.feeds[name], {"feed": name}
        head = (await session.scalars(sa.select(tables.head))).one()
        kept = await _count(session, tables.entry)
        return iter(
            (
                _gauge("feed_last", "The number of the newest entry.", [(labels, head.last)]),
                _gauge("feed_entries", "Entries kept for followers.", [(labels, kept)]),
            )
        )

    async def _waiting(self, session: AsyncSession, name: str) -> GaugeMetricFamily:
        count = await _count(session, self.waiting[name])
        return _gauge("waiting", "What is still to leave.", [({"what": name}, count)])

    def _of_the_machine(self) -> Iterator[GaugeMetricFamily]:
        used, most = self.database.connections()
        said = "Connections to the database of the process that answered."
        yield _gauge(
            "database_connections", said, [({"state": "used"}, used), ({"state": "most"}, most)]
        )
        if self.database.dialect == "sqlite":
            file = Path(str(self.database.url.database))
            wal = file.with_name(f"{file.name}-wal")
            size = wal.stat().st_size if wal.exists() else 0
            yield _gauge("sqlite_wal_bytes", "The size of the write-ahead log.", [(NOTHING, size)])
            free = shutil.disk_usage(file.parent).free
            yield _gauge("disk_free_bytes", "What is free beside the data.", [(NOTHING, free)])


async def _followed(
    session: AsyncSession, tables: FollowerTables
) -> tuple[GaugeMetricFamily, GaugeMetricFamily]:
    cursors = await session.scalars(sa.select(tables.cursor))
    read = {row.source: Position.parse(row.cursor).sequence for row in cursors}
    source = col(tables.quarantine.source)
    counted = await session.execute(sa.select(source, sa.func.count()).group_by(source))
    held = {**dict.fromkeys(read, 0), **{row[0]: row[1] for row in counted}}
    return (
        _gauge("follower_position", "The number of the last event taken in.", _by_source(read)),
        _gauge("quarantined", "Events that could not be taken in.", _by_source(held)),
    )


def _by_source(counts: Mapping[str, int]) -> Samples:
    return [({"source": source}, count) for source, count in counts.items()]


async def _count(session: AsyncSession, table: type[object]) -> int:
    counted = await session.scalar(sa.select(sa.func.count()).select_from(table))
    return counted or 0


def _gauge(name: str, said: str, samples: Samples) -> GaugeMetricFamily:
    found = list(samples)
    names: Sequence[str] = list(found[0][0]) if found else ()
    gauge = GaugeMetricFamily(f"keqiao_{name}", said, labels=names)
    for labels, value in found:
        gauge.add_metric(list(labels.values()), value)
    return gauge


def _merged(gauges: Iterable[GaugeMetricFamily]) -> list[GaugeMetricFamily]:
    """Return gauges of one name as one."""
    merged: dict[str, GaugeMetricFamily] = {}
    for gauge in gauges:
        if gauge.name in merged:
            merged[gauge.name].samples.extend(gauge.samples)
        else:
            merged[gauge.name] = gauge
    return list(merged.values())
