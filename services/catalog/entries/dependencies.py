"""How an endpoint of a kind gets the use cases of that kind."""

from typing import Annotated, Any

from fastapi import Depends

from services.catalog.dependencies import FeedDep, SessionDep, SnapshotDep
from services.catalog.entries.kind import Kind
from services.catalog.entries.service import EntryService
from shared.auth import CallerDep


def writing(kind: Kind) -> Any:  # noqa: ANN401 - an annotation that FastAPI reads
    """Return the annotation for the use cases in a transaction."""

    def get_service(session: SessionDep, feed: FeedDep, caller: CallerDep) -> EntryService:
        return EntryService(session, kind, feed, caller)

    return Annotated[EntryService, Depends(get_service)]


def reading(kind: Kind) -> Any:  # noqa: ANN401 - an annotation that FastAPI reads
    """Return the annotation for the use cases in a snapshot, where nothing can be changed."""

    def get_service(session: SnapshotDep, feed: FeedDep, caller: CallerDep) -> EntryService:
        return EntryService(session, kind, feed, caller)

    return Annotated[EntryService, Depends(get_service)]
