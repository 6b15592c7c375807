"""The HTTP face of a kind of entry: the same routes for every kind, with its own types.

The endpoints of a kind are closures over it. What differs in their signatures, such as
the body of a creation, is put into their annotations, which is where FastAPI looks.
"""

from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus
from typing import Annotated, Any, Final, TypeVar
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from services.catalog import policy
from services.catalog.dependencies import FeedDep, RecognitionDep, SessionDep
from services.catalog.entries.dependencies import reading, writing
from services.catalog.entries.importing import EntryImport
from services.catalog.entries.kind import Kind
from services.catalog.entries.schemas import (
    EntryDraft,
    EntryFilters,
    EntryPatch,
    EntryRead,
    StatusChangeDraft,
    StatusChangeRead,
)
from services.catalog.entries.service import EntryService
from services.catalog.tables import TRAIL, IdempotencyKey
from shared.auth import FOR_EVERYBODY, CallerDep
from shared.bulk import BulkImport, BulkReport
from shared.idempotency import Answer, IdempotentRequestDep, once
from shared.language import current_language
from shared.locations import location_of
from shared.pagination import Page
from shared.preconditions import IfMatch, etag_of

Endpoint = TypeVar("Endpoint", bound=Callable[..., Awaitable[Any]])

ETAG: Final[dict[str, Any]] = {
    "headers": {"ETag": {"description": "For `If-Match`.", "schema": {"type": "string"}}}
}
TAGGED: Final[dict[int | str, dict[str, Any]]] = {HTTPStatus.OK.value: ETAG}


def entry_router(kind: Kind) -> APIRouter:
    """Return the routes of a kind: create, read, list, change, move, history, import."""
    router = APIRouter(prefix=f"/{kind.plural}", tags=[kind.plural])
    one: Any = kind.owned | kind.read
    page: Any = Page[kind.read]  # type: ignore[name-defined]  # known at run time
    noun = kind.kind.value
    router.post(
        "",
        name=f"create_{noun}",
        status_code=HTTPStatus.CREATED,
        response_model=one,
        responses={HTTPStatus.CREATED.value: ETAG},
    )(_create(kind))
    router.get("", name=f"list_{kind.plural}", response_model=page, openapi_extra=FOR_EVERYBODY)(
        _list(kind)
    )
    router.post("/import", name=f"import_{kind.plural}", response_model=BulkReport)(_import(kind))
    item = "/{entry_id}"
    router.get(
        item,
        name=f"read_{noun}",
        response_model=one,
        responses=TAGGED,
        openapi_extra=FOR_EVERYBODY,
    )(_read(kind))
    router.patch(item, name=f"change_{noun}", response_model=one, responses=TAGGED)(_change(kind))
    router.put(f"{item}/status", name=f"move_{noun}", response_model=one, responses=TAGGED)(
        _move(kind)
    )
    router.get(f"{item}/history", name=f"read_{noun}_history")(_history(kind))
    return router


def _typed(endpoint: Endpoint, **types: Any) -> Endpoint:  # noqa: ANN401 - types of any kind
    """Return the endpoint with the kind's own types in its annotations."""
    endpoint.__annotations__.update(types)
    return endpoint


def _create(kind: Kind) -> Callable[..., Awaitable[Any]]:
    async def create(
        request: Request,
        body: EntryDraft,
        asked: IdempotentRequestDep,
        session: SessionDep,
        entries: EntryService,
    ) -> JSONResponse:
        """Write a new entry; the caller owns it unless an operator says otherwise."""

        async def act() -> Answer:
            entry = await entries.create(body)
            place = location_of(request, f"read_{kind.kind}", entry_id=entry.id)
            headers = {"Location": place, "ETag": etag_of(entry.version)}
            return Answer.of(await entries.shown(entry), headers=headers)

        return (await once(session, IdempotencyKey, asked, act)).response()

    return _typed(create, body=kind.draft, entries=writing(kind))


def _list(kind: Kind) -> Callable[..., Awaitable[Any]]:
    async def list_entries(filters: EntryFilters, entries: EntryService) -> Page[EntryRead]:
        """Return a page of entries, the newest first or by name."""
        return await entries.page(filters)

    filters = Annotated[kind.filters, Query()]  # type: ignore[name-defined]  # as above
    return _typed(list_entries, filters=filters, entries=reading(kind))


def _import(kind: Kind) -> Callable[..., Awaitable[Any]]:
    async def import_entries(  # noqa: PLR0913 - FastAPI fills each
        *,
        body: BulkImport,
        asked: IdempotentRequestDep,
        caller: CallerDep,
        session: SessionDep,
        feed: FeedDep,
        recognition: RecognitionDep,
    ) -> JSONResponse:
        """Store up to 500 rows of one source; say of each what became of it.

        Rows are drafts. A row is known by its `source_id`, or else by what it says;
        what a row leaves out stays as it is.
        """
        policy.callers.require_operator(caller)
        entries = EntryImport(session, kind, feed, recognition)

        async def act() -> Answer:
            report = await entries.run(body, current_language.get())
            if not body.dry_run:
                TRAIL.record(
                    session,
                    actor=caller,
                    action=f"{kind.kind.value}.import",
                    subject=f"source/{body.source}",
                    details=report.model_dump(exclude={"rows"}),
                )
            return Answer.of(report, headers={}, status=HTTPStatus.OK)

        return (await once(session, IdempotencyKey, asked, act)).response()

    return import_entries


def _read(kind: Kind) -> Callable[..., Awaitable[Any]]:
    async def read(entry_id: UUID, response: Response, entries: EntryService) -> EntryRead:
        """Return an entry; with contacts and possible actions to its owner and operators."""
        entry = await entries.seen(entry_id)
        response.headers["ETag"] = etag_of(entry.version)
        return await entries.shown(entry)

    return _typed(read, entries=reading(kind))


def _change(kind: Kind) -> Callable[..., Awaitable[Any]]:
    async def change(
        entry_id: UUID,
        body: EntryPatch,
        response: Response,
        entries: EntryService,
        if_match: IfMatch = None,
    ) -> EntryRead:
        """Change some fields: those left out stay, those set to null become unknown."""
        entry = await entries.change(entry_id, body, if_match)
        response.headers["ETag"] = etag_of(entry.version)
        return await entries.shown(entry)

    return _typed(change, body=kind.patch, entries=writing(kind))


def _move(kind: Kind) -> Callable[..., Awaitable[Any]]:
    async def move(
        entry_id: UUID,
        body: StatusChangeDraft,
        response: Response,
        entries: EntryService,
        if_match: IfMatch = None,
    ) -> EntryRead:
        """Suspend, resume, withdraw or restore an entry."""
        entry = await entries.move(entry_id, body, if_match)
        response.headers["ETag"] = etag_of(entry.version)
        return await entries.shown(entry)

    return _typed(move, entries=writing(kind))


def _history(kind: Kind) -> Callable[..., Awaitable[Any]]:
    async def read_history(entry_id: UUID, entries: EntryService) -> Sequence[StatusChangeRead]:
        """Return who moved an entry along its life, when and why, to its owner and operators."""
        steps = await entries.history(entry_id)
        return [StatusChangeRead.model_validate(step) for step in steps]

    return _typed(read_history, entries=reading(kind))
