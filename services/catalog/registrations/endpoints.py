"""The HTTP face of registrations."""

from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from services.catalog.dependencies import SessionDep
from services.catalog.registrations.dependencies import (
    ReaderDep,
    RegistrationsDep,
    RulesDep,
)
from services.catalog.registrations.schemas import (
    RegistrationDraft,
    RegistrationFilters,
    RegistrationPatch,
    RegistrationRead,
    RegistrationReasonRead,
    RegistrationStepDraft,
    RegistrationStepRead,
)
from services.catalog.registrations.service_schemas import AssessmentRuleRead
from services.catalog.tables import IdempotencyKey
from shared.idempotency import Answer, IdempotentRequestDep, once
from shared.locations import location_of
from shared.pagination import Page
from shared.preconditions import IfMatch, etag_of

router = APIRouter(prefix="/registrations", tags=["registrations"])

ETAG: Final[dict[str, Any]] = {
    "headers": {"ETag": {"description": "For `If-Match`.", "schema": {"type": "string"}}}
}
TAGGED: Final[dict[int | str, dict[str, Any]]] = {HTTPStatus.OK.value: ETAG}
CREATED: Final[dict[int | str, dict[str, Any]]] = {HTTPStatus.CREATED.value: ETAG}


@router.get("/assessment-rule")
async def read_assessment_rule(rules: RulesDep) -> AssessmentRuleRead:
    """Return the rule by which registered experts are assessed."""
    return AssessmentRuleRead.of(rules.assessment)


@router.get("/reason-codes")
async def list_registration_reasons() -> list[RegistrationReasonRead]:
    """Return why registrations are refused, stopped or ended, in the language asked for."""
    return RegistrationReasonRead.all()


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=RegistrationRead,
    responses=CREATED,
)
async def begin_registration(
    body: RegistrationDraft,
    request: Request,
    asked: IdempotentRequestDep,
    registrations: RegistrationsDep,
    session: SessionDep,
) -> JSONResponse:
    """Apply to be registered as an expert, or nominate somebody for the unit one owns."""

    async def act() -> Answer:
        registration = await registrations.begin(body)
        place = location_of(request, "read_registration", registration_id=registration.id)
        headers = {"Location": place, "ETag": etag_of(registration.version)}
        return Answer.of(registrations.shown(registration), headers=headers)

    return (await once(session, IdempotencyKey, asked, act)).response()


@router.get("")
async def list_registrations(
    wanted: Annotated[RegistrationFilters, Query()], registrations: ReaderDep
) -> Page[RegistrationRead]:
    """Return one's own registration, those of one's unit, or all of them to operators."""
    return await registrations.page(wanted)


@router.get("/{registration_id}", responses=TAGGED)
async def read_registration(
    registration_id: UUID, registrations: ReaderDep, response: Response
) -> RegistrationRead:
    """Return a registration to its person, the sending unit and operators."""
    registration = await registrations.seen(registration_id)
    response.headers["ETag"] = etag_of(registration.version)
    return registrations.shown(registration)


@router.patch("/{registration_id}", responses=TAGGED)
async def revise_registration(
    registration_id: UUID,
    body: RegistrationPatch,
    registrations: RegistrationsDep,
    response: Response,
    if_match: IfMatch = None,
) -> RegistrationRead:
    """Change what one says of oneself, before it is judged."""
    registration = await registrations.revise(registration_id, body, if_match)
    response.headers["ETag"] = etag_of(registration.version)
    return registrations.shown(registration)


@router.put("/{registration_id}/status", responses=TAGGED)
async def move_registration(
    registration_id: UUID,
    body: RegistrationStepDraft,
    registrations: RegistrationsDep,
    response: Response,
    if_match: IfMatch = None,
) -> RegistrationRead:
    """Endorse, review, register, renew, suspend, end or appeal it; its person is told."""
    registration = await registrations.move(registration_id, body, if_match)
    response.headers["ETag"] = etag_of(registration.version)
    return registrations.shown(registration)


@router.get("/{registration_id}/history")
async def read_registration_history(
    registration_id: UUID, registrations: ReaderDep
) -> list[RegistrationStepRead]:
    """Return what happened to it, with reasons, to those who see it."""
    steps = await registrations.history(registration_id)
    return [RegistrationStepRead.model_validate(step) for step in steps]
