"""The HTTP face of an expert's service: dispatch, hours, assessments."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter

from services.catalog.registrations.dependencies import ServingDep, ServingReaderDep
from services.catalog.registrations.service_schemas import (
    AssessmentRead,
    DispatchDraft,
    DispatchRead,
    ServiceConfirmation,
    ServiceRecordDraft,
    ServiceRecordRead,
)
from shared.preconditions import IfMatch

router = APIRouter(prefix="/registrations/{registration_id}", tags=["registrations"])


@router.post("/dispatches", status_code=HTTPStatus.CREATED)
async def dispatch_expert(
    registration_id: UUID, body: DispatchDraft, serving: ServingDep, if_match: IfMatch = None
) -> DispatchRead:
    """Record an agreement of firm, sending unit and expert, and send the expert out."""
    return DispatchRead.model_validate(await serving.dispatch(registration_id, body, if_match))


@router.get("/dispatches")
async def list_dispatches(registration_id: UUID, serving: ServingReaderDep) -> list[DispatchRead]:
    """Return the agreements, the newest first, to those who see the registration."""
    return [DispatchRead.model_validate(row) for row in await serving.dispatches(registration_id)]


@router.post("/service-records", status_code=HTTPStatus.CREATED)
async def log_service(
    registration_id: UUID, body: ServiceRecordDraft, serving: ServingDep
) -> ServiceRecordRead:
    """Log one's own service on a day; it counts once the firm or an operator confirms it."""
    return ServiceRecordRead.model_validate(await serving.log(registration_id, body))


@router.get("/service-records")
async def list_service_records(
    registration_id: UUID, serving: ServingReaderDep
) -> list[ServiceRecordRead]:
    """Return logged service; to the firm that was served, what was logged while sent to it."""
    rows = await serving.records(registration_id)
    return [ServiceRecordRead.model_validate(row) for row in rows]


@router.put("/service-records/{record_id}/confirmation")
async def confirm_service(
    registration_id: UUID, record_id: UUID, body: ServiceConfirmation, serving: ServingDep
) -> ServiceRecordRead:
    """Confirm service as the firm that was served or as an operator, and rate it if one likes."""
    row = await serving.confirm(registration_id, record_id, body)
    return ServiceRecordRead.model_validate(row)


@router.get("/assessments")
async def list_assessments(
    registration_id: UUID, serving: ServingReaderDep
) -> list[AssessmentRead]:
    """Return the assessments with their evidence, the newest first."""
    rows = await serving.assessments(registration_id)
    return [AssessmentRead.model_validate(row, from_attributes=True) for row in rows]


@router.post("/assessments", status_code=HTTPStatus.CREATED)
async def assess_expert(registration_id: UUID, serving: ServingDep) -> AssessmentRead:
    """Let the published rule look at the term so far; it changes no status."""
    return AssessmentRead.model_validate(await serving.assess(registration_id))
