"""What waits for somebody and ends by itself, and who is told so before."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Final, cast

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from typing_extensions import override

from services.requests.amendments.domain import STATUS_LABELS as AMENDMENT_LABELS
from services.requests.amendments.domain import AmendmentStatus
from services.requests.amendments.models import Amendment
from services.requests.demands.domain import EXPIRING, DemandStatus
from services.requests.demands.models import Demand
from services.requests.demands.telling import owner_of
from services.requests.engagements import telling as engagements
from services.requests.engagements.domain import STATUS_LABELS as ENGAGEMENT_LABELS
from services.requests.engagements.domain import EngagementStatus, Side
from services.requests.engagements.models import Engagement
from services.requests.engagements.timekeeping import midnight
from services.requests.followups.domain import STATUS_LABELS as FOLLOW_UP_LABELS
from services.requests.followups.domain import FollowUpStatus
from services.requests.followups.models import FollowUp
from services.requests.grants.domain import STATUS_LABELS as GRANT_LABELS
from services.requests.grants.domain import GrantStatus
from services.requests.grants.models import AccessGrant
from services.requests.grants.repository import GrantRepository
from services.requests.messages import MESSAGES, MessageCode
from services.requests.reminders.rules import ReminderRules
from services.requests.responses.domain import STATUS_LABELS as RESPONSE_LABELS
from services.requests.responses.domain import WAITING, WAITS_FOR
from services.requests.responses.models import Response
from services.requests.responses.telling import recipient_of
from shared.clock import city_date
from shared.language import Text
from shared.messages.wire import Fact, Recipient, organization, person

_S = EngagementStatus

_BOTH: Final = tuple(Side)
_TURN: Final = {
    _S.PROPOSED: _BOTH,
    _S.NDA_SIGNED: _BOTH,
    _S.NEGOTIATING: _BOTH,
    _S.IN_PROGRESS: _BOTH,
    _S.CHANGES_REQUESTED: (Side.HELPER,),
    _S.DELIVERED: (Side.FIRM,),
    _S.SUSPENDED: _BOTH,
    _S.ACCEPTED: _BOTH,
}
"""Who is waited for; work begins by itself, disputes are the operators', questions apart."""

_CLOSING: Final = Text("结案建议待您答复", "the proposal to close it waits for your answer")
_RETURNED: Final = Text("退回修改待您提交", "it was returned and waits for your changes")
_EXPIRING: Final = Text("有效期将满，可延期", "its time is nearly over; it can be renewed")


@dataclass(frozen=True, slots=True)
class Ending:
    """Something that ends by itself, and when."""

    row: Any
    due: datetime


class Wait(ABC):
    """A kind of wait; its rows note for which end somebody was told."""

    table: ClassVar[type[Any]]

    def __init__(self, rules: ReminderRules) -> None:
        self.rules = rules

    async def ending(
        self, session: AsyncSession, now: datetime, *, limit: int, lock: bool
    ) -> Sequence[Ending]:
        """Return what ends soon and nobody was told of, locked if asked."""
        told = col(self.table.reminded_due)
        statement = (
            sa.select(self.table)
            .where(self.condition(now), told.is_(None) | (told < now))
            .limit(limit)
        )
        if lock:
            statement = statement.with_for_update(skip_locked=True)
        rows = (await session.scalars(statement)).all()
        return [Ending(row, self.due(row)) for row in rows]

    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        """Return what holds for a row whose wait ends soon."""
        due = col(self.table.due_at)
        return (due > now) & (due <= self.rules.horizon(now))

    def due(self, row: Any) -> datetime:  # noqa: ANN401 - a row of the kind's table
        """Return when a row's wait ends."""
        return cast("datetime", row.due_at)

    @abstractmethod
    async def remind(self, session: AsyncSession, ending: Ending) -> None:
        """Tell whoever is waited for."""


class ResponseWait(Wait):
    """Responses wait for their author, the firm or the desk."""

    table = Response

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        waiting = col(Response.status).in_(WAITING) & ~col(Response.paused)
        return super().condition(now) & waiting

    @override
    async def remind(self, session: AsyncSession, ending: Ending) -> None:
        response = ending.row
        demand = await session.get_one(Demand, response.demand_id)
        _tell(
            session,
            recipient_of(response, demand, WAITS_FOR[response.status]),
            MessageCode.RESPONSE_DUE_SOON,
            {**_case(demand), "status": RESPONSE_LABELS[response.status], "due": ending.due},
            f"/responses/{response.id}",
        )


