"""Looking after the accounts of others."""

from enum import StrEnum
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

import sqlalchemy as sa
from fastapi import APIRouter, Query, Response
from sqlmodel import col

from services.portal import policy
from services.portal.accounts.creation import create_account, grant, revoke
from services.portal.accounts.domain import GrantedRole, PersonStatus, email_key
from services.portal.accounts.models import Person
from services.portal.accounts.repository import person_by_id
from services.portal.accounts.schemas import AccountDraft, PersonRead
from services.portal.accounts.service import person_read
from services.portal.credentials.attempts import release
from services.portal.dependencies import ResourcesDep, SessionDep, SnapshotDep
from services.portal.notifications.codes import MessageCode
from services.portal.recording import Act, of_person, record
from services.portal.sessions.repository import end_sessions
from shared.auth import ROLE_LABELS, CallerDep, Role
from shared.clock import utc_now
from shared.pagination import Page, PageRequestDep
from shared.schemas import StrictBody

router = APIRouter(prefix="/api/people", tags=["administration"])


class AccountAction(StrEnum):
    """What can be done with somebody's account."""

    DISABLE = "disable"
    ENABLE = "enable"


class AccountStep(StrictBody):
    """What is to be done."""

    action: AccountAction


ACCOUNT_PAGE = "/me"

ACTS = {
    AccountAction.DISABLE: Act.DISABLE_ACCOUNT,
    AccountAction.ENABLE: Act.ENABLE_ACCOUNT,
}

STATUS_AFTER = {
    AccountAction.DISABLE: PersonStatus.DISABLED,
    AccountAction.ENABLE: PersonStatus.ACTIVE,
}


@router.get("")
async def list_people(
    caller: CallerDep,
    session: SnapshotDep,
    page: PageRequestDep,
    email: Annotated[str | None, Query(max_length=254, description="Whose account.")] = None,
) -> Page[PersonRead]:
    """Return accounts, the oldest first; for security administrators."""
    policy.require_security(caller)
    statement = (
        sa.select(Person)
        .where(col(Person.status) != PersonStatus.DELETED)
        .order_by(col(Person.id))
        .limit(page.limit + 1)
    )
    if page.after is not None:
        statement = statement.where(col(Person.id) > page.after)
    if email is not None:
        statement = statement.where(col(Person.email_key) == email_key(email))
    rows = (await session.scalars(statement)).all()
    found = page.page(rows, key=lambda row: row.id, read=lambda row: row)
    items = [await person_read(session, row) for row in found.items]
    return Page(items=items, next_cursor=found.next_cursor)


@router.post("/accounts", status_code=HTTPStatus.CREATED)
async def create_account_of(
    body: AccountDraft, caller: CallerDep, resources: ResourcesDep
) -> PersonRead:
    """Make an account for somebody, with roles. Without a password, a letter lets them choose."""
    policy.require_security(caller)
    read = await create_account(
        resources.database,
        body,
        passwords=resources.passwords,
        profile=resources.settings.password_profile,
        by=caller.subject,
    )
    if body.password is None:
        await resources.changes.offer_reset(body.email)
    return read


@router.get("/{person_id}")
async def read_person(person_id: UUID, caller: CallerDep, session: SnapshotDep) -> PersonRead:
    """Return an account; for security administrators."""
    policy.require_security(caller)
    return await person_read(session, await person_by_id(session, person_id))


@router.put("/{person_id}/roles/{role}")
async def grant_role(
    person_id: UUID,
    role: GrantedRole,
    caller: CallerDep,
    session: SessionDep,
    resources: ResourcesDep,
) -> PersonRead:
    """Grant a role; it holds from the next request. Twice is once."""
    policy.require_granter(caller, role, person_id)
    person = await person_by_id(session, person_id)
    if await grant(session, person, role, by=caller.subject):
        code, facts = MessageCode.ROLE_GRANTED, {"role": ROLE_LABELS[Role(role)]}
        await resources.messenger.tell(session, person_id, code, facts=facts, link=ACCOUNT_PAGE)
    return await person_read(session, person)


@router.delete("/{person_id}/roles/{role}", status_code=HTTPStatus.NO_CONTENT)
async def revoke_role(
    person_id: UUID,
    role: GrantedRole,
    caller: CallerDep,
    session: SessionDep,
    resources: ResourcesDep,
) -> Response:
    """Take a role back; at the services it ends within minutes."""
    policy.require_granter(caller, role, person_id)
    person = await person_by_id(session, person_id)
    if await revoke(session, person, role, by=caller.subject):
        code, facts = MessageCode.ROLE_REVOKED, {"role": ROLE_LABELS[Role(role)]}
        await resources.messenger.tell(session, person_id, code, facts=facts, link=ACCOUNT_PAGE)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.put("/{person_id}/status")
async def move_account(
    person_id: UUID, body: AccountStep, caller: CallerDep, session: SessionDep
) -> PersonRead:
    """Disable an account, which ends all its sessions, or enable it again."""
    policy.require_security(caller)
    policy.require_another(caller, person_id)
    person = await person_by_id(session, person_id)
    person.status = STATUS_AFTER[body.action]
    person.version += 1
    person.updated_at = utc_now()
    await end_sessions(session, person_id)
    await session.flush()
    record(session, caller, ACTS[body.action], of_person(person_id))
    return await person_read(session, person)


@router.delete("/{person_id}/sessions", status_code=HTTPStatus.NO_CONTENT)
async def end_sessions_of(person_id: UUID, caller: CallerDep, session: SessionDep) -> Response:
    """End all sessions of somebody."""
    policy.require_security(caller)
    person = await person_by_id(session, person_id)
    await end_sessions(session, person.id)
    record(session, caller, Act.END_ALL_SESSIONS, of_person(person_id))
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.delete("/{person_id}/lockout", status_code=HTTPStatus.NO_CONTENT)
async def end_lockout(person_id: UUID, caller: CallerDep, session: SessionDep) -> Response:
    """Let somebody try again who failed too often."""
    policy.require_security(caller)
    person = await person_by_id(session, person_id)
    await release(session, person.email or "")
    record(session, caller, Act.RELEASE_SIGN_IN, of_person(person_id))
    return Response(status_code=HTTPStatus.NO_CONTENT)
