"""Lists of demands: which a person may know of, narrowed and ordered; a statement for each kind.

What differs from one question to the next of a kind are values: who asks, and where to go on. So
a statement is built once, not each time.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa

from services.requests.demands.disclosure import BEFORE_PUBLICATION, PUBLIC, GrantKind, Person
from services.requests.demands.domain import OPEN, Confidentiality, DemandSort, DemandStatus
from services.requests.demands.models import Demand, DemandDiscipline
from services.requests.demands.publicly import TOLD, Told
from services.requests.demands.schemas import DemandFilters
from services.requests.demands.stored import DEMAND, columns_for, demand_of
from services.requests.grants.models import Participation
from shared.classification import region_prefix
from shared.database import table_of
from shared.statements import Prepared, Statements

NO_DEADLINE: Final = date(9999, 12, 31)

Condition = sa.ColumnElement[bool]

_LIMIT: Final = sa.bindparam("limit", type_=sa.Integer())

_D: Final = DEMAND.c
_FILED: Final = table_of(DemandDiscipline).c
_PART: Final = table_of(Participation).c


@dataclass(frozen=True, slots=True)
class _Asker:
    """What kind of person asks."""

    known: bool
    organized: bool
    operator: bool
    verified: bool


@dataclass(frozen=True, slots=True)
class _Kind:
    """What kind of list is asked for, by what kind of person."""

    asker: _Asker
    status: tuple[DemandStatus, ...]
    region: tuple[str, ...]
    industry: tuple[str, ...]
    discipline: tuple[str, ...]
    numbered: bool
    own: bool
    sort: DemandSort
    beyond: bool


async def page_of(
    statements: Statements, person: Person, wanted: DemandFilters
) -> Sequence[Demand]:
    """Return a page of what the person may know of, and one more if there is more."""
    page, values = _asked(person, wanted)
    columns = columns_for(known=person.subject is not None)
    return [demand_of(columns, row) for row in await statements.rows(page, **values)]


async def public_page_of(statements: Statements, wanted: DemandFilters) -> Sequence[Told]:
    """Return the same for nobody in particular, as it is told."""
    page, values = _asked(PUBLIC, wanted)
    return await statements.made(TOLD, page, **values)


def _asked(person: Person, wanted: DemandFilters) -> tuple[Prepared, Mapping[str, Any]]:
    """Return the statement of a page, and its values."""
    part = wanted.page()
    kind = _Kind(
        _asker(person),
        tuple(wanted.status),
        tuple(wanted.region),
        tuple(wanted.industry),
        tuple(wanted.discipline),
        numbered=wanted.case_number is not None,
        own=wanted.own,
        sort=wanted.sort,
        beyond=part.after is not None,
    )
    values = {"limit": part.limit + 1, "after": part.after, "case_number": wanted.case_number}
    return _page(kind), values | _who(person)


async def counts_of(statements: Statements, person: Person) -> Mapping[DemandStatus, int]:
    """Return how many demands stand where, of those the person may know of."""
    rows = await statements.rows(_counts(_asker(person)), **_who(person))
    return {status: count for status, count in rows}  # noqa: C416 - mypy reads dict() wrongly


def _asker(person: Person) -> _Asker:
    return _Asker(
        known=person.subject is not None,
        organized=person.organization is not None,
        operator=person.operator,
        verified=person.verified,
    )


def _who(person: Person) -> dict[str, Any]:
    """Return who asks, as values of any statement here."""
    owners, holders = sorted(person.owners) or [""], sorted(person.holders) or [""]
    return {
        "owner": owners[0],
        "other_owner": owners[-1],
        "organization": person.organization,
        "holder": holders[0],
        "other_holder": holders[-1],
    }


@lru_cache(maxsize=512)
def _page(kind: _Kind) -> Prepared:
    wanted = [*_wanted(kind), *([_beyond(kind)] if kind.beyond else [])]
    if kind.sort is DemandSort.NEWEST:
        seen: Condition = _D.id.in_(_newest(kind.asker, wanted))
    else:
        seen = sa.and_(_visible(kind.asker), *wanted)
    columns = (_D[name] for name in columns_for(known=kind.asker.known))
    return Prepared(sa.select(*columns).where(seen).order_by(*_order(kind)).limit(_LIMIT))


def _newest(asker: _Asker, wanted: Sequence[Condition]) -> sa.Select[Any] | sa.CompoundSelect[Any]:
    """Return the newest of each way in which a demand may be visible, among which those sought are.

    An index has each of them in order. Asked for all of them at once, SQLite would sort all there
    are, to give back twenty.
    """
    found = (
        sa.select(_D.id).where(way, *wanted).order_by(_D.id.desc()).limit(_LIMIT).subquery()
        for way in _ways(asker)
    )
    return sa.union_all(*(sa.select(each.c.id) for each in found))


@lru_cache(maxsize=16)
def _counts(asker: _Asker) -> Prepared:
    return Prepared(
        sa.select(_D.status, sa.func.count()).where(_visible(asker)).group_by(_D.status)
    )


def _own(asker: _Asker) -> Condition:
    return sa.or_(sa.false(), *_owning(asker))


def _owning(asker: _Asker) -> list[Condition]:
    """Every way to own a demand, each by itself."""
    if not asker.known:
        return []
    own: list[Condition] = [
        _D.owner_subject.in_([sa.bindparam("owner"), sa.bindparam("other_owner")])
    ]
    if asker.organized:
        own.append(_D.owner_organization == sa.bindparam("organization"))
    return own


def _visible(asker: _Asker) -> Condition:
    """The demands that `disclosure` shows the person anything of."""
    return sa.or_(*_ways(asker))


def _ways(asker: _Asker) -> list[Condition]:
    """Every way to see a demand, each by itself."""
    if asker.operator:
        return [sa.true()]
    open_to_all: list[Condition] = [_D.status == status for status in sorted(OPEN)]
    return [*open_to_all, *_owning(asker), *([_kept()] if asker.verified else [])]


def _in_status(statuses: Sequence[DemandStatus] | frozenset[DemandStatus]) -> Condition:
    return _D.status.in_([sa.literal(status, _D.status.type) for status in sorted(statuses)])


def _kept() -> Condition:
    """The demands that the person is engaged with, and so sees also when they are not open."""
    engaged = sa.select(_PART.demand_id).where(
        _PART.holder.in_([sa.bindparam("holder"), sa.bindparam("other_holder")]),
        _PART.kind == GrantKind.ENGAGED,
    )
    return _D.id.in_(engaged) & ~_in_status(BEFORE_PUBLICATION)


def _told(asker: _Asker) -> Condition:
    """The demands of which the person sees more than the notice.

    A filter or an order by a field that a person may not read would tell it all the same.
    """
    if asker.operator:
        return sa.true()
    return (_D.confidentiality != Confidentiality.CONFIDENTIAL) | _own(asker)


def _wanted(kind: _Kind) -> list[Condition]:
    conditions = _wanted_cases(kind)
    if kind.region:
        areas = [region_prefix(code) for code in kind.region]
        conditions.append(sa.or_(*map(_D.region_code.startswith, areas)))
    if kind.industry:
        conditions.append(sa.or_(*map(_D.industry_code.startswith, kind.industry)))
    if kind.discipline:
        codes = [sa.literal(code) for code in kind.discipline]
        filed = sa.select(_FILED.demand_id).where(_FILED.code.in_(codes))
        conditions += [_told(kind.asker), _D.id.in_(filed)]
    return conditions


def _wanted_cases(kind: _Kind) -> list[Condition]:
    conditions: list[Condition] = []
    if kind.status:
        conditions.append(_in_status(kind.status))
    if kind.numbered:
        conditions.append(_D.case_number == sa.bindparam("case_number"))
    if kind.own:
        conditions.append(_own(kind.asker))
    return conditions


def _deadline(asker: _Asker) -> sa.ColumnElement[date]:
    known = sa.and_(_told(asker), _D.deadline.is_not(None))
    return sa.case((known, _D.deadline), else_=NO_DEADLINE)


def _order(kind: _Kind) -> Sequence[sa.ColumnElement[Any]]:
    newest = _D.id.desc()
    return (newest,) if kind.sort is DemandSort.NEWEST else (_deadline(kind.asker), newest)


def _beyond(kind: _Kind) -> Condition:
    after = sa.bindparam("after", type_=_D.id.type)
    older: Condition = _D.id < after
    if kind.sort is DemandSort.NEWEST:
        return older
    # The cursor names a demand, not a date, so it tells nothing.
    last = sa.select(_deadline(kind.asker)).where(_D.id == after, _visible(kind.asker))
    mark = last.correlate(None).scalar_subquery()
    deadline = _deadline(kind.asker)
    return (deadline > mark) | ((deadline == mark) & older)
