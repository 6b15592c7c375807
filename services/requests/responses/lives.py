"""Moves responses along their lives: each step recorded, each wait with its end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.rules import Rules
from services.requests.responses.case import Case
from services.requests.responses.domain import (
    LIFE,
    WAITING,
    Part,
    ResponseAction,
    ResponseStatus,
)
from services.requests.responses.models import Response, ResponseTransition
from services.requests.responses.reasons import ResponseReason
from shared.clock import city_today, utc_now

SYSTEM: Final = "system"
"""The actor of what the clock does."""

_AS_SYSTEM: Final = frozenset({Part.SYSTEM})

_RESTARTING: Final = frozenset({ResponseAction.OFFER, ResponseAction.INVITE})
"""What begins a wait anew although the response stays where it stands."""

_PARTIES: Final[Mapping[tuple[ResponseStatus, ResponseAction], frozenset[str]]] = {
    (row.state, row.action): row.parties for row in LIFE.transitions
}


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does to a response, as what, and why."""

    action: ResponseAction
    actor: str
    parts: frozenset[Part]
    reason_code: ResponseReason | None = None
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def by_system(
        cls, action: ResponseAction, reason: ResponseReason, actor: str = SYSTEM
    ) -> "Step":
        """Return a step that nobody asked for: the clock takes it, or it follows from another."""
        return cls(action, actor, _AS_SYSTEM, reason)


class ResponseLives:
    """Moves responses inside one transaction."""

    def __init__(self, session: AsyncSession, rules: Rules) -> None:
        self._session = session
        self._waits = rules.responses
        self._working = rules.clock.working

    def take(self, case: Case, step: Step) -> ResponseTransition:
        """Take a step and record it.

        Raises:
            IllegalTransitionError: The response cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
        """
        response, now = case.response, utc_now()
        before = response.status
        status = LIFE.next(before, step.action, step.parts, case.facts(city_today()))
        taken = self._record(response, step, before, status)
        taken.part = _acting(step.parts & _PARTIES[before, step.action])
        response.status = status
        if status is not before or step.action in _RESTARTING:
            response.due_at = self._waits.due(status, now, self._working)
            response.paused = False
        self.touch(response)
        _keep_sending(response, step.action)
        return taken

    def begin(self, case: Case, step: Step) -> ResponseTransition:
        """Record the step that a response begins with."""
        taken = self._record(case.response, step, None, case.response.status)
        self.touch(case.response)
        return taken

    def _record(
        self,
        response: Response,
        step: Step,
        before: ResponseStatus | None,
        status: ResponseStatus,
    ) -> ResponseTransition:
        taken = ResponseTransition(
            response_id=response.id,
            version=response.version + 1,
            action=step.action,
            from_status=before,
            to_status=status,
            actor=step.actor,
            part=_acting(step.parts),
            at=utc_now(),
            reason_code=step.reason_code,
            note=step.note,
            details=dict(step.details) or None,
        )
        self._session.add(taken)
        return taken

    def touch(self, response: Response) -> None:
        """Count a version."""
        response.version += 1
        response.updated_at = utc_now()

    def rest(self, response: Response) -> None:
        """Let a response wait for its need, though not for ever."""
        response.due_at = self._waits.pause_ends(utc_now(), self._working)
        response.paused = True
        self.touch(response)

    def go_on(self, response: Response) -> None:
        """Let a response that rested wait again for whose turn it is, with the full time."""
        response.due_at = self._waits.due(response.status, utc_now(), self._working)
        response.paused = False
        self.touch(response)


def _acting(parts: frozenset[str]) -> Part:
    """Return as what somebody acts who has several parts."""
    return next(part for part in Part if part in parts)


def ends(status: ResponseStatus) -> bool:
    """Whether nothing is waited for any more, and nothing came of it."""
    return status not in WAITING and status is not ResponseStatus.SELECTED


def _keep_sending(response: Response, action: ResponseAction) -> None:
    """Note since when others know what the response says."""
    if action is ResponseAction.EXPRESS:
        response.expressed_at = utc_now()
    elif action is ResponseAction.REVISE:
        response.expressed_at = None
