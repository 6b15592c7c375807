"""The HTTP face of the index, for operators."""

import asyncio
from http import HTTPStatus
from typing import Final

from fastapi import APIRouter

from services.matching import policy
from services.matching.dependencies import Resources, ResourcesDep
from services.matching.indexing.schemas import ReadingRead, RebuildRead
from shared.auth import CallerDep
from shared.notices import notify

router = APIRouter(tags=["index"])

REBUILD: Final = "rebuild_index"
"""The channel on which the other processes hear that each is to build its index anew."""


@router.post("/reindex", status_code=HTTPStatus.ACCEPTED, response_model_exclude_none=True)
async def rebuild_index(resources: ResourcesDep, caller: CallerDep) -> RebuildRead:
    """Build the index anew beside the present one, which answers until the new one is whole.

    Of several processes each builds its own; the progress is that of the one which answers.
    """
    policy.require_keeper(caller)
    resources.indexer.rebuild_soon()
    async with resources.database.transaction() as session:
        await notify(session, REBUILD)
    return await _read(resources)


@router.get("/reindex", response_model_exclude_none=True)
async def read_rebuild(resources: ResourcesDep, caller: CallerDep) -> RebuildRead:
    """Say how far the latest rebuild has come, and how far an embedding service if one is set."""
    policy.require_keeper(caller)
    return await _read(resources)


async def _read(resources: Resources) -> RebuildRead:
    progress, meanings = resources.indexer.progress, resources.library.meanings
    read = None
    if meanings is not None:
        reading = await asyncio.to_thread(meanings.reading)
        read = ReadingRead(done=reading.done, total=reading.total)
    return RebuildRead(state=progress.state, done=progress.done, total=progress.total, meaning=read)
