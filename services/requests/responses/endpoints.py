"""The HTTP face of responses."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import JSONResponse

from services.requests.dependencies import ChangeDep
from services.requests.responses.beginning import Beginning
from services.requests.responses.dependencies import (
    MoverDep,
    OnceDep,
    ReadingDep,
    ResponsesDep,
    TeamsDep,
)
from services.requests.responses.reads import (
    AuthorContact,
    OfferRead,
    ResponseRead,
    ResponseReasonRead,
    ResponseShape,
    ResponseStepRead,
)
from services.requests.responses.reasons import REASONS
from services.requests.responses.schemas import (
    ConsentGiven,
    Invitation,
    MemberDraft,
    ResponseDraft,
    ResponseFilters,
    ResponsePatch,
    ResponseStep,
)
from services.requests.responses.teams import TeamService
from shared.auth import CallerDep
from shared.idempotency import Answer
from shared.locations import location_of
from shared.pagination import Page
from shared.preconditions import etag_of

router = APIRouter(tags=["responses"])


def _created(request: Request, shape: ResponseShape) -> Answer:
    place = location_of(request, "read_response", response_id=shape.id)
    return Answer.of(shape, headers={"ETag": etag_of(shape.version), "Location": place})


def _tagged(shape: ResponseShape, response: Response) -> ResponseShape:
    response.headers["ETag"] = etag_of(shape.version)
    return shape


@router.post("/demands/{demand_id}/responses", status_code=201, response_model=ResponseRead)
async def draft_response(
    request: Request,
    demand_id: UUID,
    draft: ResponseDraft,
    once: OnceDep,
    caller: CallerDep,
) -> JSONResponse:
    """Write down a response to a need; nobody else sees it before it is expressed."""
    entry = await once.asking.for_draft(caller, demand_id, draft)

    async def act(beginning: Beginning) -> Answer:
        return _created(request, await beginning.draft(caller, demand_id, draft, entry))

    return (await once.begin(act)).response()


@router.post("/demands/{demand_id}/invitations", status_code=201, response_model=ResponseRead)
async def invite_response(
    request: Request,
    demand_id: UUID,
    invitation: Invitation,
    once: OnceDep,
    caller: CallerDep,
) -> JSONResponse:
    """Invite whoever answers for a catalogue entry to respond; for the firm and operators."""
    entry = await once.asking.for_invitation(caller, demand_id, invitation)

    async def act(beginning: Beginning) -> Answer:
        return _created(request, await beginning.invite(caller, demand_id, invitation, entry))

    return (await once.begin(act)).response()


@router.get("/responses")
async def list_responses(
    wanted: Annotated[ResponseFilters, Query()], responses: ReadingDep, caller: CallerDep
) -> Page[ResponseRead]:
    """List the responses the caller has a part in, the newest first; operators see all sent."""
    return await responses.page(caller, wanted)


@router.get("/responses/reason-codes")
async def list_response_reasons() -> list[ResponseReasonRead]:
    """List why a response may be refused, declined, withdrawn or ended."""
    return [ResponseReasonRead.model_validate(reason) for reason in REASONS.values()]


@router.get("/responses/{response_id}", response_model=ResponseRead)
async def read_response(
    response_id: UUID, responses: ReadingDep, caller: CallerDep, response: Response
) -> ResponseShape:
    """Read a response as far as the caller may."""
    return _tagged(await responses.read(caller, response_id), response)


@router.patch("/responses/{response_id}", response_model=ResponseRead)
async def rewrite_response(
    response_id: UUID,
    patch: ResponsePatch,
    responses: ResponsesDep,
    change: ChangeDep,
    response: Response,
) -> ResponseShape:
    """Change what one's own response says, before it is sent or when more was asked for."""
    shape = await responses.rewrite(change.caller, response_id, patch, if_match=change.if_match)
    return _tagged(shape, response)


@router.put("/responses/{response_id}/status", response_model=ResponseRead)
async def move_response(
    response_id: UUID,
    step: ResponseStep,
    mover: MoverDep,
    change: ChangeDep,
    response: Response,
) -> ResponseShape:
    """Take a step in a response's life.

    Whoever sends an offer agrees that a firm that selects it learns how to reach them, and
    whoever selects one agrees to the same.
    """
    shape = await mover.move(change.caller, response_id, step, if_match=change.if_match)
    return _tagged(shape, response)


@router.get("/responses/{response_id}/history")
async def read_response_history(
    response_id: UUID, responses: ReadingDep, caller: CallerDep
) -> list[ResponseStepRead]:
    """Read every step of a response's life: who took it, when and why."""
    steps = await responses.history(caller, response_id)
    return [ResponseStepRead.model_validate(step) for step in steps]


@router.get("/responses/{response_id}/offers")
async def list_offers(
    response_id: UUID, responses: ReadingDep, caller: CallerDep
) -> list[OfferRead]:
    """Read all terms that were ever on the table, the first first."""
    offers = await responses.offers(caller, response_id)
    return [OfferRead.model_validate(offer) for offer in offers]


@router.get("/responses/{response_id}/author-contact")
async def read_author_contact(
    response_id: UUID, responses: ResponsesDep, caller: CallerDep
) -> AuthorContact:
    """Read how to reach the author of a response, as its broker; each reading is logged.

    The firm reads it at /responses/{response_id}/contacts, once both sides have agreed.
    """
    return await responses.author_contact(caller, response_id)


@router.post("/responses/{response_id}/members", status_code=201, response_model=ResponseRead)
async def ask_member(
    request: Request,
    response_id: UUID,
    draft: MemberDraft,
    once: OnceDep,
    caller: CallerDep,
) -> JSONResponse:
    """Ask whoever answers for a catalogue entry to take part in one's response."""
    entry = await once.asking.for_team(caller, response_id, draft)

    async def act(teams: TeamService) -> Answer:
        return _created(request, await teams.ask(caller, response_id, draft, entry))

    return (await once.change_team(act)).response()


@router.delete("/responses/{response_id}/members/{member_id}", status_code=204)
async def dismiss_member(
    response_id: UUID, member_id: UUID, teams: TeamsDep, caller: CallerDep
) -> None:
    """Take somebody out of one's team."""
    await teams.dismiss(caller, response_id, member_id)


@router.put("/responses/{response_id}/members/{member_id}/consent")
async def answer_as_member(
    response_id: UUID,
    member_id: UUID,
    given: ConsentGiven,
    teams: TeamsDep,
    caller: CallerDep,
) -> ResponseRead:
    """Agree to take part in somebody's response, or not."""
    return await teams.answer(caller, response_id, member_id, given)
