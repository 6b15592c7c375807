"""The registry that the tables of this service belong to."""

import sqlalchemy as sa
from sqlalchemy.orm import registry
from sqlmodel import SQLModel

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class RequestsTable(SQLModel, registry=registry(metadata=sa.MetaData(naming_convention=_NAMES))):
    """Base of this service's tables, apart from every other service's."""
