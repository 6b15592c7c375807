"""Steps of the moderation desk: claims, marked passages, merging, brokers."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.disclosure import Person
from services.requests.demands.domain import OPEN, DemandAction, Party
from services.requests.demands.errors import (
    ClaimedByAnotherError,
    MergeTargetError,
    NotAssignedError,
    NotClaimedError,
    PassageError,
)
from services.requests.demands.lives import Lives, Step
from services.requests.demands.models import Demand
from services.requests.demands.repository import DemandRepository
from services.requests.demands.rules import Rules
from services.requests.demands.steps import DeskStep, MarkedField, Passage
from services.requests.joining.models import Joining, joiner_of
from services.requests.joining.repository import JoiningRepository
from shared.auth import Caller
from shared.clock import utc_now

_ASSIGNING = frozenset(
    {
        DemandAction.CLAIM,
        DemandAction.TRANSFER,
        DemandAction.TAKE_OVER,
    }
)
"""What makes an operator the one who works on a need, for a while."""

CLAIMABLE = frozenset(
    {
        DemandAction.CLAIM,
        DemandAction.RELEASE,
        DemandAction.TRANSFER,
        DemandAction.START_REVIEW,
        DemandAction.RETURN,
        DemandAction.REJECT,
        DemandAction.PUBLISH,
        DemandAction.MERGE,
    }
)
"""What one operator does at a time."""

_BROKERING = frozenset(
    {
        DemandAction.BROKER,
        DemandAction.BEGIN_MATCHING,
        DemandAction.RAISE_CHALLENGE,
        DemandAction.PROPOSE_CLOSING,
    }
)
"""What makes an operator a need's broker, so that somebody answers for what comes of it."""


class Desk:
    """Takes people's steps inside one transaction, with what else they do at the desk."""

    def __init__(self, session: AsyncSession, lives: Lives, rules: Rules) -> None:
        self._demands = DemandRepository(session)
        self._joinings = JoiningRepository(session)
        self._lives = lives
        self._rules = rules

    async def take(
        self, caller: Caller, demand: Demand, step: DeskStep, parties: frozenset[Party]
    ) -> None:
        """Take a step.

        Raises:
            IllegalTransitionError: The demand cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
            ClaimedByAnotherError: Another operator is at work on it.
            NotClaimedError: There is no claim to give back.
            MergeTargetError: The other demand is not published, or is the same.
            PassageError: A marked passage is not in the text.
            NotAssignedError: It is in details that the caller may not read.
        """
        now = utc_now()
        _require_sight(caller, demand, step, parties, now)
        held = demand.assigned_until is not None and demand.assigned_until > now
        holder = demand.assignee if held else None
        details = {**_marked(demand, step.passages), **_said(step)}
        if step.public_summary is not None:
            self._lives.rewrite(demand, {"public_summary": step.public_summary})
        await self._lives.take(
            demand,
            Step(step.action, caller.subject, parties, step.reason_code, step.note, details),
        )
        if step.action in CLAIMABLE and Party.OPERATOR in parties:
            _require_free(holder, caller.subject, step.action)
        self._assign(caller, demand, step, now)
        await self._join(demand, step)

    def _assign(self, caller: Caller, demand: Demand, step: DeskStep, now: datetime) -> None:
        if step.action in _ASSIGNING:
            demand.assignee = step.to or caller.subject
            demand.assigned_until = now + self._rules.claim
        elif step.action in _BROKERING and (
            demand.broker is None or step.action is DemandAction.BROKER
        ):
            demand.broker = caller.subject
        elif step.action is not DemandAction.START_REVIEW:
            demand.assignee = demand.assigned_until = None

    async def _join(self, demand: Demand, step: DeskStep) -> None:
        """Make the owner of a merged demand a joiner of the other, for as long as it is merged."""
        if step.into is not None:
            await self._merge(demand, step.into)
        elif demand.merged_into is not None:
            demand.merged_into = None
            await self._joinings.separate(demand.id)

    async def _merge(self, demand: Demand, into: UUID) -> None:
        other = await self._demands.find(into)
        if other is None or other.id == demand.id or other.status not in OPEN:
            raise MergeTargetError(into)
        demand.merged_into = into
        joiner = joiner_of(demand.owner_subject, demand.owner_organization)
        own = joiner == joiner_of(other.owner_subject, other.owner_organization)
        if not own and await self._joinings.find(into, joiner) is None:
            await self._joinings.add(
                Joining(
                    demand_id=into,
                    joiner=joiner,
                    subject=demand.owner_subject,
                    organization=demand.owner_organization,
                    merged_from=demand.id,
                )
            )


def _require_sight(
    caller: Caller,
    demand: Demand,
    step: DeskStep,
    parties: frozenset[Party],
    now: datetime,
) -> None:
    """Let only those mark a passage who may read it.

    Raises:
        NotAssignedError: An operator marks confidential details and does not work on the need.
    """
    marks = any(passage.field is MarkedField.CONFIDENTIAL_DETAIL for passage in step.passages)
    if not marks or Party.OWNER in parties:
        return
    if not demand.standing().assigned_to(Person(caller.subject, operator=True), now):
        raise NotAssignedError


def _require_free(holder: str | None, subject: str, action: DemandAction) -> None:
    if holder not in {None, subject}:
        raise ClaimedByAnotherError(holder)
    if holder is None and action is DemandAction.RELEASE:
        raise NotClaimedError


def _marked(demand: Demand, passages: list[Passage]) -> dict[str, Any]:
    """Return the passages with the words they mark, which outlive the next rewriting.

    Raises:
        PassageError: A passage is not in the text.
    """
    marked = []
    for place, passage in enumerate(passages):
        text = getattr(demand, passage.field) or ""
        if passage.end > len(text):
            raise PassageError(place, len(text))
        words = text[passage.start : passage.end]
        marked.append({**passage.model_dump(mode="json"), "words": words})
    return {"passages": marked} if marked else {}


def _said(step: DeskStep) -> dict[str, Any]:
    said = {"into": step.into, "to": step.to, "public_summary": step.public_summary}
    return {name: str(value) for name, value in said.items() if value is not None}
