"""The HTTP face of demands."""

import hashlib
from collections.abc import Mapping
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from services.requests import policy
from services.requests.demands.drafting import write_down
from services.requests.demands.projection import Shape
from services.requests.demands.reads import (
    DemandPrivate,
    DemandRead,
    DemandSummary,
    DeskFields,
    ReasonRead,
    TransitionRead,
)
from services.requests.demands.reasons import REASONS
from services.requests.demands.schemas import (
    DemandDraft,
    DemandFilters,
    DemandImport,
    DemandPatch,
)
from services.requests.demands.steps import DeskStep
from services.requests.dependencies import (
    ChangeDep,
    DemandsDep,
    ImporterDep,
    OnceDep,
    ReaderDep,
    ResourcesDep,
    WatchedDep,
    once_straight,
)
from shared.auth import FOR_EVERYBODY, CallerDep
from shared.bulk import BulkReport
from shared.idempotency import Answer, IdempotentRequestDep
from shared.locations import location_of
from shared.pagination import Page
from shared.preconditions import etag_of
from shared.statements import Statements
from shared.written import json_of

router = APIRouter(tags=["demands"])

ETAG_OF_OTHERS = 16
"""Hexadecimal digits in the entity tag of what others see."""


def _as_json(told: bytes, headers: Mapping[str, str] | None = None) -> Response:
    """Return what was read: a model of ours needs no second check on its way out."""
    return Response(told, media_type="application/json", headers=headers)


def _etag(shape: Shape, told: bytes | None = None) -> str:
    """Return the entity tag of a demand as it is shown, and told in JSON.

    The version tells that a private field has changed, so only those see it who see
    the field; what others see is tagged by its content.
    """
    if isinstance(shape, DeskFields):
        return etag_of(shape.version)
    return _etag_of_words(told or json_of(shape))


def _etag_of_words(told: bytes) -> str:
    return f'"{hashlib.sha256(told).hexdigest()[:ETAG_OF_OTHERS]}"'


@router.post("/demands", status_code=201, response_model=DemandPrivate)
async def draft_demand(
    request: Request,
    draft: DemandDraft,
    resources: ResourcesDep,
    caller: CallerDep,
    asked: IdempotentRequestDep,
) -> Response:
    """Write down a need as a draft, which only its owner and the operators see."""

    async def act(statements: Statements) -> Answer:
        drafted = await write_down(statements, caller, draft)
        place = location_of(request, "read_demand", demand_id=drafted.id)
        return Answer.of(drafted, headers={"ETag": _etag(drafted), "Location": place})

    return (await once_straight(resources.database, asked, act)).response()


@router.get("/demands", response_model=Page[DemandRead], openapi_extra=FOR_EVERYBODY)
async def list_demands(
    wanted: Annotated[DemandFilters, Query()], demands: WatchedDep, caller: CallerDep
) -> Response:
    """List the needs the caller may know of, each as far as they may."""
    nobody = policy.callers.is_nobody(caller)
    page = await (demands.page_publicly(wanted) if nobody else demands.page(caller, wanted))
    return _as_json(json_of(page))


@router.post("/demands/import", response_model=BulkReport)
async def import_demands(
    request: DemandImport, importer: ImporterDep, once: OnceDep
) -> JSONResponse:
    """Take over up to 500 needs of another platform, exactly once; for operators."""

    async def act() -> Answer:
        return Answer.of(await importer.take_over(request), headers={}, status=HTTPStatus.OK)

    return (await once(act)).response()


@router.get("/demands/{demand_id}", response_model=DemandRead, openapi_extra=FOR_EVERYBODY)
async def read_demand(demand_id: UUID, demands: WatchedDep, caller: CallerDep) -> Response:
    """Read a need as far as the caller may."""
    if policy.callers.is_nobody(caller):
        told = await demands.read_publicly(demand_id)
        return _as_json(told, {"ETag": _etag_of_words(told)})
    shape = await demands.read(caller, demand_id)
    told = json_of(shape)
    return _as_json(told, {"ETag": _etag(shape, told)})


@router.patch("/demands/{demand_id}", response_model=DemandRead)
async def rewrite_demand(
    demand_id: UUID, patch: DemandPatch, demands: DemandsDep, change: ChangeDep, response: Response
) -> Shape:
    """Change what a need says: its owner before it is judged, an operator while judging."""
    shape = await demands.rewrite(change.caller, demand_id, patch, if_match=change.if_match)
    response.headers["ETag"] = _etag(shape)
    return shape


@router.put("/demands/{demand_id}/status", response_model=DemandRead)
async def move_demand(
    demand_id: UUID, step: DeskStep, demands: DemandsDep, change: ChangeDep, response: Response
) -> Shape:
    """Take a step in a need's life."""
    shape = await demands.move(change.caller, demand_id, step, if_match=change.if_match)
    response.headers["ETag"] = _etag(shape)
    return shape


@router.get("/demands/{demand_id}/history")
async def read_history(
    demand_id: UUID, demands: WatchedDep, caller: CallerDep
) -> list[TransitionRead]:
    """Read every step of a need's life: who took it, when and why."""
    steps = await demands.history(caller, demand_id)
    return [TransitionRead.model_validate(step) for step in steps]


@router.get("/summary", openapi_extra=FOR_EVERYBODY)
async def read_summary(demands: ReaderDep, caller: CallerDep) -> DemandSummary:
    """Count the needs the caller may know of, by where they stand."""
    return await demands.summary(caller)


@router.get("/reason-codes")
async def list_reason_codes() -> list[ReasonRead]:
    """List why a need may be returned, refused, withdrawn, closed or taken up again."""
    return [ReasonRead.model_validate(reason) for reason in REASONS.values()]
