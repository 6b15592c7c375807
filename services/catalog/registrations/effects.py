"""What follows from a step: terms, the expert's file, dispatch, and the role at the portal."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.domain import EntryStatus
from services.catalog.registrations.domain import (
    IN_SERVICE,
    RegistrationAction,
    RegistrationStatus,
)
from services.catalog.registrations.evidence import Assessments
from services.catalog.registrations.files import ExpertFiles
from services.catalog.registrations.models import Registration
from services.catalog.registrations.repository import RegistrationRepository, next_number
from services.catalog.registrations.rules import RegistrationRules
from services.catalog.registrations.step import Step
from services.catalog.registrations.wishes import wish
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed

_S, _A = RegistrationStatus, RegistrationAction

FILE_STANDS: Final[Mapping[RegistrationStatus, EntryStatus]] = {
    _S.SUSPENDED: EntryStatus.TEMPORARILY_CLOSED,
    _S.EXITED: EntryStatus.WITHDRAWN,
    _S.EXPIRED: EntryStatus.WITHDRAWN,
}
"""What becomes of an expert's file when the expert is no longer in service."""

ENDS_POST: Final = frozenset({_A.RECALL, _A.SUSPEND, _A.EXIT, _A.RESIGN, _A.EXPIRE})

Effect = Callable[[Registration, Step], Awaitable[None]]


class Effects:
    """Lets follow from a step what has to, in the same transaction."""

    def __init__(self, session: AsyncSession, feed: Feed, rules: RegistrationRules) -> None:
        self._session = session
        self._rules = rules
        self._files = ExpertFiles(session, feed)
        self._registrations = RegistrationRepository(session)
        self._assessments = Assessments(session, rules.assessment)
        self._effects: Mapping[RegistrationAction, Effect] = {
            _A.REGISTER: self._register,
            _A.RENEW: self._renew,
            _A.CLEAR: self._clear,
            _A.ASSESS: self._assess,
            _A.DECLINE_RENEWAL: self._decline_renewal,
            _A.EXIT: self._exit,
            _A.REAPPLY: self._reapply,
        }

    async def follow(
        self, registration: Registration, step: Step, before: RegistrationStatus
    ) -> None:
        """Let follow what has to from a step that has brought a registration where it stands."""
        if step.action in ENDS_POST:
            await self._registrations.end_posts(registration.id, utc_now())
        if effect := self._effects.get(step.action):
            await effect(registration, step)
        after = registration.status
        if (before in IN_SERVICE) != (after in IN_SERVICE) or after in FILE_STANDS:
            await self._change_service(registration, step)

    async def _register(self, registration: Registration, step: Step) -> None:
        today = city_today()
        registration.number = registration.number or await next_number(self._session, today.year)
        self._grant_term(registration, today)
        wanted = step.expert_id or registration.expert_id
        registration.expert_id = await self._files.open(registration, wanted, step.subject)

    async def _renew(self, registration: Registration, _step: Step) -> None:
        """Let the next term follow the present one, if that is not over."""
        today, ends = city_today(), registration.term_ends
        following = today if ends is None else date.fromordinal(ends.toordinal() + 1)
        self._grant_term(registration, max(today, following))

    async def _clear(self, registration: Registration, _step: Step) -> None:
        self._grant_term(registration, city_today())

    async def _assess(self, registration: Registration, _step: Step) -> None:
        await self._assessments.assess(registration)

    async def _decline_renewal(self, registration: Registration, _step: Step) -> None:
        registration.renewal_declined = True

    async def _exit(self, registration: Registration, _step: Step) -> None:
        registration.appeal_until = self._rules.appeal_until(utc_now())

    async def _reapply(self, registration: Registration, _step: Step) -> None:
        registration.nominated_by, registration.appeal_until = None, None

    def _grant_term(self, registration: Registration, begins: date) -> None:
        registration.term_begins, registration.renewal_declined = begins, False
        registration.term_ends = self._rules.term_from(begins)

    async def _change_service(self, registration: Registration, step: Step) -> None:
        in_service = registration.status in IN_SERVICE
        await wish(self._session, registration.subject, wanted=in_service)
        stands = FILE_STANDS.get(registration.status)
        if stands is None and step.action is not _A.REGISTER:
            stands = EntryStatus.ACTIVE
        if stands is not None:
            await self._files.stand(registration, stands, step.subject)
