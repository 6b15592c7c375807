"""Every statement on our copies of published records."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.matching.replicas.contract import Snapshot
from services.matching.replicas.errors import SubjectNotFoundError
from services.matching.replicas.models import Replica, ReplicaHead
from services.matching.replicas.snapshots import read_snapshot
from shared.database import table_of

_CHANGE: Final = "replica_change"
_KEYS_A_STATEMENT: Final = 500

# Of the table, not of the model: the ORM takes as long for a row as the database. What every
# match asks for is made once: to make a statement takes as long, too.
_REPLICAS: Final = table_of(Replica).c
_ROWS: Final = sa.select(
    _REPLICAS.key, _REPLICAS.kind, _REPLICAS.gone, _REPLICAS.document, _REPLICAS.change
)
_NAMED: Final = _ROWS.where(
    _REPLICAS.key.in_(sa.bindparam("keys", expanding=True)), ~_REPLICAS.gone
)
_NEWEST: Final = (
    sa.select(_REPLICAS.change, _REPLICAS.key)
    .order_by(_REPLICAS.change.desc(), _REPLICAS.key.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """How far something has read the replicas: up to this row, in order of change."""

    change: int = 0
    key: str = ""


@dataclass(frozen=True)
class StoredRecord:
    """A replica as it stands; the document of one that is gone is empty."""

    key: str
    kind: str
    gone: bool
    document: dict[str, Any]
    position: Position

    @cached_property
    def snapshot(self) -> Snapshot:
        """What matching reads in the document.

        Raises:
            pydantic.ValidationError: The record lacks what its kind must have.
        """
        return read_snapshot(self.kind, self.document)


def key_of(kind: str, record_id: UUID | str) -> str:
    """Return the key of a record, unique over all kinds."""
    return f"{kind}:{record_id}"


class ReplicaRepository:
    """Replicas, within one transaction or snapshot."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def store(self, kind: str, documents: Mapping[str, Mapping[str, Any] | None]) -> None:
        """Remember records, by id, as they now are; one without a document is gone."""
        change = await self.change()
        rows = [
            {
                "key": key_of(kind, record_id),
                "kind": kind,
                "gone": document is None,
                "document": document or {},
                "change": change,
            }
            for record_id, document in documents.items()
        ]
        if rows:
            insert = self._insert(Replica)
            changed = {name: insert.excluded[name] for name in rows[0] if name != "key"}
            await self._session.execute(
                insert.on_conflict_do_update(index_elements=["key"], set_=changed), rows
            )

    async def forget_all(self, kinds: Iterable[str]) -> None:
        """Mark every record of these kinds as gone, to be stored anew from a snapshot."""
        await self._session.execute(
            sa.update(Replica)
            .where(col(Replica.kind).in_(tuple(kinds)), self._is_here())
            .values(document={}, gone=True, change=await self.change())
        )

    async def changed_after(self, position: Position, *, limit: int) -> Sequence[StoredRecord]:
        """Return the records changed after `position`, oldest change first."""
        order = sa.tuple_(col(Replica.change), col(Replica.key))
        statement = (
            _ROWS.where(order > sa.tuple_(sa.literal(position.change), sa.literal(position.key)))
            .order_by(col(Replica.change), col(Replica.key))
            .limit(limit)
        )
        return [_record(row) for row in await self._session.execute(statement)]

    async def here_after(self, key: str, *, limit: int) -> Sequence[StoredRecord]:
        """Return the records that are not gone, by key, from after `key` on."""
        statement = (
            _ROWS.where(self._is_here(), col(Replica.key) > key)
            .order_by(col(Replica.key))
            .limit(limit)
        )
        return [_record(row) for row in await self._session.execute(statement)]

    async def newest(self, kind: str, *, limit: int) -> Sequence[StoredRecord]:
        """Return the newest records of a kind that are not gone: ids grow with time."""
        statement = (
            _ROWS.where(col(Replica.kind) == kind, self._is_here())
            .order_by(col(Replica.key).desc())
            .limit(limit)
        )
        return [_record(row) for row in await self._session.execute(statement)]

    async def pending_after(self, position: Position, *, most: int) -> int:
        """Return how many records changed after `position`, counting no further than `most`."""
        # Asked with every answer, nearly always for 0, and a count takes much longer to write.
        last = (await self._session.execute(_NEWEST)).first()
        if last is None or Position(*last) <= position:
            return 0
        order = sa.tuple_(col(Replica.change), col(Replica.key))
        later = (
            sa.select(sa.literal(1))
            .select_from(Replica)
            .where(order > sa.tuple_(sa.literal(position.change), sa.literal(position.key)))
            .limit(most)
            .subquery()
        )
        return int(await self._session.scalar(sa.select(sa.func.count()).select_from(later)) or 0)

    async def here(self) -> int:
        """Return how many records are not gone."""
        statement = sa.select(sa.func.count()).select_from(Replica).where(self._is_here())
        return int(await self._session.scalar(statement) or 0)

    async def head(self) -> Position:
        """Return the position after the last change there is."""
        last = await self._session.scalar(sa.select(sa.func.max(col(Replica.change))))
        return Position(last or 0, "\U0010ffff")

    async def get(self, kind: str, record_id: UUID) -> StoredRecord:
        """Return a record that is not gone.

        Raises:
            SubjectNotFoundError: There is none of that kind and id.
        """
        key = key_of(kind, record_id)
        if found := (await self.records([key])).get(key):
            return found
        raise SubjectNotFoundError(kind=kind, record_id=record_id)

    async def records(self, keys: Sequence[str]) -> Mapping[str, StoredRecord]:
        """Return those of the named records that are not gone, by key."""
        found: dict[str, StoredRecord] = {}
        for start in range(0, len(keys), _KEYS_A_STATEMENT):
            some = keys[start : start + _KEYS_A_STATEMENT]
            rows = await self._session.execute(_NAMED, {"keys": some})
            found |= {record.key: record for record in map(_record, rows)}
        return found

    async def change(self) -> int:
        """Return this transaction's change number, drawn once and held until the commit."""
        change: int | None = self._session.info.get(_CHANGE)
        if change is None:
            insert = self._insert(ReplicaHead).values(id=1, last=1)
            advanced = insert.on_conflict_do_update(
                index_elements=["id"], set_={"last": col(ReplicaHead.last) + 1}
            ).returning(col(ReplicaHead.last))
            change = (await self._session.execute(advanced)).scalar_one()
            self._session.info[_CHANGE] = change
        return change

    def _insert(self, model: type[Replica | ReplicaHead]) -> sqlite.Insert | postgresql.Insert:
        on_sqlite = self._session.get_bind().dialect.name == "sqlite"
        table = table_of(model)
        return sqlite.insert(table) if on_sqlite else postgresql.insert(table)

    @staticmethod
    def _is_here() -> sa.ColumnElement[bool]:
        return ~col(Replica.gone)


def _record(row: sa.Row[str, str, bool, dict[str, Any], int]) -> StoredRecord:
    key, kind, gone, document, change = row
    return StoredRecord(key, kind, gone, document, Position(change, key))
