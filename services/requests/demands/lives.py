"""Changes demands and moves them along their lives: each step recorded, followers told."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.domain import DemandAction, DemandStatus, Party, expiry
from services.requests.demands.life import LIFE
from services.requests.demands.models import Demand, DemandTransition
from services.requests.demands.projection import public_document
from services.requests.demands.reasons import ReasonCode
from services.requests.demands.rules import Rules
from services.requests.demands.schemas import DemandDraft
from services.requests.demands.taken import Taken
from services.requests.demands.timekeeping import (
    begin_closing_anew,
    keep_challenge,
    keep_closing,
    keep_time,
    start_clocks,
)
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed

DEMAND_CHANGED: Final = "requests.demand.changed.v1"


_FOR_A_TIME: Final = frozenset(
    {
        DemandAction.PUBLISH,
        DemandAction.RENEW,
        DemandAction.REOPEN,
        DemandAction.RETURN_TO_MARKET,
    }
)
"""The steps after which a demand is public for its full time."""


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does to a demand, as what, and why."""

    action: DemandAction
    actor: str
    parties: frozenset[Party]
    reason_code: ReasonCode | None = None
    note: str | None = None
    details: Mapping[str, Any] = field(default_factory=dict)


class Lives:
    """Changes demands inside one transaction."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._feed = feed
        self._rules = rules

    async def take(self, demand: Demand, step: Step) -> None:
        """Take a step and record it, and do what else follows from it.

        Raises:
            IllegalTransitionError: The demand cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
        """
        case = demand.circumstances(city_today(), step.details)
        status = LIFE.next(demand.status, step.action, step.parties, case)
        unheard = demand.published_at is None
        with self._changing(demand):
            record = _recorded(demand, step, status)
            self._session.add(record)
            demand.status = status
            self._keep_dates(demand, record)
        if not unheard:
            await self._session.flush()
        taken = Taken(self._session, self._feed, self._rules, demand, record, unheard)
        for sequel in self._rules.sequels:
            await sequel(taken)

    def rewrite(self, demand: Demand, values: Mapping[str, Any]) -> bool:
        """Give the demand's fields these values; return whether anything is new about them."""
        changes = {name: value for name, value in values.items() if getattr(demand, name) != value}
        if changes:
            with self._changing(demand):
                for name, value in changes.items():
                    setattr(demand, name, value)
        return bool(changes)

    def _keep_dates(self, demand: Demand, step: DemandTransition) -> None:
        if step.action in _FOR_A_TIME:
            demand.expires_on = expiry(city_today(), demand.deadline, validity=self._rules.validity)
        if step.action is DemandAction.PUBLISH:
            demand.published_at = step.at
        # What another platform handed over was submitted there, not here.
        imported = step.reason_code is ReasonCode.IMPORTED
        if step.action is DemandAction.SUBMIT and not imported:
            start_clocks(demand, self._rules.clock, step.at)
        if step.action is DemandAction.REOPEN:
            begin_closing_anew(demand, self._rules.clock, step.at)
        keep_time(demand, step.action, step.at)
        keep_closing(demand, step, self._rules)
        keep_challenge(demand, step, self._rules)

    @contextmanager
    def _changing(self, demand: Demand) -> Iterator[None]:
        """Count a version, and tell the followers if the public sees a difference.

        A change of private text alone is not told: that it happened is private too.
        """
        before = public_document(demand)
        yield
        demand.version += 1
        demand.updated_at = utc_now()
        after = public_document(demand)
        if after != before:
            self._feed.append(
                self._session, type=DEMAND_CHANGED, subject=str(demand.id), data=after
            )


def _recorded(demand: Demand, step: Step, status: DemandStatus) -> DemandTransition:
    return DemandTransition(
        demand_id=demand.id,
        version=demand.version + 1,
        action=step.action,
        from_status=demand.status,
        to_status=status,
        actor=step.actor,
        at=utc_now(),
        reason_code=step.reason_code,
        note=step.note,
        details=dict(step.details) or None,
    )


def text_of(demand: Demand) -> dict[str, Any]:
    """Return what the firm says about its need, by field."""
    return {name: getattr(demand, name) for name in DemandDraft.model_fields}
