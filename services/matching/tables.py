"""The registry of this service's tables, apart from every other service's."""

from sqlalchemy.orm import registry
from sqlmodel import SQLModel


class MatchingTable(SQLModel, registry=registry()):
    """Base of every table that matching keeps."""
