"""What becomes of somebody's file, registration and teams when they leave."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.entries.kind import Kind
from services.catalog.entries.models import ErasureMark
from services.catalog.messages import MESSAGES
from services.catalog.people.holdings import HOLDINGS
from services.catalog.people.parting import Parting
from services.catalog.people.repository import PersonRepository
from services.catalog.registrations.domain import Party, RegistrationAction, RegistrationStatus
from services.catalog.registrations.lifecycle import LIFECYCLE
from services.catalog.registrations.reasons import RegistrationReason
from services.catalog.registrations.repository import RegistrationRepository
from services.catalog.registrations.rules import RegistrationRules
from services.catalog.registrations.step import Step
from services.catalog.registrations.steps import Careers
from services.catalog.teams.domain import TeamAction, TeamReason
from services.catalog.teams.rules import TeamRules
from services.catalog.teams.schemas import ConsentDraft, TeamStepDraft
from services.catalog.teams.service import TeamService
from shared.auth import Caller
from shared.clock import city_today
from shared.feed.publisher import Feed
from shared.people.holdings import Whom, forget
from shared.people.marks import hold_off_imports, keep_marks
from shared.people.recognition import Recognition
from shared.people.wire import ErasureRead, ObligationRead, PersonLeaves

_A: Final = RegistrationAction
_GIVING_UP: Final = (_A.DECLINE, _A.WITHDRAW, _A.RESIGN, _A.DROP_APPEAL)
_APPLICANT: Final = frozenset({Party.APPLICANT})


class CatalogLeaving:
    """What the catalogue does when somebody leaves the platform."""

    def __init__(
        self,
        feed: Feed,
        kinds: Sequence[Kind],
        registration_rules: RegistrationRules,
        team_rules: TeamRules,
        *,
        recognition: Recognition,
    ) -> None:
        self._recognition = recognition
        self._feed = feed
        self._kinds = kinds
        self._registration_rules = registration_rules
        self._team_rules = team_rules

    async def obligations(
        self, session: AsyncSession, subject: str, _organizations: list[str]
    ) -> list[ObligationRead]:
        """Return the agreement by which the person serves a firm, if there is one in force."""
        registrations = RegistrationRepository(session)
        registration = await registrations.of_subject(subject, for_update=False)
        if registration is None or registration.status is not RegistrationStatus.DISPATCHED:
            return []
        post = await registrations.post(registration.id, city_today())
        return [
            ObligationRead(
                kind="dispatch",
                id=registration.id,
                number=None if post is None else post.agreement_number,
                title=registration.sender_name if post is None else post.firm_name,
                status=registration.status,
            )
        ]

    async def leave(self, session: AsyncSession, whom: Whom, asked: PersonLeaves) -> ErasureRead:
        """End what is the person's own, empty their file, and forget what identifies them.

        Followers hear that the file is gone; what the feed told of it is taken back. What
        they looked after for others goes on without them, and no import names them again.
        """
        await hold_off_imports(session)
        own = PersonRepository(session, whom.subject)
        caller = Caller(whom.subject)
        await self._resign(session, caller)
        for team_id in await own.teams():
            await self._leave_team(session, caller, team_id)
        parting = Parting(session, self._feed, whom, asked.organizations)
        for kind in self._kinds:
            await parting.part(kind)
        parting.tell()
        marks = {mark for named in parting.named for mark in self._recognition.marks(named)}
        await keep_marks(session, ErasureMark, marks)
        gone = parting.gone
        await self._feed.retract(session, [str(entry_id) for entry_id in gone])
        await MESSAGES.forget(session, whom.subject)
        return ErasureRead(tables=await forget(session, HOLDINGS, whom), entries=gone)

    async def _resign(self, session: AsyncSession, caller: Caller) -> None:
        careers = Careers(session, self._feed, self._registration_rules)
        registration = await careers.registrations.of_subject(caller.subject)
        if registration is None:
            return
        possible = LIFECYCLE.actions_for(registration.status, _APPLICANT)
        action = next((action for action in _GIVING_UP if action in possible), None)
        if registration.status is RegistrationStatus.SUSPENDED:
            left = RegistrationReason.LEFT_THE_UNIT
            await careers.take(registration, Step.of_the_clock(_A.EXIT, left))
        elif action is not None:
            why = None if action is _A.DROP_APPEAL else RegistrationReason.PERSONAL
            await careers.take(registration, Step(action, caller, _APPLICANT, why))

    async def _leave_team(self, session: AsyncSession, caller: Caller, team_id: UUID) -> None:
        teams = TeamService(session, caller, self._team_rules)
        team = await teams.seen(team_id, for_update=True)
        if team.lead == caller.subject:
            why = TeamReason.TASK_DROPPED
            await teams.move(
                team_id, TeamStepDraft(action=TeamAction.DISBAND, reason_code=why), "*"
            )
        else:
            await teams.answer(team_id, ConsentDraft(agrees=False, reason_code=TeamReason.NO_TIME))
