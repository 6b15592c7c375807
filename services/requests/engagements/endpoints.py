"""The HTTP face of engagements."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.requests.dependencies import ChangeDep
from services.requests.engagements.confidentiality import NDA
from services.requests.engagements.projection import Shape
from services.requests.engagements.reads import (
    AgreementRead,
    EngagementItem,
    EngagementRead,
    EngagementReasonRead,
    EngagementTransitionRead,
    LabelRead,
)
from services.requests.engagements.reasons import REASONS
from services.requests.engagements.schemas import (
    ContractDraft,
    EngagementFilters,
    EngagementStep,
    RegistrationDraft,
    SignatureDraft,
)
from services.requests.engaging import EngagementsDep, EngagementsReadDep
from shared.auth import FOR_EVERYBODY, CallerDep
from shared.pagination import Page
from shared.preconditions import etag_of

router = APIRouter(tags=["engagements"])


@router.get("/engagement-reason-codes", openapi_extra=FOR_EVERYBODY)
async def list_engagement_reason_codes() -> list[EngagementReasonRead]:
    """List why an engagement may be halted, sent back or ended."""
    return [EngagementReasonRead.model_validate(reason) for reason in REASONS.values()]


@router.get("/engagement-agreement", openapi_extra=FOR_EVERYBODY)
async def read_engagement_agreement() -> AgreementRead:
    """Read the confidentiality agreement that both sides of an engagement may sign."""
    text = LabelRead.model_validate(NDA.text)
    return AgreementRead(version=NDA.version, text=text, digest=NDA.digest)


@router.get("/engagements")
async def list_engagements(
    wanted: Annotated[EngagementFilters, Query()],
    engagements: EngagementsReadDep,
    caller: CallerDep,
) -> Page[EngagementItem]:
    """List the engagements the caller has a part in, the newest first; to operators, all."""
    return await engagements.page(caller, wanted)


@router.get("/engagements/{engagement_id}", response_model=EngagementRead)
async def read_engagement(
    engagement_id: UUID, engagements: EngagementsReadDep, caller: CallerDep, response: Response
) -> Shape:
    """Read an engagement: its sides all of it, the helper's team what is to be done."""
    return _tagged(await engagements.read(caller, engagement_id), response)


@router.get("/engagements/{engagement_id}/history")
async def read_engagement_history(
    engagement_id: UUID, engagements: EngagementsReadDep, caller: CallerDep
) -> list[EngagementTransitionRead]:
    """Read every step of an engagement's life: who took it, when and why."""
    steps = await engagements.history(caller, engagement_id)
    return [EngagementTransitionRead.model_validate(step) for step in steps]


@router.put("/engagements/{engagement_id}/status", response_model=EngagementRead)
async def move_engagement(
    engagement_id: UUID,
    step: EngagementStep,
    engagements: EngagementsDep,
    change: ChangeDep,
    response: Response,
) -> Shape:
    """Take a step in an engagement's life."""
    shape = await engagements.move(change.caller, engagement_id, step, if_match=change.if_match)
    return _tagged(shape, response)


@router.put("/engagements/{engagement_id}/contract", response_model=EngagementRead)
async def draft_contract(
    engagement_id: UUID,
    draft: ContractDraft,
    engagements: EngagementsDep,
    change: ChangeDep,
    response: Response,
) -> Shape:
    """Propose what the contract shall say; signatures under earlier drafts are void."""
    shape = await engagements.draft_contract(
        change.caller, engagement_id, draft, if_match=change.if_match
    )
    return _tagged(shape, response)


@router.post(
    "/engagements/{engagement_id}/signatures", status_code=201, response_model=EngagementRead
)
async def sign_document(
    engagement_id: UUID,
    said: SignatureDraft,
    engagements: EngagementsDep,
    change: ChangeDep,
    response: Response,
) -> Shape:
    """Sign the agreement or the contract for one's side; what both have signed holds."""
    shape = await engagements.sign(change.caller, engagement_id, said, if_match=change.if_match)
    return _tagged(shape, response)


@router.put("/engagements/{engagement_id}/registration", response_model=EngagementRead)
async def register_contract(
    engagement_id: UUID,
    said: RegistrationDraft,
    engagements: EngagementsDep,
    change: ChangeDep,
    response: Response,
) -> Shape:
    """Note under which number the contract is registered with the technology market's office."""
    shape = await engagements.register(change.caller, engagement_id, said, if_match=change.if_match)
    return _tagged(shape, response)


def _tagged(shape: Shape, response: Response) -> Shape:
    response.headers["ETag"] = etag_of(shape.version)
    return shape
