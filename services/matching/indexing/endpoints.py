"""The HTTP face of the index, for operators."""

from http import HTTPStatus
from typing import Final

from fastapi import APIRouter

from services.matching import policy
from services.matching.dependencies import IndexerDep, ResourcesDep
from services.matching.indexing.indexer import Indexer
from services.matching.indexing.schemas import RebuildRead
from shared.auth import CallerDep
from shared.notices import notify

router = APIRouter(tags=["index"])

REBUILD: Final = "rebuild_index"
"""The channel on which the other processes hear that each is to build its index anew."""


@router.post("/reindex", status_code=HTTPStatus.ACCEPTED)
async def rebuild_index(resources: ResourcesDep, caller: CallerDep) -> RebuildRead:
    """Build the index anew beside the present one, which answers until the new one is whole.

    Of several processes each builds its own; the progress is that of the one which answers.
    """
    policy.require_keeper(caller)
    resources.indexer.rebuild_soon()
    async with resources.database.transaction() as session:
        await notify(session, REBUILD)
    return _read(resources.indexer)


@router.get("/reindex")
async def read_rebuild(indexer: IndexerDep, caller: CallerDep) -> RebuildRead:
    """Say how far the latest rebuild has come."""
    policy.require_keeper(caller)
    return _read(indexer)


def _read(indexer: Indexer) -> RebuildRead:
    progress = indexer.progress
    return RebuildRead(state=progress.state, done=progress.done, total=progress.total)
