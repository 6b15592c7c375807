"""What people do with teams, each inside one transaction."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog import policy
from services.catalog.entries.domain import EntryStatus
from services.catalog.experts.models import Expert
from services.catalog.teams.domain import (
    Consent,
    TeamAction,
    TeamParty,
    TeamReason,
    TeamStatus,
)
from services.catalog.teams.errors import (
    LeadOnlyError,
    MembersSettledError,
    NobodyToAskError,
    NotAskedError,
    ReasonMissingError,
)
from services.catalog.teams.lifecycle import LIFECYCLE
from services.catalog.teams.models import Team, TeamMember, TeamStep
from services.catalog.teams.repository import TeamRepository
from services.catalog.teams.rules import TeamRules
from services.catalog.teams.schemas import (
    ConsentDraft,
    MemberDraft,
    MemberRead,
    TeamDraft,
    TeamRead,
    TeamStepDraft,
)
from services.catalog.teams.steps import Move, TeamLives
from shared.auth import Caller
from shared.clock import utc_now
from shared.pagination import Page, PageRequest
from shared.preconditions import require_match

OPEN = frozenset({TeamStatus.FORMING, TeamStatus.CONSENTED, TeamStatus.FILED, TeamStatus.ACTIVE})


class TeamService:
    """The use cases, for one caller."""

    def __init__(self, session: AsyncSession, caller: Caller, rules: TeamRules) -> None:
        self._session = session
        self._caller = caller
        self._lives = TeamLives(session, rules)
        self._teams = TeamRepository(session)

    async def propose(self, draft: TeamDraft) -> Team:
        """Propose a team; everybody in it is asked, the lead too unless it is their proposal.

        Raises:
            ForbiddenError: The caller is neither the lead, an expert, nor an operator.
            NobodyToAskError: A file is nobody's, or not in use.
        """
        policy.teams.require_proposer(self._caller)
        lead = await self._expert(draft.lead)
        policy.teams.require_proposer_of(self._caller, lead)
        now = utc_now()
        said = draft.model_dump(include={"name", "task", "demand_id", "ends_on"})
        team = Team(**said, lead=str(lead.owner_subject), created_at=now, updated_at=now)
        await self._lives.begin(team, self._caller)
        await self._ask(team, MemberDraft(expert_id=draft.lead, duty=draft.duty))
        for member in draft.members:
            await self._ask(team, member)
        return team

    async def ask(self, team_id: UUID, draft: MemberDraft, if_match: str | None) -> Team:
        """Ask somebody else to join, or the same person anew for something else.

        Raises:
            LeadOnlyError: The caller does not lead the team.
            MembersSettledError: The team is not forming.
            NobodyToAskError: The file is nobody's, or not in use.
        """
        team = await self._forming(team_id, if_match)
        await self._ask(team, draft)
        await self._lives.touch(team)
        return team

    async def remove(self, team_id: UUID, expert_id: UUID, if_match: str | None) -> Team:
        """Do without somebody; the others may then be all that is needed.

        Raises:
            LeadOnlyError: The caller does not lead the team, or is to be removed.
            MembersSettledError: The team is not forming.
            NotAskedError: The team has no such member.
        """
        team = await self._forming(team_id, if_match)
        member = await self._session.get(TeamMember, (team_id, expert_id))
        if member is None:
            raise NotAskedError
        if member.subject == team.lead:
            raise LeadOnlyError
        await self._session.delete(member)
        await self._lives.touch(team)
        await self._confirm_if_all_agree(team)
        return team

    async def answer(self, team_id: UUID, draft: ConsentDraft) -> Team:
        """Agree to be in a team, or not, or not any longer.

        Raises:
            TeamNotFoundError: The caller is not asked.
            ReasonMissingError: Who declines gives no reason.
            MembersSettledError: The team is no more.
        """
        team = await self.seen(team_id, for_update=True)
        mine = [
            row
            for row in await self._teams.members(team_id)
            if policy.teams.is_their_own(self._caller, row)
        ]
        if not mine:
            raise NotAskedError
        if team.status not in OPEN:
            raise MembersSettledError
        if not draft.agrees and draft.reason_code is None:
            raise ReasonMissingError
        for member in mine:
            member.consent = Consent.AGREED if draft.agrees else Consent.DECLINED
            member.reason_code, member.answered_at = draft.reason_code, utc_now()
        await self._lives.touch(team)
        await self._follow(team, draft)
        return team

    async def move(self, team_id: UUID, draft: TeamStepDraft, if_match: str | None) -> Team:
        """Take a step with a team.

        Raises:
            TeamNotFoundError: To the caller there is none.
            ConflictError: It is not possible now.
            ForbiddenError: It is for others.
        """
        team = await self.seen(team_id, for_update=True)
        require_match(if_match, team.version)
        parties = await self._parties(team)
        move = Move(draft.action, self._caller, parties, draft.reason_code, draft.note)
        await self._lives.take(team, move)
        return team

    async def seen(self, team_id: UUID, *, for_update: bool = False) -> Team:
        """Return a team that the caller may know of.

        Raises:
            TeamNotFoundError: To the caller there is none.
        """
        policy.callers.require_known(self._caller)
        team = await self._teams.get(team_id, for_update=for_update)
        policy.teams.require_sight(self._caller, team, await self._teams.members(team_id))
        return team

    async def shown(self, team: Team) -> TeamRead:
        """Return a team as the caller sees it."""
        read = TeamRead.model_validate(team)
        members = await self._teams.members(team.id)
        read.members = [MemberRead.model_validate(member) for member in members]
        read.actions = LIFECYCLE.actions_for(team.status, await self._parties(team))
        return read

    async def history(self, team_id: UUID) -> Sequence[TeamStep]:
        """Return the steps of a team that the caller may know of."""
        await self.seen(team_id)
        return await self._teams.history(team_id)

    async def page(self, request: PageRequest) -> Page[TeamRead]:
        """Return the teams the caller is in, or all of them to operators."""
        policy.callers.require_known(self._caller)
        everything = policy.callers.is_operator(self._caller)
        rows = await self._teams.page(request, None if everything else self._caller.subject)
        found = request.page(rows, key=lambda row: row.id, read=lambda row: row)
        items = [await self.shown(team) for team in found.items]
        return Page(items=items, next_cursor=found.next_cursor)

    async def do_what_is_due(self, now: datetime, *, limit: int) -> int:
        """Take the steps whose time has come; return how many there were."""
        due = await self._teams.due(now, limit=limit)
        for team in due:
            reminds = team.status is TeamStatus.CONSENTED
            action = TeamAction.ESCALATE if reminds else TeamAction.DISBAND
            await self._lives.take(team, Move.of_itself(action, why=TeamReason.TIME_ELAPSED))
        return len(due)

    async def _follow(self, team: Team, draft: ConsentDraft) -> None:
        if draft.agrees:
            await self._confirm_if_all_agree(team)
        elif team.status is not TeamStatus.FORMING:
            lost = TeamAction.LOSE_MEMBER
            await self._lives.take(team, Move.of_itself(lost, self._caller, draft.reason_code))

    async def _confirm_if_all_agree(self, team: Team) -> None:
        members = await self._teams.members(team.id)
        agreed = {member.consent for member in members} == {Consent.AGREED}
        if team.status is TeamStatus.FORMING and agreed and len(members) > 1:
            await self._lives.take(team, Move.of_itself(TeamAction.CONFIRM, self._caller))

    async def _ask(self, team: Team, draft: MemberDraft) -> None:
        expert = await self._expert(draft.expert_id)
        member = await self._session.get(TeamMember, (team.id, draft.expert_id))
        if member is None:
            member = TeamMember(
                team_id=team.id,
                expert_id=expert.id,
                subject=str(expert.owner_subject),
                name=expert.name,
                duty=draft.duty,
            )
            self._session.add(member)
        own = policy.teams.is_their_own(self._caller, member)
        member.duty, member.skills = draft.duty, draft.skills
        member.consent = Consent.AGREED if own else Consent.ASKED
        member.reason_code, member.answered_at = None, utc_now() if own else None
        await self._session.flush()
        if not own:
            self._lives.ask(team, member)

    async def _expert(self, expert_id: UUID) -> Expert:
        expert = await self._session.get(Expert, expert_id)
        usable = expert is not None and expert.status is EntryStatus.ACTIVE
        if expert is None or not usable or expert.owner_subject is None:
            raise NobodyToAskError(expert_id)
        return expert

    async def _forming(self, team_id: UUID, if_match: str | None) -> Team:
        team = await self.seen(team_id, for_update=True)
        require_match(if_match, team.version)
        policy.teams.require_lead(await self._parties(team))
        if team.status is not TeamStatus.FORMING:
            raise MembersSettledError
        return team

    async def _parties(self, team: Team) -> frozenset[TeamParty]:
        members = await self._teams.members(team.id)
        return policy.teams.parties(self._caller, team, members)
