"""Who belongs to an organization: inviting, accepting, handing over, leaving."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import email_key
from services.portal.accounts.repository import person_by_id
from services.portal.credentials.domain import MailPurpose
from services.portal.credentials.models import MailToken
from services.portal.credentials.service import (
    Mailing,
    find_mail_token,
    issue_mail_token,
    spend_mail_token,
)
from services.portal.mail.service import Addressee, Mail
from services.portal.mail.texts import LetterKind
from services.portal.organizations.domain import MemberRole
from services.portal.organizations.errors import (
    AlreadyMemberError,
    InvitationNotFoundError,
    InvitedAddressError,
    LastOwnerError,
    MemberNotFoundError,
)
from services.portal.organizations.models import Invitation, Membership, Organization
from services.portal.organizations.repository import (
    has_other_owner,
    invitations_of,
    organization_locked,
)
from services.portal.organizations.schemas import InvitationDraft, InvitationRead
from services.portal.recording import Act, of_organization, record
from shared.audit.trail import Detail
from shared.auth import Caller


class Members:
    """The use cases, bound to one transaction; whether the caller may is asked before."""

    def __init__(self, session: AsyncSession, mail: Mail, caller: Caller) -> None:
        self._session = session
        self._mail = mail
        self._caller = caller

    async def invite(
        self, organization: Organization, draft: InvitationDraft, by: UUID
    ) -> InvitationRead:
        """Send a letter that lets its reader join."""
        mailing = Mailing(MailPurpose.INVITE, draft.email)
        token, mailed = await issue_mail_token(self._session, mailing)
        invitation = Invitation(
            organization_id=organization.id,
            mail_token_id=mailed.id,
            role=draft.role,
            invited_by=by,
        )
        self._session.add(invitation)
        await self._session.flush()
        await self._mail.post(
            self._session,
            Addressee(draft.email),
            LetterKind.INVITE,
            organization=organization.name,
            token=token,
            hours=mailing.hours,
        )
        self._record(Act.INVITE_MEMBER, organization, role=draft.role.value)
        return invitation_read(invitation, mailed)

    async def accept(self, token: str, person_id: UUID) -> Organization:
        """Let somebody join who was invited.

        Raises:
            MailTokenSpentError: The code works no more.
            InvitedAddressError: It was sent to another address.
            AlreadyMemberError: They belong to the organization.
        """
        mailed = await find_mail_token(self._session, token, MailPurpose.INVITE)
        person = await person_by_id(self._session, person_id)
        if person.email_key != email_key(mailed.email):
            raise InvitedAddressError
        invitation = await self._invitation_of(mailed)
        organization = await organization_locked(self._session, invitation.organization_id)
        if organization is None:
            raise InvitationNotFoundError
        membership = await self._session.get(Membership, (organization.id, person_id))
        if membership is not None:
            raise AlreadyMemberError(membership.role)
        role = invitation.role
        # Its invitation goes with it.
        self._session.expunge(invitation)
        await spend_mail_token(self._session, token, MailPurpose.INVITE)
        self._session.add(
            Membership(organization_id=organization.id, person_id=person_id, role=role)
        )
        await self._session.flush()
        self._record(Act.JOIN_ORGANIZATION, organization, role=role.value)
        return organization

    async def take_back(self, organization: Organization, invitation_id: UUID) -> None:
        """Take an invitation back.

        Raises:
            InvitationNotFoundError: There is none, or not any more.
        """
        invitation = await self._session.get(Invitation, invitation_id)
        if invitation is None or invitation.organization_id != organization.id:
            raise InvitationNotFoundError
        mailed = await self._session.get_one(MailToken, invitation.mail_token_id)
        self._session.expunge(invitation)
        await self._session.delete(mailed)
        await self._session.flush()

    async def appoint(self, organization: Organization, person_id: UUID, role: MemberRole) -> None:
        """Make a member an owner, or an owner a member.

        Raises:
            MemberNotFoundError: They do not belong to the organization.
            LastOwnerError: Nobody would own it any more.
        """
        membership = await self._member(organization, person_id)
        if role is MemberRole.MEMBER:
            await self._require_other_owner(membership)
        membership.role = role
        await self._session.flush()
        member, now = str(person_id), role.value
        self._record(Act.APPOINT_MEMBER, organization, member=member, role=now)

    async def remove(self, organization: Organization, person_id: UUID) -> None:
        """Let somebody go.

        Raises:
            MemberNotFoundError: They do not belong to the organization.
            LastOwnerError: Nobody would own it any more.
        """
        membership = await self._member(organization, person_id)
        await self._require_other_owner(membership)
        await self._session.delete(membership)
        await self._session.flush()
        self._record(Act.REMOVE_MEMBER, organization, member=str(person_id))

    def _record(self, act: Act, organization: Organization, **details: Detail) -> None:
        subject = of_organization(organization.id)
        record(self._session, self._caller, act, subject, details=details)

    async def _member(self, organization: Organization, person_id: UUID) -> Membership:
        membership = await self._session.get(Membership, (organization.id, person_id))
        if membership is None:
            raise MemberNotFoundError
        return membership

    async def _require_other_owner(self, membership: Membership) -> None:
        is_owner = membership.role is MemberRole.OWNER
        if is_owner and not await has_other_owner(self._session, membership):
            raise LastOwnerError

    async def _invitation_of(self, mailed: MailToken) -> Invitation:
        found = await self._session.scalars(
            sa.select(Invitation).where(col(Invitation.mail_token_id) == mailed.id)
        )
        invitation = found.one_or_none()
        if invitation is None:  # Whoever invited has left.
            raise InvitationNotFoundError
        return invitation


async def open_invitations(session: AsyncSession, organization_id: UUID) -> list[InvitationRead]:
    """Return who was asked and has not answered."""
    return [invitation_read(*pair) for pair in await invitations_of(session, organization_id)]


def invitation_read(invitation: Invitation, mailed: MailToken) -> InvitationRead:
    """Return an invitation as the owners see it."""
    return InvitationRead(
        id=invitation.id,
        email=mailed.email,
        role=invitation.role,
        invited_by=invitation.invited_by,
        created_at=invitation.created_at,
        expires_at=mailed.expires_at,
    )
