"""The HTTP face of proposed terms, for operators."""

from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response

from services.matching.dependencies import ProposalsDep
from services.matching.proposals.domain import ProposalStatus
from services.matching.proposals.schemas import (
    ProposalDraft,
    ProposalRead,
    ProposalStepDraft,
    ProposalStepRead,
)
from services.matching.understanding.schemas import FieldRead
from shared.locations import location_of
from shared.pagination import Page, PageRequestDep
from shared.preconditions import IfMatch, etag_of

router = APIRouter(prefix="/terms", tags=["terms"])

ETAG: Final[dict[str, Any]] = {
    "headers": {"ETag": {"description": "For `If-Match`.", "schema": {"type": "string"}}}
}
TAGGED: Final[dict[int | str, dict[str, Any]]] = {HTTPStatus.OK.value: ETAG}
CREATED: Final[dict[int | str, dict[str, Any]]] = {HTTPStatus.CREATED.value: ETAG}


def _tagged(proposal: ProposalRead, response: Response) -> ProposalRead:
    response.headers["ETag"] = etag_of(proposal.version)
    return proposal


@router.get("/fields")
async def list_term_fields(proposals: ProposalsDep) -> list[FieldRead]:
    """Return the fields of technology under which terms are filed."""
    return proposals.fields()


@router.post("/proposals", status_code=HTTPStatus.CREATED, responses=CREATED)
async def propose_term(
    draft: ProposalDraft, request: Request, proposals: ProposalsDep, response: Response
) -> ProposalRead:
    """Propose a term for the vocabulary."""
    proposal = await proposals.propose(draft)
    location = location_of(request, "read_term_proposal", proposal_id=proposal.id)
    response.headers["Location"] = location
    return _tagged(proposal, response)


@router.get("/proposals")
async def list_term_proposals(
    page: PageRequestDep,
    proposals: ProposalsDep,
    status: Annotated[ProposalStatus | None, Query()] = None,
) -> Page[ProposalRead]:
    """Return proposed terms, the newest first."""
    return await proposals.page(page, status)


@router.get("/proposals/{proposal_id}", responses=TAGGED)
async def read_term_proposal(
    proposal_id: UUID, proposals: ProposalsDep, response: Response
) -> ProposalRead:
    """Return a proposed term."""
    return _tagged(await proposals.read(proposal_id), response)


@router.get("/proposals/{proposal_id}/history")
async def read_term_proposal_history(
    proposal_id: UUID, proposals: ProposalsDep
) -> list[ProposalStepRead]:
    """Return what has become of a proposed term, step by step."""
    return await proposals.steps(proposal_id)


@router.put("/proposals/{proposal_id}/status", responses=TAGGED)
async def move_term_proposal(
    proposal_id: UUID,
    draft: ProposalStepDraft,
    proposals: ProposalsDep,
    response: Response,
    if_match: IfMatch = None,
) -> ProposalRead:
    """Approve, reject, withdraw or propose again; approved terms are read with at once."""
    return _tagged(await proposals.move(proposal_id, draft, if_match), response)
