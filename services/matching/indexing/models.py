"""How far the index has taken up the changes of our copies."""

import sqlalchemy as sa
from sqlmodel import Field

from services.matching.tables import MatchingTable


class IndexState(MatchingTable, table=True):
    """Up to which change (and record of it) an index holds everything, one row an index.

    `built_with` names the version of the text and index code; another version's index
    cannot be read and is built anew.
    """

    __tablename__ = "index_state"

    name: str = Field(primary_key=True, max_length=32)
    built_with: str = Field(max_length=64)
    change: int = Field(sa_type=sa.BigInteger)
    key: str = Field(max_length=64)
