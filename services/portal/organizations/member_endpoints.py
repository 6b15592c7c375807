"""The HTTP face of who belongs to an organization."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response

from services.portal import policy
from services.portal.dependencies import (
    ResourcesDep,
    SessionDep,
    SignedInDep,
    SnapshotDep,
    limited_account,
)
from services.portal.organizations.endpoints import OrganizationsDep, ReaderDep
from services.portal.organizations.errors import MemberNotFoundError
from services.portal.organizations.members import Members, open_invitations
from services.portal.organizations.models import Membership
from services.portal.organizations.repository import members_of, organization_by_id
from services.portal.organizations.schemas import (
    Acceptance,
    InvitationDraft,
    InvitationRead,
    MemberChange,
    MemberRead,
    OrganizationRead,
    StandingRead,
)
from shared.auth import CallerDep

router = APIRouter(prefix="/api", tags=["organizations"])


async def get_members(session: SessionDep, caller: CallerDep, resources: ResourcesDep) -> Members:
    """Return the use cases, bound to this request's transaction and its caller."""
    return Members(session, resources.mail, caller)


MembersDep = Annotated[Members, Depends(get_members)]


@router.get("/organizations/{organization_id}/members")
async def list_members(
    organization_id: UUID, organizations: ReaderDep, session: SnapshotDep
) -> list[MemberRead]:
    """Return who belongs to it, to its members and to operators."""
    await organizations.seen(organization_id)
    return [
        MemberRead(
            person_id=person.id,
            name=person.name or "",
            email=person.email or "",
            role=membership.role,
            joined_at=membership.joined_at,
        )
        for person, membership in await members_of(session, organization_id)
    ]


@router.get("/organizations/{organization_id}/members/{person_id}")
async def read_standing(
    organization_id: UUID, person_id: UUID, caller: CallerDep, session: SnapshotDep
) -> StandingRead:
    """Return what somebody is to an organization, to the platform's own services."""
    policy.require_peer(caller)
    organization = await organization_by_id(session, organization_id)
    membership = await session.get(Membership, (organization_id, person_id))
    if organization is None or membership is None:
        raise MemberNotFoundError
    return StandingRead(
        organization_id=organization_id,
        person_id=person_id,
        name=organization.name,
        kind=organization.kind,
        status=organization.status,
        role=membership.role,
    )


@router.put("/organizations/{organization_id}/members/{person_id}")
async def appoint_member(
    organization_id: UUID,
    person_id: UUID,
    body: MemberChange,
    organizations: OrganizationsDep,
    members: MembersDep,
) -> MemberChange:
    """Make a member an owner or an owner a member; handing over is the first and then leaving."""
    organization = await organizations.owned(organization_id)
    await members.appoint(organization, person_id, body.role)
    return body


@router.delete(
    "/organizations/{organization_id}/members/{person_id}", status_code=HTTPStatus.NO_CONTENT
)
async def remove_member(
    organization_id: UUID,
    person_id: UUID,
    me: SignedInDep,
    organizations: OrganizationsDep,
    members: MembersDep,
) -> Response:
    """Leave, or let somebody go. What their tokens say of it ends within minutes."""
    organization, membership = await organizations.seen(organization_id, lock=True)
    if person_id != me.person_id:
        policy.require_owner(me.caller, organization_id, membership)
    await members.remove(organization, person_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post(
    "/organizations/{organization_id}/invitations",
    status_code=HTTPStatus.CREATED,
    dependencies=[limited_account("invitation")],
)
async def invite_member(
    organization_id: UUID,
    body: InvitationDraft,
    me: SignedInDep,
    organizations: OrganizationsDep,
    members: MembersDep,
) -> InvitationRead:
    """Ask somebody by letter to join."""
    organization = await organizations.owned(organization_id)
    return await members.invite(organization, body, me.person_id)


@router.get("/organizations/{organization_id}/invitations")
async def list_invitations(
    organization_id: UUID, organizations: OrganizationsDep, session: SessionDep
) -> list[InvitationRead]:
    """Return who was asked and has not answered."""
    await organizations.owned(organization_id)
    return await open_invitations(session, organization_id)


@router.delete(
    "/organizations/{organization_id}/invitations/{invitation_id}",
    status_code=HTTPStatus.NO_CONTENT,
)
async def take_back_invitation(
    organization_id: UUID,
    invitation_id: UUID,
    organizations: OrganizationsDep,
    members: MembersDep,
) -> Response:
    """Take an invitation back; the code in the letter works no more."""
    organization = await organizations.owned(organization_id)
    await members.take_back(organization, invitation_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/invitations/accept")
async def accept_invitation(
    body: Acceptance, me: SignedInDep, organizations: OrganizationsDep, members: MembersDep
) -> OrganizationRead:
    """Join the organization that sent the letter."""
    organization = await members.accept(body.token, me.person_id)
    return await organizations.read(organization)
