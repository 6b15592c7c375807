"""What people were given in demands: looked up whenever one is read, so by prepared statements."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from services.requests.demands.disclosure import Grant, GrantKind, Person
from services.requests.grants.domain import GrantStatus
from services.requests.grants.models import (
    Acceptance,
    AccessGrant,
    ContactExchange,
    Participation,
)
from shared.statements import Prepared, Statements
from shared.types import UtcDateTime, enum_column

_KIND = enum_column(GrantKind)
_HOLDERS: Final[Sequence[sa.BindParameter[str]]] = (
    sa.bindparam("holder"),
    sa.bindparam("other_holder"),
)
"""As whom a person may have been given something: themselves, their organization."""

Given = sa.Select[Any, Any, Any, Any, Any]
"""Demand, kind, holder, person and end of what was given."""

Ids = Sequence[sa.BindParameter[UUID]]


async def given_to(
    statements: Statements, person: Person, demand_ids: Sequence[UUID]
) -> Mapping[UUID, Sequence[Grant]]:
    """Return what the person was given in each of the demands, whatever has ended among it."""
    found: dict[UUID, list[Grant]] = defaultdict(list)
    if person.subject is None or not demand_ids:
        return found
    holders = sorted(person.holders)
    values: dict[str, object] = {
        f"demand_{place}": demand_id for place, demand_id in enumerate(demand_ids)
    }
    values |= {"subject": person.subject, "holder": holders[0], "other_holder": holders[-1]}
    for demand_id, kind, holder, subject, until in await statements.rows(
        _given_in(len(demand_ids)), **values
    ):
        found[demand_id].append(Grant(kind, holder, subject, until))
    return found


@lru_cache(maxsize=128)
def _given_in(count: int) -> Prepared:
    """Return the statement for so many demands: one, or as many as a page has."""
    ids = [sa.bindparam(f"demand_{place}", type_=sa.Uuid()) for place in range(count)]
    return Prepared(sa.union_all(_taking_part(ids), _confided(ids), _acquainted(ids)))


def _taking_part(ids: Ids) -> Given:
    return sa.select(
        col(Participation.demand_id).label("demand_id"),
        col(Participation.kind).label("kind"),
        col(Participation.holder).label("holder"),
        sa.cast(sa.null(), sa.String(200)).label("subject"),
        col(Participation.until).label("until"),
    ).where(col(Participation.demand_id).in_(ids), col(Participation.holder).in_(_HOLDERS))


def _confided(ids: Ids) -> Given:
    """The person's own acceptance is needed, and that the grant was not asked for anew since."""
    return (
        sa.select(
            col(AccessGrant.demand_id),
            sa.literal(GrantKind.CONFIDED, _KIND),
            col(AccessGrant.holder),
            col(Acceptance.subject),
            col(AccessGrant.due_at),
        )
        .join(Acceptance, col(Acceptance.grant_id) == col(AccessGrant.id))
        .where(
            col(AccessGrant.demand_id).in_(ids),
            col(AccessGrant.status) == GrantStatus.ACTIVE,
            col(Acceptance.round) == col(AccessGrant.round),
            col(Acceptance.subject) == sa.bindparam("subject"),
        )
    )


def _acquainted(ids: Ids) -> Given:
    return sa.select(
        col(ContactExchange.demand_id),
        sa.literal(GrantKind.ACQUAINTED, _KIND),
        col(ContactExchange.holder),
        sa.cast(sa.null(), sa.String(200)),
        sa.cast(sa.null(), UtcDateTime()),
    ).where(
        col(ContactExchange.demand_id).in_(ids),
        col(ContactExchange.holder).in_(_HOLDERS),
        col(ContactExchange.firm_agreed_at).is_not(None),
        col(ContactExchange.author_agreed_at).is_not(None),
    )
