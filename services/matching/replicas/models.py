"""Our copies of published records, each stamped with the change that brought it."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.tables import MatchingTable


class Replica(MatchingTable, table=True):
    """A published entry or need as it now is.

    A record that is gone keeps its row, without content, so that the index learns of it.
    `change` orders the rows by the transaction that last touched them: newer is higher.
    """

    __tablename__ = "replica"
    __table_args__ = (sa.Index("ix_replica_change", "change", "key"),)

    key: str = Field(primary_key=True, max_length=64)
    kind: str = Field(max_length=16, index=True)
    gone: bool
    document: dict[str, Any] = Field(sa_type=sa.JSON)
    change: int = Field(sa_type=sa.BigInteger)


class ReplicaHead(MatchingTable, table=True):
    """The number of the last change; one row, whose lock puts changes in commit order."""

    __tablename__ = "replica_head"

    id: int = Field(default=1, primary_key=True)
    last: int = Field(sa_type=sa.BigInteger)
