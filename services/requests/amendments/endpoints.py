"""The HTTP face of changes that both sides must agree on."""

from uuid import UUID

from fastapi import APIRouter, Response
from starlette.responses import JSONResponse

from services.requests.amendments.schemas import AmendmentDraft, AmendmentRead, AmendmentStep
from services.requests.dependencies import ChangeDep, OnceDep
from services.requests.engaging import AmendmentsDep, AmendmentsReadDep
from shared.auth import CallerDep
from shared.idempotency import Answer
from shared.preconditions import etag_of

router = APIRouter(tags=["amendments"])


@router.get("/engagements/{engagement_id}/amendments")
async def list_amendments(
    engagement_id: UUID, amendments: AmendmentsReadDep, caller: CallerDep
) -> list[AmendmentRead]:
    """List what was proposed to be changed in an engagement, and how it was answered."""
    return await amendments.of(caller, engagement_id)


@router.post(
    "/engagements/{engagement_id}/amendments", status_code=201, response_model=AmendmentRead
)
async def propose_amendment(
    engagement_id: UUID,
    draft: AmendmentDraft,
    amendments: AmendmentsDep,
    caller: CallerDep,
    once: OnceDep,
) -> JSONResponse:
    """Propose to change what was agreed, or to end it; the other side answers."""

    async def act() -> Answer:
        amendment = await amendments.propose(caller, engagement_id, draft)
        return Answer.of(amendment, headers={"ETag": etag_of(amendment.version)})

    return (await once(act)).response()


@router.put("/engagements/{engagement_id}/amendments/{amendment_id}/status")
async def answer_amendment(  # noqa: PLR0913 - what FastAPI hands over by name
    *,
    engagement_id: UUID,
    amendment_id: UUID,
    step: AmendmentStep,
    amendments: AmendmentsDep,
    change: ChangeDep,
    response: Response,
) -> AmendmentRead:
    """Agree to a proposed change, refuse it, or take it back."""
    amendment = await amendments.answer(
        change.caller, (engagement_id, amendment_id), step, if_match=change.if_match
    )
    response.headers["ETag"] = etag_of(amendment.version)
    return amendment
