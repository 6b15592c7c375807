"""How an endpoint gets what it needs."""

from collections.abc import AsyncIterator
from typing import Annotated, cast

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.policy.callers import require_known
from shared.auth import CallerDep
from shared.database import Database
from shared.feed.publisher import Feed
from shared.people.recognition import Recognition


async def get_database(request: Request) -> Database:
    """Return the database of the app that is answering."""
    return cast("Database", request.app.state.database)


async def get_feed(request: Request) -> Feed:
    """Return the feed of the app that is answering."""
    return cast("Feed", request.app.state.feed)


async def get_recognition(request: Request) -> Recognition:
    """Return what recognizes those who had themselves erased."""
    return cast("Recognition", request.app.state.recognition)


async def get_session(
    database: Annotated[Database, Depends(get_database)], caller: CallerDep
) -> AsyncIterator[AsyncSession]:
    """Yield the request's one transaction, to somebody known.

    The caller comes first: checking a token may ask a peer for keys, and nobody
    is asked while a transaction is open; strangers do not open any.
    """
    require_known(caller)
    async with database.transaction() as session:
        yield session


async def get_snapshot(
    database: Annotated[Database, Depends(get_database)], _caller: CallerDep
) -> AsyncIterator[AsyncSession]:
    """Yield a consistent state to read from; the caller comes first here too."""
    async with database.snapshot() as session:
        yield session


FeedDep = Annotated[Feed, Depends(get_feed)]
RecognitionDep = Annotated[Recognition, Depends(get_recognition)]

# "function": commit before the answer leaves, so a failed commit is a failed request.
SessionDep = Annotated[AsyncSession, Depends(get_session, scope="function")]
SnapshotDep = Annotated[AsyncSession, Depends(get_snapshot, scope="function")]
