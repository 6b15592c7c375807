"""Keeps responses in line with their need; a sequel of every step of a need.

A need that rests lets its responses rest, one that ends ends them, and one that comes
back lets them go on. After the engagements' sequel: what was selected stands or falls
with what became of it.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from uuid import UUID

from services.requests.demands.domain import OPEN, UNDER_CONTRACT, DemandAction, DemandStatus
from services.requests.demands.repository import DemandRepository
from services.requests.demands.taken import Taken
from services.requests.responses.carrying import Carrying
from services.requests.responses.case import Case
from services.requests.responses.domain import (
    IN_HAND,
    WAITING,
    ResponseAction,
    ResponseStatus,
)
from services.requests.responses.lives import Step
from services.requests.responses.reasons import ResponseReason
from services.requests.responses.repository import ResponseRepository
from services.requests.responses.stepping import Stepping

_S, _R = DemandStatus, ResponseReason

RESTING: Final = frozenset({_S.DRAFT, _S.SUBMITTED, _S.UNDER_REVIEW, _S.RETURNED, _S.SUSPENDED})
"""Where a need is not before the public for a while."""

_SETTLED: Final = UNDER_CONTRACT | {_S.IN_CONTACT, _S.RESOLVED, _S.SUSPENDED}
"""Where what was selected is as it should be."""

_WHY: Final[Mapping[DemandStatus, ResponseReason]] = {
    _S.WITHDRAWN: _R.NEED_WITHDRAWN,
    _S.EXPIRED: _R.NEED_EXPIRED,
    _S.MERGED: _R.NEED_MERGED,
    **dict.fromkeys(UNDER_CONTRACT, _R.ANOTHER_SELECTED),
}


async def follow(taken: Taken) -> None:
    """Let responses rest, go on or end with their need."""
    if taken.step.from_status is taken.step.to_status:
        return
    if taken.step.action is DemandAction.RELAPSE:
        # What was selected was done; it stands until somebody looks for help again.
        return
    following = _Following(taken)
    await following.drop_what_was_selected()
    for case in await following.waiting():
        await following.bring_in_line(case)
    await following.bring_back()


class _Following:
    """The responses to a need that has just moved."""

    def __init__(self, taken: Taken) -> None:
        self._stepping = Stepping(taken.session, taken.feed, rules=taken.rules)
        self._responses = ResponseRepository(taken.session)
        self._demand, self._actor = taken.demand, taken.step.actor
        self._carrying = Carrying(taken.session, taken.rules)
        self._into = (taken.step.details or {}).get("into")

    async def drop_what_was_selected(self) -> None:
        """End what was selected if nothing comes of it any more."""
        if self._demand.status in _SETTLED:
            return
        selected = await self._responses.of_demand(self._demand.id, ResponseStatus.SELECTED)
        for case in selected:
            await self._end(case, ResponseAction.FALL_THROUGH, ResponseReason.COOPERATION_ENDED)

    async def waiting(self) -> list[Case]:
        """Return what somebody is waited for."""
        return await self._responses.of_demand(self._demand.id, *WAITING)

    async def bring_in_line(self, case: Case) -> None:
        """Let a response rest, go on or end."""
        if self._demand.status in RESTING:
            if not case.response.paused:
                self._stepping.lives.rest(case.response)
                self._stepping.telling.tell_paused(case)
        elif self._demand.status not in OPEN:
            reason = _WHY.get(self._demand.status, ResponseReason.NEED_CLOSED)
            await self._end(case, ResponseAction.CLOSE, reason)
        elif case.response.paused:
            self._stepping.lives.go_on(case.response)

    async def bring_back(self) -> None:
        """Let a need that is public again stand where its responses are."""
        if self._demand.status is not DemandStatus.PUBLISHED:
            return
        for case in await self._responses.of_demand(self._demand.id, *IN_HAND):
            await self._stepping.driving.somebody_is_there(case, self._actor)

    async def _end(self, case: Case, action: ResponseAction, reason: ResponseReason) -> None:
        step = Step.by_system(action, reason, self._actor)
        if self._into is not None:
            step = replace(step, details={"into": self._into})
        await self._stepping.take(case, step)
        if self._into is not None:
            await self._point_the_way(case, UUID(self._into))

    async def _point_the_way(self, case: Case, into_id: UUID) -> None:
        """Tell an author where the need goes on, and let what they wrote go on there."""
        into = await DemandRepository(self._stepping.session).find(into_id)
        if into is not None:
            draft = await self._carrying.carry_on(case.response, into)
            self._stepping.telling.tell_of_merger(case, into, draft)
