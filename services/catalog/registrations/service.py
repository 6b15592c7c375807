"""What people do with registrations, each inside one transaction."""

from collections.abc import Sequence
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog import policy
from services.catalog.registrations.domain import (
    REVISABLE,
    Party,
    RegistrationStatus,
    Standing,
)
from services.catalog.registrations.errors import NotRevisableError, RegistrationExistsError
from services.catalog.registrations.lifecycle import LIFECYCLE
from services.catalog.registrations.models import Registration, RegistrationStep
from services.catalog.registrations.repository import (
    RegistrationRepository,
    waiting_for_operators,
)
from services.catalog.registrations.schemas import (
    RegistrationDraft,
    RegistrationFilters,
    RegistrationPatch,
    RegistrationRead,
    RegistrationStepDraft,
)
from services.catalog.registrations.step import Step
from services.catalog.registrations.steps import Careers
from shared.auth import Caller
from shared.clock import utc_now
from shared.pagination import Page
from shared.preconditions import require_match


class RegistrationService:
    """The use cases, for one caller.

    Args:
        careers: Moves registrations, in the transaction of this request.
        caller: Who asks.
        standing: What the caller is to the organization they act for.
    """

    def __init__(
        self, session: AsyncSession, careers: Careers, caller: Caller, standing: Standing | None
    ) -> None:
        self._session = session
        self._careers = careers
        self._caller = caller
        self._standing = standing
        self._registrations = RegistrationRepository(session)

    async def begin(self, draft: RegistrationDraft) -> Registration:
        """Apply, or nominate somebody else for one's own unit.

        Raises:
            SenderOnlyError: The caller nominates and is no owner of a verified unit.
            RegistrationExistsError: The person has a registration.
        """
        policy.callers.require_person(self._caller)
        person = draft.person or self._caller.subject
        nominated = person != self._caller.subject
        if nominated:
            policy.registrations.require_sender(self._standing, draft.sender)
        if await self._registrations.of_subject(person) is not None:
            raise RegistrationExistsError
        now = utc_now()
        registration = Registration(
            status=RegistrationStatus.NOMINATED if nominated else RegistrationStatus.APPLIED,
            subject=person,
            sender=draft.sender,
            sender_name=self._standing.name if nominated and self._standing else draft.sender_name,
            nominated_by=self._caller.subject if nominated else None,
            profile=draft.profile.model_dump(mode="json"),
            statement=draft.statement,
            created_at=now,
            updated_at=now,
        )
        try:
            await self._careers.begin(registration, self._caller)
        except sa.exc.IntegrityError as error:
            raise RegistrationExistsError from error
        return registration

    async def revise(
        self, registration_id: UUID, patch: RegistrationPatch, if_match: str | None
    ) -> Registration:
        """Change what the applicant says of themselves, before it is judged.

        Raises:
            RegistrationNotFoundError: To the caller there is none.
            NotTheApplicantError: It is not the caller's own.
            NotRevisableError: It is under review, or in force.
        """
        registration = await self.seen(registration_id, for_update=True)
        policy.registrations.require_applicant(self._caller, registration)
        require_match(if_match, registration.version)
        if registration.status not in REVISABLE:
            raise NotRevisableError
        said = patch.model_dump(mode="json", exclude_none=True)
        # An endorsement is one unit's: who waits for it, or was sent back, stays with it.
        if registration.status is RegistrationStatus.RETURNED and "sender" in said:
            raise NotRevisableError
        for name, value in said.items():
            setattr(registration, name, value)
        registration.version += 1
        registration.updated_at = utc_now()
        await self._session.flush()
        return registration

    async def move(
        self, registration_id: UUID, draft: RegistrationStepDraft, if_match: str | None
    ) -> Registration:
        """Take a step with a registration.

        Raises:
            RegistrationNotFoundError: To the caller there is none.
            TransitionForbiddenError: The step is for others.
            ConflictError: It is not possible now.
        """
        registration = await self.seen(registration_id, for_update=True)
        require_match(if_match, registration.version)
        step = Step(
            draft.action,
            self._caller,
            self.parties(registration),
            reason_code=draft.reason_code,
            note=draft.note,
            expert_id=draft.expert_id,
        )
        await self._careers.take(registration, step)
        return registration

    async def seen(self, registration_id: UUID, *, for_update: bool = False) -> Registration:
        """Return a registration that the caller may know of.

        Raises:
            RegistrationNotFoundError: To the caller there is none.
        """
        policy.callers.require_person(self._caller)
        registration = await self._registrations.get(registration_id, for_update=for_update)
        policy.registrations.require_sight(self._caller, registration)
        return registration

    async def history(self, registration_id: UUID) -> Sequence[RegistrationStep]:
        """Return the steps of a registration that the caller may know of."""
        await self.seen(registration_id)
        return await self._registrations.history(registration_id)

    async def page(self, filters: RegistrationFilters) -> Page[RegistrationRead]:
        """Return a page of the registrations that the caller may know of."""
        policy.callers.require_person(self._caller)
        request = filters.page()
        rows = await self._registrations.page(request, self._conditions(filters))
        return request.page(rows, key=lambda row: row.id, read=self.shown)

    def parties(self, registration: Registration) -> frozenset[Party]:
        """Return what the caller is to a registration."""
        return policy.registrations.parties(self._caller, registration, self._standing)

    def shown(self, registration: Registration) -> RegistrationRead:
        """Return a registration as the caller sees it."""
        actions = LIFECYCLE.actions_for(registration.status, self.parties(registration))
        return RegistrationRead.of(registration, actions)

    def _conditions(self, filters: RegistrationFilters) -> list[sa.ColumnElement[bool]]:
        conditions: list[sa.ColumnElement[bool]] = []
        if not policy.callers.is_operator(self._caller):
            own = col(Registration.subject) == self._caller.subject
            sent = col(Registration.sender) == self._caller.organization
            conditions.append(sa.or_(own, sent) if self._caller.organization else own)
        if filters.status:
            conditions.append(col(Registration.status).in_(filters.status))
        if filters.waiting:
            conditions.append(waiting_for_operators())
        if filters.overdue:
            conditions.append(col(Registration.due_at) < utc_now())
        return conditions
