"""The HTTP face of organizations."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.portal import policy
from services.portal.dependencies import ResourcesDep, SessionDep, SignedInDep, SnapshotDep
from services.portal.organizations.domain import OrganizationStatus
from services.portal.organizations.models import Organization
from services.portal.organizations.repository import (
    memberships_of,
    organizations_in,
    steps_of,
)
from services.portal.organizations.schemas import (
    OrganizationChange,
    OrganizationDraft,
    OrganizationRead,
    ReasonRead,
    StatusStep,
    StepRead,
)
from services.portal.organizations.service import Organizations
from shared.auth import CallerDep
from shared.pagination import Page, PageRequestDep
from shared.preconditions import IfMatch, etag_of

router = APIRouter(prefix="/api", tags=["organizations"])


async def get_organizations(
    session: SessionDep, caller: CallerDep, resources: ResourcesDep
) -> Organizations:
    """Return the use cases, bound to this request."""
    return Organizations(session, policy.require_known(caller), resources.mail)


async def get_reader(
    session: SnapshotDep, caller: CallerDep, resources: ResourcesDep
) -> Organizations:
    """Return the use cases for what only reads."""
    return Organizations(session, policy.require_known(caller), resources.mail)


OrganizationsDep = Annotated[Organizations, Depends(get_organizations)]
ReaderDep = Annotated[Organizations, Depends(get_reader)]


async def _shown(
    organizations: Organizations, organization: Organization, response: Response
) -> OrganizationRead:
    response.headers["ETag"] = etag_of(organization.version)
    return await organizations.read(organization)


@router.get("/reason-codes")
async def list_reason_codes() -> list[ReasonRead]:
    """Return why organizations are refused, suspended or closed."""
    return ReasonRead.all()


@router.post("/organizations", status_code=HTTPStatus.CREATED)
async def register_organization(
    body: OrganizationDraft,
    me: SignedInDep,
    organizations: OrganizationsDep,
    response: Response,
) -> OrganizationRead:
    """Register an organization; one owns it, and an operator verifies it."""
    organization = await organizations.register(body, me.person_id)
    response.headers["Location"] = f"/api/organizations/{organization.id}"
    return await _shown(organizations, organization, response)


@router.get("/organizations")
async def list_organizations(
    caller: CallerDep,
    session: SnapshotDep,
    resources: ResourcesDep,
    page: PageRequestDep,
    status: OrganizationStatus | None = None,
) -> Page[OrganizationRead]:
    """Return all organizations, the oldest first; for operators."""
    policy.require_operator(caller)
    organizations = Organizations(session, caller, resources.mail)
    rows = await organizations_in(session, status, page)
    found = page.page(rows, key=lambda row: row.id, read=lambda row: row)
    items = [await organizations.read(row) for row in found.items]
    return Page(items=items, next_cursor=found.next_cursor)


@router.get("/me/organizations")
async def list_my_organizations(
    me: SignedInDep, session: SnapshotDep, resources: ResourcesDep
) -> list[OrganizationRead]:
    """Return the organizations one belongs to."""
    organizations = Organizations(session, me.caller, resources.mail)
    rows = await memberships_of(session, me.person_id)
    return [await organizations.read(organization) for organization, _ in rows]


@router.get("/organizations/{organization_id}")
async def read_organization(
    organization_id: UUID, organizations: ReaderDep, response: Response
) -> OrganizationRead:
    """Return an organization to its members and to operators."""
    organization, _ = await organizations.seen(organization_id)
    return await _shown(organizations, organization, response)


@router.patch("/organizations/{organization_id}")
async def change_organization(
    organization_id: UUID,
    body: OrganizationChange,
    organizations: OrganizationsDep,
    response: Response,
    if_match: IfMatch = None,
) -> OrganizationRead:
    """Change what is said about it; a new name or credit code is verified again."""
    organization = await organizations.change(organization_id, body, if_match)
    return await _shown(organizations, organization, response)


@router.put("/organizations/{organization_id}/status")
async def move_organization(
    organization_id: UUID,
    body: StatusStep,
    organizations: OrganizationsDep,
    response: Response,
    if_match: IfMatch = None,
) -> OrganizationRead:
    """Verify, reject, suspend, restore, close or reopen it. Its owners get a letter."""
    organization = await organizations.move(organization_id, body, if_match)
    return await _shown(organizations, organization, response)


@router.get("/organizations/{organization_id}/history")
async def read_organization_history(
    organization_id: UUID, organizations: ReaderDep, session: SnapshotDep
) -> list[StepRead]:
    """Return what happened to it, with reasons, to its members and to operators."""
    await organizations.seen(organization_id)
    return [StepRead.model_validate(row) for row in await steps_of(session, organization_id)]
