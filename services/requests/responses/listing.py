"""Which responses somebody may list, in SQL: the same as `policy.responses.parties` says of one."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import col

from services.requests import policy
from services.requests.demands.disclosure import OF_THE_DESK
from services.requests.demands.models import Demand
from services.requests.responses.domain import WAITING, Consent, Part
from services.requests.responses.models import Response, ResponseMember
from services.requests.responses.schemas import ResponseFilters
from shared.auth import Caller

Condition = sa.ColumnElement[bool]


def conditions(caller: Caller, wanted: ResponseFilters, now: datetime) -> Sequence[Condition]:
    """Return what a response must fulfil to be listed."""
    listed = [_of_part(caller, wanted.part)]
    if wanted.status:
        listed.append(col(Response.status).in_(wanted.status))
    if wanted.demand_id is not None:
        listed.append(col(Response.demand_id) == wanted.demand_id)
    if wanted.overdue:
        waiting = col(Response.status).in_(WAITING)
        listed += [waiting, col(Response.due_at) < now, col(Response.paused).is_(sa.false())]
    return listed


def _of_part(caller: Caller, part: Part | None) -> Condition:
    known = {
        Part.AUTHOR: _wrote(caller),
        Part.MEMBER: _is_member(caller),
        Part.FIRM: _reached_others() & _owns(caller),
        Part.OPERATOR: _reached_others() if policy.callers.is_operator(caller) else sa.false(),
    }
    return known.get(part, sa.false()) if part is not None else sa.or_(*known.values())


def _wrote(caller: Caller) -> Condition:
    return _is(caller, col(Response.author_subject), col(Response.author_organization))


def _is_member(caller: Caller) -> Condition:
    asked = sa.select(col(ResponseMember.response_id)).where(
        _is(caller, col(ResponseMember.subject), col(ResponseMember.organization)),
        col(ResponseMember.consent) != Consent.REFUSED,
    )
    return col(Response.id).in_(asked)


def _is(
    caller: Caller, subject: sa.SQLColumnExpression[str], of: sa.SQLColumnExpression[str | None]
) -> Condition:
    personal = of.is_(None) & (subject == caller.subject)
    if caller.organization is None:
        return personal
    return personal | (of == caller.organization)


def _owns(caller: Caller) -> Condition:
    desk = [OF_THE_DESK] if policy.callers.is_operator(caller) else []
    own = col(Demand.owner_subject).in_([caller.subject, *desk])
    if caller.organization is None:
        return own
    return own | (col(Demand.owner_organization) == caller.organization)


def _reached_others() -> Condition:
    return col(Response.expressed_at).is_not(None) | col(Response.invited_by).is_not(None)
