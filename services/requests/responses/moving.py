"""What people do with responses, step by step, inside one transaction."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.rules import Rules
from services.requests.responses.acquaintance import SIDES, agree
from services.requests.responses.bargaining import (
    next_number,
    put_on_table,
    require_time_left,
    take_up,
)
from services.requests.responses.case import Case
from services.requests.responses.domain import LIFE, Part, ResponseAction
from services.requests.responses.lives import Step
from services.requests.responses.models import Response, ResponseTransition
from services.requests.responses.projection import response_as
from services.requests.responses.reads import ResponseShape
from services.requests.responses.reasons import require_reason
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.schemas import ResponseStep
from services.requests.responses.selection import select
from services.requests.responses.stepping import Stepping
from services.requests.tables import TRAIL
from shared.auth import Caller
from shared.feed.publisher import Feed
from shared.preconditions import require_match


class ResponseMover:
    """The use case of taking a step."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._responses = ResponseRepository(session)
        self._stepping = Stepping(session, feed, rules=rules)

    async def move(
        self, caller: Caller, response_id: UUID, asked: ResponseStep, *, if_match: str | None
    ) -> ResponseShape:
        """Take a step in a response's life.

        Raises:
            ResponseNotFoundError: There is none that the caller may know of.
            VersionChangedError: Somebody else has changed it.
            ResponseReasonError: The reason or the note is missing or unfit.
            RoleMissingError: The author does not meet needs any more.
            IllegalTransitionError: The response cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
            InvalidError: The offer has lapsed before it is made.
            EngagementExistsError: The need has a cooperation underway.
        """
        case = await self._responses.locked_case(response_id)
        parts = policy.responses.require_sight(caller, case)
        require_match(if_match, case.response.version)
        require_reason(asked.action, asked.reason_code, asked.note)
        policy.responses.require_going_on(caller, asked.action, parts)
        if not _agreed_before(case, asked.action, parts):
            await self._take(caller, case, asked, parts)
        await self._session.flush()
        return response_as(parts, await self._responses.case(response_id))

    async def _take(
        self, caller: Caller, case: Case, asked: ResponseStep, parts: frozenset[Part]
    ) -> None:
        if asked.offer is not None:
            require_time_left(asked.offer)
        offering = asked.offer is not None or asked.action is ResponseAction.ACCEPT
        details = {"offer": next_number(case)} if offering else {}
        step = Step(asked.action, caller.subject, parts, asked.reason_code, asked.note, details)
        _note_who(case.response, asked.action, caller.subject)
        taken = await self._stepping.take(case, step)
        _log(self._session, caller, taken)
        await self._follow_up(case, asked, taken)

    async def _follow_up(self, case: Case, asked: ResponseStep, taken: ResponseTransition) -> None:
        """Do what belongs to a step besides the response's own move."""
        actor = taken.actor
        if asked.offer is not None:
            put_on_table(self._session, case, asked.offer, asked.action, actor)
        elif asked.action is ResponseAction.ACCEPT:
            take_up(self._session, case, actor)
        elif asked.action is ResponseAction.AGREE_CONTACT:
            await agree(self._stepping, case, taken.part, actor)
        elif asked.action is ResponseAction.SELECT:
            engagement_id = await select(self._stepping, case, actor)
            taken.details = {"engagement": str(engagement_id)}


def _log(session: AsyncSession, caller: Caller, taken: ResponseTransition) -> None:
    """Log who took which step; what the clock and the need's own steps do follows from theirs."""
    TRAIL.record(
        session,
        actor=caller,
        action=f"response.{taken.action}",
        subject=f"response/{taken.response_id}",
        details={"from": taken.from_status, "to": taken.to_status, "reason": taken.reason_code},
    )


def _agreed_before(case: Case, action: ResponseAction, parts: frozenset[Part]) -> bool:
    """Whether the caller's side has agreed already: to say so again changes nothing."""
    sides = {SIDES[part] for part in parts if part in SIDES}
    possible = LIFE.actions_for(case.response.status, parts)
    return action is ResponseAction.AGREE_CONTACT in possible and sides <= case.agreed


def _note_who(response: Response, action: ResponseAction, subject: str) -> None:
    """Note who takes a response over, or invites its author again."""
    if action is ResponseAction.TAKE_OVER:
        response.handler = subject
    elif action is ResponseAction.INVITE:
        response.invited_by = subject
