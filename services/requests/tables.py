"""The registry that the tables of this service belong to."""

from sqlmodel import SQLModel

from shared.database import table_registry


class RequestsTable(SQLModel, registry=table_registry()):
    """Base of this service's tables, apart from every other service's."""
