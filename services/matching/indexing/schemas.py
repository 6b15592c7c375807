"""What an operator is told about the index."""

from pydantic import BaseModel

from services.matching.indexing.indexer import RebuildState


class ReadingRead(BaseModel):
    """How far an embedding service has come: it has read `done` of `total` records."""

    done: int
    total: int


class RebuildRead(BaseModel):
    """How the latest rebuild stands: `done` of `total` records are in the new index.

    `meaning` is there where an embedding service is set.
    """

    state: RebuildState
    done: int
    total: int
    meaning: ReadingRead | None = None
