"""Registering, verifying and changing organizations."""

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from services.portal import policy
from services.portal.accounts.repository import person_by_id
from services.portal.mail.service import Addressee, Mail
from services.portal.mail.texts import LetterKind
from services.portal.notifications.codes import MessageCode
from services.portal.notifications.service import keep_what_was_written
from services.portal.organizations.domain import (
    LIFECYCLE,
    REASON_LABELS,
    MemberRole,
    OrganizationAction,
    OrganizationStatus,
    StepFacts,
)
from services.portal.organizations.errors import CreditCodeTakenError, OrganizationNotFoundError
from services.portal.organizations.models import Membership, Organization, OrganizationStep
from services.portal.organizations.repository import (
    members_of,
    organization_by_id,
    organization_locked,
)
from services.portal.organizations.schemas import (
    OrganizationChange,
    OrganizationDraft,
    OrganizationRead,
    StatusStep,
    status_label,
)
from services.portal.recording import Act, of_organization, record
from shared.audit.trail import Detail
from shared.auth import Caller
from shared.clock import utc_now
from shared.database import savepoint
from shared.language import Text
from shared.preconditions import require_match

NO_REASON = Text("无", "none")
ACCOUNT_PAGE = "/account"
IDENTITY = frozenset({"name", "uscc"})
"""What was verified; who changes it is verified again."""


class Organizations:
    """The use cases, bound to one transaction and one caller."""

    def __init__(self, session: AsyncSession, caller: Caller, mail: Mail) -> None:
        self._session = session
        self._caller = caller
        self._mail = mail

    async def membership(self, organization_id: UUID) -> Membership | None:
        """Return what the caller is to an organization; a service or command line is nothing."""
        try:
            person_id = UUID(self._caller.subject)
        except ValueError:
            return None
        return await self._session.get(Membership, (organization_id, person_id))

    async def seen(
        self, organization_id: UUID, *, lock: bool = False
    ) -> tuple[Organization, Membership | None]:
        """Return an organization the caller may see, and what the caller is to it.

        Args:
            organization_id: Which one.
            lock: Let others who want to change it or its members wait.

        Raises:
            OrganizationNotFoundError: To the caller there is none.
        """
        find = organization_locked if lock else organization_by_id
        organization = await find(self._session, organization_id)
        if organization is None:
            raise OrganizationNotFoundError(organization_id=organization_id)
        membership = await self.membership(organization_id)
        policy.require_sight(self._caller, organization_id, membership)
        return organization, membership

    async def owned(self, organization_id: UUID) -> Organization:
        """Return an organization of the caller's.

        Raises:
            OrganizationNotFoundError: To the caller there is none.
            OwnersOnlyError: There is, and they do not own it.
        """
        organization, membership = await self.seen(organization_id, lock=True)
        policy.require_owner(self._caller, organization_id, membership)
        return organization

    async def register(self, draft: OrganizationDraft, person_id: UUID) -> Organization:
        """Register an organization, whose first owner is the person.

        Raises:
            PersonNotFoundError: There is no such person.
        """
        await person_by_id(self._session, person_id)
        organization = Organization(**draft.model_dump())
        self._session.add(organization)
        await self._session.flush()
        self._session.add(
            Membership(organization_id=organization.id, person_id=person_id, role=MemberRole.OWNER)
        )
        await self._session.flush()
        self._record(Act.REGISTER_ORGANIZATION, organization)
        return organization

    async def change(
        self, organization_id: UUID, change: OrganizationChange, if_match: str | None
    ) -> Organization:
        """Change what is said about an organization; a verified one is verified again.

        Raises:
            OwnersOnlyError: The caller does not own it.
        """
        organization = await self.owned(organization_id)
        require_match(if_match, organization.version)
        before = organization.model_dump()
        said = change.model_dump(exclude_unset=True)
        fresh = {name: value for name, value in said.items() if before[name] != value}
        was_verified = organization.status is OrganizationStatus.VERIFIED
        if was_verified and fresh.keys() & IDENTITY:
            step = StatusStep(action=OrganizationAction.REVISE)
            await self._step(organization, step, frozenset({"owner"}))
        await self._store(organization, fresh)
        self._record(Act.CHANGE_ORGANIZATION, organization, fields=sorted(fresh))
        return organization

    async def move(
        self, organization_id: UUID, step: StatusStep, if_match: str | None
    ) -> Organization:
        """Take a step in the life of an organization, and tell its owners.

        Raises:
            IllegalTransitionError: The step is not possible now.
            TransitionForbiddenError: It is not for the caller.
            GuardedTransitionError: A reason is missing.
            CreditCodeTakenError: Another organization was verified with this code.
        """
        organization, membership = await self.seen(organization_id, lock=True)
        require_match(if_match, organization.version)
        await self.take(organization, step, policy.parties(self._caller, membership))
        await self._tell(organization, step)
        return organization

    async def read(self, organization: Organization) -> OrganizationRead:
        """Return an organization as the caller sees it."""
        membership = await self.membership(organization.id)
        read = OrganizationRead.model_validate(organization)
        read.role = membership.role if membership else None
        parties = policy.parties(self._caller, membership)
        read.actions = LIFECYCLE.actions_for(organization.status, parties)
        return read

    async def take(
        self, organization: Organization, step: StatusStep, parties: frozenset[str]
    ) -> None:
        """Take a step on behalf of `parties`, without a letter."""
        await self._step(organization, step, parties)
        await self._store(organization, {})

    async def _step(
        self, organization: Organization, step: StatusStep, parties: frozenset[str]
    ) -> None:
        before = organization.status
        facts = StepFacts(step.reason_code, step.note)
        organization.status = LIFECYCLE.next(before, step.action, parties, facts)
        self._session.add(
            OrganizationStep(
                organization_id=organization.id,
                action=step.action,
                from_status=before,
                to_status=organization.status,
                actor=self._caller.subject,
                reason_code=step.reason_code,
                note=step.note,
            )
        )
        self._record(
            Act.MOVE_ORGANIZATION,
            organization,
            action=step.action.value,
            status=organization.status.value,
            reason_code=step.reason_code,
        )

    def _record(self, act: Act, organization: Organization, **details: Detail) -> None:
        subject = of_organization(organization.id)
        record(self._session, self._caller, act, subject, details=details)

    async def _store(self, organization: Organization, values: dict[str, Any]) -> None:
        uscc = organization.uscc
        try:
            async with savepoint(self._session):
                for name, value in values.items():
                    setattr(organization, name, value)
                organization.version += 1
                organization.updated_at = utc_now()
                await self._session.flush()
        except sa.exc.IntegrityError as error:
            raise CreditCodeTakenError(uscc=uscc) from error

    async def _tell(self, organization: Organization, step: StatusStep) -> None:
        """Write to the owners, and keep in their inboxes what was written."""
        reason = REASON_LABELS[step.reason_code] if step.reason_code else None
        status = status_label(organization.status)
        owners = [
            person
            for person, membership in await members_of(self._session, organization.id)
            if membership.role is MemberRole.OWNER
        ]
        await keep_what_was_written(
            self._session,
            [owner.id for owner in owners],
            MessageCode.ORGANIZATION_MOVED,
            facts={"organization": organization.name, "status": status, "reason": reason},
            link=ACCOUNT_PAGE,
        )
        for person in owners:
            if person.email:
                await self._mail.post(
                    self._session,
                    Addressee(person.email, person.language, person.id),
                    LetterKind.ORGANIZATION_MOVED,
                    organization=organization.name,
                    status=status,
                    reason=reason or NO_REASON,
                    note=step.note or NO_REASON,
                )