class GrantWait(Wait):
    """Requests wait for the owner, approvals and active grants end for their holder."""

    table = AccessGrant

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        return super().condition(now) & GrantRepository.ending()

    @override
    async def remind(self, session: AsyncSession, ending: Ending) -> None:
        grant = ending.row
        demand = await session.get_one(Demand, grant.demand_id)
        asked = grant.status is GrantStatus.REQUESTED
        _tell(
            session,
            owner_of(demand) if asked else _named(grant.subject, grant.organization),
            MessageCode.GRANT_DUE_SOON,
            {**_case(demand), "status": GRANT_LABELS[grant.status], "due": ending.due},
            f"/demands/{demand.id}",
        )


class EngagementWait(Wait):
    """Engagements wait for one side, or both."""

    table = Engagement

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        return super().condition(now) & col(Engagement.status).in_(list(_TURN))

    @override
    async def remind(self, session: AsyncSession, ending: Ending) -> None:
        engagement = ending.row
        for side in _TURN[engagement.status]:
            _tell_side(session, engagement, side, ENGAGEMENT_LABELS[engagement.status], ending.due)


class AmendmentWait(Wait):
    """Proposed changes wait for the other side."""

    table = Amendment

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        return super().condition(now) & (col(Amendment.status) == AmendmentStatus.PROPOSED)

    @override
    async def remind(self, session: AsyncSession, ending: Ending) -> None:
        engagement = await session.get_one(Engagement, ending.row.engagement_id)
        label = AMENDMENT_LABELS[ending.row.status]
        _tell_side(session, engagement, ending.row.proposed_by.other, label, ending.due)


class FollowUpWait(Wait):
    """Questions whether a result still holds wait for the firm."""

    table = FollowUp

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        lapses = col(FollowUp.lapses_at)
        soon = (lapses > now) & (lapses <= self.rules.horizon(now))
        return soon & (col(FollowUp.status) == FollowUpStatus.OPEN)

    @override
    def due(self, row: FollowUp) -> datetime:
        return cast("datetime", row.lapses_at)

    @override
    async def remind(self, session: AsyncSession, ending: Ending) -> None:
        engagement = await session.get_one(Engagement, ending.row.engagement_id)
        label = FOLLOW_UP_LABELS[ending.row.status]
        _tell_side(session, engagement, Side.FIRM, label, ending.due)


class ClosingWait(Wait):
    """Proposals to close wait for the need's owner."""

    table = Demand
    what: ClassVar[Text] = _CLOSING

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        due = col(Demand.closing_due)
        return (due > now) & (due <= self.rules.horizon(now))

    @override
    def due(self, row: Demand) -> datetime:
        return cast("datetime", row.closing_due)

    @override
    async def remind(self, session: AsyncSession, ending: Ending) -> None:
        demand = ending.row
        facts = {**_case(demand), "what": self.what, "due": ending.due}
        link = f"/demands/{demand.id}"
        _tell(session, owner_of(demand), MessageCode.NEED_DUE_SOON, facts, link)


class ReturnedWait(ClosingWait):
    """What was returned waits for its owner's changes."""

    what = _RETURNED

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        since = now - self.rules.returned
        untouched = col(Demand.updated_at).between(since, since + self.rules.ahead_of_expiry)
        return untouched & (col(Demand.status) == DemandStatus.RETURNED)

    @override
    def due(self, row: Demand) -> datetime:
        return row.updated_at + self.rules.returned


class ExpiryWait(ClosingWait):
    """Published needs wait to be renewed."""

    what = _EXPIRING

    @override
    def condition(self, now: datetime) -> sa.ColumnElement[bool]:
        if not self.rules.ahead_of_expiry:
            return sa.false()
        last = col(Demand.expires_on)
        soon = last.between(city_date(now), city_date(now + self.rules.ahead_of_expiry))
        return soon & col(Demand.status).in_(EXPIRING)

    @override
    def due(self, row: Demand) -> datetime:
        return midnight(cast("date", row.expires_on) + timedelta(days=1))


KINDS: Final[tuple[type[Wait], ...]] = (
    ResponseWait,
    GrantWait,
    EngagementWait,
    AmendmentWait,
    FollowUpWait,
    ClosingWait,
    ReturnedWait,
    ExpiryWait,
)


def _case(demand: Demand) -> dict[str, Fact]:
    return {"case_number": demand.case_number, "title": demand.title}


def _named(subject: str, of: str | None) -> Recipient:
    return person(subject) if of is None else organization(of)


def _tell(
    session: AsyncSession, to: Recipient, code: MessageCode, facts: dict[str, Fact], link: str
) -> None:
    MESSAGES.tell(session, to=to, code=code, facts=facts, link=link)


def _tell_side(
    session: AsyncSession, engagement: Engagement, side: Side, status: Text, due: datetime
) -> None:
    facts: dict[str, Fact] = {"status": status, "due_at": due}
    engagements.tell(session, engagement, side, MessageCode.ENGAGEMENT_DUE_SOON, facts)
