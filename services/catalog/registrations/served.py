"""Logged service over all registrations: for firms to confirm, and for who else may read it."""

from collections.abc import Sequence
from typing import Annotated, Any

import sqlalchemy as sa
from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.catalog import policy
from services.catalog.dependencies import SnapshotDep
from services.catalog.registrations.models import Dispatch, Registration, ServiceRecord
from services.catalog.registrations.service_schemas import ServedFilters, ServedRead
from shared.auth import Caller, CallerDep
from shared.pagination import Page, PageRequest

router = APIRouter(prefix="/service-records", tags=["registrations"])

Served = tuple[ServiceRecord, Registration, Dispatch | None]


@router.get("")
async def list_served(
    wanted: Annotated[ServedFilters, Query()], session: SnapshotDep, caller: CallerDep
) -> Page[ServedRead]:
    """List the service one was given, sent out or gave, the newest first; to operators, all."""
    policy.callers.require_person(caller)
    rows = await _rows(session, wanted.page(), _conditions(caller, wanted))
    return wanted.page().page(rows, key=lambda row: row[0].id, read=lambda row: _read(caller, row))


def _conditions(caller: Caller, wanted: ServedFilters) -> Sequence[sa.ColumnElement[bool]]:
    conditions = [] if policy.callers.is_operator(caller) else [_seen_by(caller)]
    if wanted.confirmed is not None:
        is_open = col(ServiceRecord.confirmed_at).is_(None)
        conditions.append(~is_open if wanted.confirmed else is_open)
    return conditions


def _seen_by(caller: Caller) -> sa.ColumnElement[bool]:
    """Return what `policy.registrations.sees` and `policy.registrations.served_by` say of one."""
    own = col(Registration.subject) == caller.subject
    if caller.organization is None:
        return own
    unit = own | (col(Registration.sender) == caller.organization)
    if not policy.registrations.is_firm(caller):
        return unit
    return unit | (col(Dispatch.firm) == caller.organization)


async def _rows(
    session: AsyncSession, request: PageRequest, conditions: Sequence[sa.ColumnElement[bool]]
) -> Sequence[Served]:
    """Return a page of records with what they belong to, and one more if there is one."""
    statement = (
        sa.select(ServiceRecord, Registration, Dispatch)
        .join(Registration, col(Registration.id) == col(ServiceRecord.registration_id))
        .outerjoin(Dispatch, col(Dispatch.id) == col(ServiceRecord.dispatch_id))
        .where(*conditions)
        .order_by(col(ServiceRecord.id).desc())
        .limit(request.limit + 1)
    )
    if request.after is not None:
        statement = statement.where(col(ServiceRecord.id) < request.after)
    return [(row[0], row[1], row[2]) for row in (await session.execute(statement)).all()]


def _read(caller: Caller, row: Served) -> ServedRead:
    record, registration, post = row
    made: dict[str, Any] = {
        "expert_name": registration.profile["name"],
        "sender_name": registration.sender_name,
        "agreement_number": post.agreement_number if post else None,
        "firm_name": post.firm_name if post else None,
        "confirmable": record.confirmed_at is None
        and policy.registrations.confirms(caller, post, registration),
    }
    stored = {name: getattr(record, name) for name in ServedRead.model_fields.keys() - made.keys()}
    return ServedRead(**stored, **made)
