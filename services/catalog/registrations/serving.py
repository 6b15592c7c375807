"""What is recorded of a registered expert's service: dispatch, hours, assessments."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog import policy
from services.catalog.registrations.domain import IN_SERVICE, Party, RegistrationAction
from services.catalog.registrations.errors import (
    AgreementNumberTakenError,
    NotInServiceError,
    RecordConfirmedError,
    RegistrationNotFoundError,
    ServiceRecordNotFoundError,
)
from services.catalog.registrations.models import (
    AssessmentRecord,
    Dispatch,
    Registration,
    ServiceRecord,
)
from services.catalog.registrations.repository import RegistrationRepository
from services.catalog.registrations.service_schemas import (
    DispatchDraft,
    ServiceConfirmation,
    ServiceRecordDraft,
)
from services.catalog.registrations.step import Step
from services.catalog.registrations.steps import Careers
from services.catalog.tables import TRAIL
from shared.auth import Caller
from shared.clock import city_today, utc_now
from shared.preconditions import require_match


class ServingService:
    """The use cases, for one caller, inside one transaction."""

    def __init__(self, session: AsyncSession, careers: Careers, caller: Caller) -> None:
        self._session = session
        self._careers = careers
        self._caller = caller
        self._registrations = RegistrationRepository(session)

    async def dispatch(
        self, registration_id: UUID, draft: DispatchDraft, if_match: str | None
    ) -> Dispatch:
        """Record an agreement of three parties, and send the expert out.

        Raises:
            ForbiddenError: The caller is no operator.
            AgreementNumberTakenError: The number is recorded.
            ConflictError: The expert is not available, or the agreement is over.
        """
        policy.callers.require_operator(self._caller)
        registration = await self._registrations.get(registration_id, for_update=True)
        require_match(if_match, registration.version)
        if await self._registrations.number_taken(draft.agreement_number):
            raise AgreementNumberTakenError(draft.agreement_number)
        post = Dispatch(
            registration_id=registration_id,
            recorded_by=self._caller.subject,
            recorded_at=utc_now(),
            **draft.model_dump(),
        )
        self._session.add(post)
        await self._session.flush()
        parties = policy.registrations.parties(self._caller, registration, None)
        step = Step(RegistrationAction.DISPATCH, self._caller, parties)
        await self._careers.take(registration, step)
        return post

    async def dispatches(self, registration_id: UUID) -> Sequence[Dispatch]:
        """Return the agreements, to those who see the registration.

        Raises:
            RegistrationNotFoundError: To the caller there is none.
        """
        await self._seen(registration_id)
        return await self._registrations.posts(registration_id)

    async def log(self, registration_id: UUID, draft: ServiceRecordDraft) -> ServiceRecord:
        """Log one's own service on a day.

        Raises:
            RegistrationNotFoundError: To the caller there is none.
            NotTheApplicantError: It is not the caller's own.
            NotInServiceError: They are no expert of the platform now.
        """
        registration = await self._seen(registration_id)
        policy.registrations.require_applicant(self._caller, registration)
        if registration.status not in IN_SERVICE:
            raise NotInServiceError
        post = await self._registrations.post(registration_id, city_today())
        record = ServiceRecord(
            registration_id=registration_id,
            dispatch_id=post.id if post else None,
            logged_at=utc_now(),
            **draft.model_dump(),
        )
        self._session.add(record)
        await self._session.flush()
        return record

    async def records(self, registration_id: UUID) -> Sequence[ServiceRecord]:
        """Return the service that was logged; to a firm, what was logged while sent to it.

        Raises:
            RegistrationNotFoundError: To the caller there is none.
        """
        policy.callers.require_person(self._caller)
        registration = await self._registrations.get(registration_id)
        if policy.registrations.sees(self._caller, registration):
            return await self._registrations.records(registration_id)
        posts = await self._registrations.posts(registration_id)
        served = [post.id for post in posts if policy.registrations.served_by(self._caller, post)]
        if not served:
            raise RegistrationNotFoundError(registration_id)
        return await self._registrations.records(registration_id, dispatches=served)

    async def confirm(
        self, registration_id: UUID, record_id: UUID, said: ServiceConfirmation
    ) -> ServiceRecord:
        """Confirm that service was given, and say how it was.

        Raises:
            ServiceRecordNotFoundError: To the caller there is none.
            ConfirmerOnlyError: It is for others to confirm.
            RecordConfirmedError: Somebody has confirmed it.
        """
        seen = await self.records(registration_id)
        record = next((each for each in seen if each.id == record_id), None)
        if record is None:
            raise ServiceRecordNotFoundError(record_id)
        registration = await self._registrations.get(registration_id, for_update=True)
        post = await self._session.get(Dispatch, record.dispatch_id) if record.dispatch_id else None
        policy.registrations.require_confirmer(self._caller, post, registration)
        if record.confirmed_at is not None:
            raise RecordConfirmedError
        record.confirmed_by, record.confirmed_at = self._caller.subject, utc_now()
        record.rating = said.rating
        await self._session.flush()
        TRAIL.record(
            self._session,
            actor=self._caller,
            action="service.confirm",
            subject=f"service/{record.id}",
            details={"minutes": record.minutes, "rating": record.rating},
        )
        return record

    async def assessments(self, registration_id: UUID) -> Sequence[AssessmentRecord]:
        """Return the assessments with their evidence, to those who see the registration.

        Raises:
            RegistrationNotFoundError: To the caller there is none.
        """
        await self._seen(registration_id)
        return await self._registrations.assessments(registration_id)

    async def assess(self, registration_id: UUID) -> AssessmentRecord:
        """Let the rule look at the term so far; it changes no status.

        Raises:
            ForbiddenError: The caller is no operator.
            NotInServiceError: There is no service to assess.
        """
        policy.callers.require_operator(self._caller)
        registration = await self._registrations.get(registration_id, for_update=True)
        if Party.OPERATOR not in policy.registrations.parties(self._caller, registration, None):
            raise RegistrationNotFoundError(registration_id)
        if registration.status not in IN_SERVICE:
            raise NotInServiceError
        return await self._careers.assess(registration)

    async def _seen(self, registration_id: UUID) -> Registration:
        policy.callers.require_person(self._caller)
        registration = await self._registrations.get(registration_id)
        policy.registrations.require_sight(self._caller, registration)
        return registration
