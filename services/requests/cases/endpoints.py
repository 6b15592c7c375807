"""The HTTP face of solved cases."""

from uuid import UUID

from fastapi import APIRouter

from services.requests.cases.schemas import Acceptance, CaseRead, CasesSummary, PublicCase
from services.requests.dependencies import ChangeDep
from services.requests.engaging import CasesDep, CasesReadDep
from shared.auth import FOR_EVERYBODY, CallerDep
from shared.pagination import Page, PageRequestDep

router = APIRouter(tags=["cases"])


@router.get("/cases", openapi_extra=FOR_EVERYBODY)
async def list_cases(cases: CasesReadDep, part: PageRequestDep) -> Page[PublicCase]:
    """List the solved needs whose firms let everybody know, the newest first."""
    return await cases.shown(part)


@router.get("/cases/summary", openapi_extra=FOR_EVERYBODY)
async def read_cases_summary(cases: CasesReadDep) -> CasesSummary:
    """Count the needs that were published, and what became of them; for everybody."""
    return await cases.summary()


@router.post("/engagements/{engagement_id}/acceptance", status_code=201)
async def accept_result(
    engagement_id: UUID, said: Acceptance, cases: CasesDep, change: ChangeDep
) -> CaseRead:
    """Accept a result, on evidence: for the firm, whose need is solved by it."""
    return await cases.accept(change.caller, engagement_id, said, if_match=change.if_match)


@router.get("/engagements/{engagement_id}/acceptance")
async def read_acceptance(engagement_id: UUID, cases: CasesReadDep, caller: CallerDep) -> CaseRead:
    """Read what the firm has confirmed, and on what evidence."""
    return await cases.of(caller, engagement_id)
