"""What an operator is told about the index."""

from pydantic import BaseModel

from services.matching.indexing.indexer import RebuildState


class RebuildRead(BaseModel):
    """How the latest rebuild stands: `done` of `total` records are in the new index."""

    state: RebuildState
    done: int
    total: int
