"""The HTTP face of grants, agreements and exchanges of contacts."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Query, Request, Response
from starlette.responses import JSONResponse

from services.requests.dependencies import (
    AgreementReaderDep,
    AgreementsDep,
    ChangeDep,
    ContactsDep,
    GrantReaderDep,
    GrantsDep,
)
from services.requests.grants.reasons import REASONS
from services.requests.grants.schemas import (
    AgreementDraft,
    AgreementRead,
    ExchangeRead,
    GrantFilters,
    GrantRead,
    GrantReasonRead,
    GrantRequest,
    GrantStep,
    GrantStepRead,
)
from shared.auth import CallerDep
from shared.idempotency import Answer
from shared.locations import location_of
from shared.pagination import Page
from shared.preconditions import etag_of

router = APIRouter(tags=["grants"])

Number = Annotated[int, Path(ge=1, le=2**31 - 1)]


@router.post("/demands/{demand_id}/grants", status_code=201, response_model=GrantRead)
async def request_grant(
    request: Request, demand_id: UUID, asked: GrantRequest, grants: GrantsDep, caller: CallerDep
) -> JSONResponse:
    """Ask a need's owner to be let in on what it keeps confidential; after an end, ask again."""
    grant = await grants.request(caller, demand_id, asked)
    place = location_of(request, "read_grant", grant_id=grant.id)
    headers = {"ETag": etag_of(grant.version), "Location": place}
    return Answer.of(grant, headers=headers).response()


@router.get("/grants")
async def list_grants(
    wanted: Annotated[GrantFilters, Query()], grants: GrantReaderDep, caller: CallerDep
) -> Page[GrantRead]:
    """List what the caller's organization has asked for or been asked for, the newest first."""
    return await grants.page(caller, wanted)


@router.get("/grants/{grant_id}")
async def read_grant(
    grant_id: UUID, grants: GrantReaderDep, caller: CallerDep, response: Response
) -> GrantRead:
    """Read how a grant stands, as its holder, the need's owner or an operator."""
    grant = await grants.read(caller, grant_id)
    response.headers["ETag"] = etag_of(grant.version)
    return grant


@router.put("/grants/{grant_id}/status")
async def move_grant(
    grant_id: UUID, step: GrantStep, grants: GrantsDep, change: ChangeDep, response: Response
) -> GrantRead:
    """Approve, refuse, accept the agreement, take back or revoke."""
    grant = await grants.move(change.caller, grant_id, step, if_match=change.if_match)
    response.headers["ETag"] = etag_of(grant.version)
    return grant


@router.get("/grants/{grant_id}/history")
async def read_grant_history(
    grant_id: UUID, grants: GrantReaderDep, caller: CallerDep
) -> list[GrantStepRead]:
    """Read every step of a grant's life: in which part it was taken, when and why."""
    steps = await grants.history(caller, grant_id)
    return [GrantStepRead.model_validate(step) for step in steps]


@router.get("/grant-reasons")
async def list_grant_reasons() -> list[GrantReasonRead]:
    """List why a grant may be refused, revoked or taken back."""
    return [GrantReasonRead.model_validate(reason) for reason in REASONS.values()]


@router.get("/agreements")
async def list_agreements(agreements: AgreementReaderDep) -> list[AgreementRead]:
    """List every version of the confidentiality agreement, the newest first."""
    return [AgreementRead.model_validate(one) for one in await agreements.all()]


@router.post("/agreements", status_code=201)
async def publish_agreement(
    draft: AgreementDraft, agreements: AgreementsDep, caller: CallerDep
) -> AgreementRead:
    """Publish another text of the agreement; for operators. Earlier acceptances stay."""
    return await agreements.publish(caller, draft)


@router.get("/agreements/current")
async def read_current_agreement(agreements: AgreementReaderDep) -> AgreementRead:
    """Read the agreement as it is accepted now."""
    return AgreementRead.model_validate(await agreements.one(None))


@router.get("/agreements/{number}")
async def read_agreement(number: Number, agreements: AgreementReaderDep) -> AgreementRead:
    """Read a version of the agreement."""
    return AgreementRead.model_validate(await agreements.one(number))


@router.get("/responses/{response_id}/contacts")
async def read_contacts(
    response_id: UUID, contacts: ContactsDep, caller: CallerDep
) -> ExchangeRead:
    """Read how the other side of a response is reached, once both sides have agreed."""
    return await contacts.read(caller, response_id)
