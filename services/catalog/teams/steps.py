"""Moves teams along their lives: each step recorded, audited and told."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.messages import MESSAGES, MessageCode
from services.catalog.tables import TRAIL
from services.catalog.teams.domain import (
    REASON_LABELS,
    TeamAction,
    TeamCase,
    TeamParty,
    TeamReason,
    TeamStatus,
)
from services.catalog.teams.lifecycle import LIFECYCLE
from services.catalog.teams.models import Team, TeamMember, TeamStep
from services.catalog.teams.repository import TeamRepository
from services.catalog.teams.rules import TeamRules
from shared.auth import Caller, Role
from shared.clock import city_today, utc_now
from shared.messages.wire import person, role

CLOCK: Final = Caller("catalog")


@dataclass(frozen=True, slots=True)
class Move:
    """What somebody does with a team, as what, and why."""

    action: TeamAction
    actor: Caller
    parties: frozenset[TeamParty]
    reason_code: TeamReason | None = None
    note: str | None = None

    @classmethod
    def of_itself(
        cls, action: TeamAction, actor: Caller = CLOCK, why: TeamReason | None = None
    ) -> "Move":
        """Return what the platform does, on account of what somebody has done or not done."""
        return cls(action, actor, frozenset({TeamParty.SYSTEM}), why)

    @property
    def says_why(self) -> bool:
        """Whether it gives a reason; “other” is none without a note."""
        if self.reason_code is None:
            return False
        return self.reason_code is not TeamReason.OTHER or bool(self.note)


class TeamLives:
    """Moves teams inside one transaction."""

    def __init__(self, session: AsyncSession, rules: TeamRules) -> None:
        self._session = session
        self._rules = rules
        self.teams = TeamRepository(session)

    async def take(self, team: Team, move: Move) -> None:
        """Take a step.

        Raises:
            IllegalTransitionError: It is not possible where the team stands.
            TransitionForbiddenError: It is for others to take.
            GuardedTransitionError: Something is missing.
        """
        members = await self.teams.members(team.id)
        case = TeamCase(tuple(member.consent for member in members), move.says_why)
        before = team.status
        after = LIFECYCLE.next(before, move.action, move.parties, case)
        now = utc_now()
        self._session.add(
            TeamStep(
                team_id=team.id,
                action=move.action,
                from_status=before,
                to_status=after,
                actor=move.actor.subject,
                at=now,
                reason_code=move.reason_code,
                note=move.note,
            )
        )
        team.status, team.due_at = after, self._rules.due(after, now, team.ends_on)
        team.filed_on = city_today() if move.action is TeamAction.FILE else team.filed_on
        await self.touch(team)
        self._audit(team, move, before)
        for member in members:
            if member.subject != move.actor.subject:
                self._tell(team, member, move)
        if after is TeamStatus.CONSENTED:
            self._tell_operators(team)

    async def begin(self, team: Team, actor: Caller) -> None:
        """Store a team that somebody proposes."""
        team.due_at = self._rules.due(team.status, utc_now(), team.ends_on)
        self._session.add(team)
        await self._session.flush()
        TRAIL.record(self._session, actor=actor, action="team.propose", subject=f"team/{team.id}")

    async def touch(self, team: Team) -> None:
        """Count a version."""
        team.version += 1
        team.updated_at = utc_now()
        await self._session.flush()

    def ask(self, team: Team, member: TeamMember) -> None:
        """Ask somebody to join."""
        facts = {"name": team.name, "duty": member.duty}
        MESSAGES.tell(
            self._session,
            to=person(member.subject),
            code=MessageCode.TEAM_ASKS,
            facts=facts,
            link=f"/teams/{team.id}",
        )

    def _audit(self, team: Team, move: Move, before: TeamStatus) -> None:
        details = {"from": before.value, "to": team.status.value, "reason": move.reason_code}
        TRAIL.record(
            self._session,
            actor=move.actor,
            action=f"team.{move.action}",
            subject=f"team/{team.id}",
            details=details,
        )

    def _tell(self, team: Team, member: TeamMember, move: Move) -> None:
        reason = REASON_LABELS[move.reason_code] if move.reason_code else None
        status = LIFECYCLE.labels[team.status]
        MESSAGES.tell(
            self._session,
            to=person(member.subject),
            code=MessageCode.TEAM_MOVED,
            facts={"name": team.name, "status": status, "reason": reason},
            link=f"/teams/{team.id}",
        )

    def _tell_operators(self, team: Team) -> None:
        MESSAGES.tell(
            self._session,
            to=role(Role.OPERATOR),
            code=MessageCode.TEAM_WAITS,
            facts={"name": team.name},
            link=f"/teams/{team.id}",
        )
