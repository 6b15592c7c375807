"""Taking one's own data along, and leaving."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response

from services.portal.accounts.repository import person_by_id
from services.portal.credentials.models import Credential
from services.portal.dependencies import ResourcesDep, SessionDep, SignedInDep, VisitorDep
from services.portal.organizations.service import Organizations
from services.portal.privacy.repository import everything_about
from services.portal.privacy.schemas import Export, Farewell
from services.portal.privacy.service import say_farewell
from services.portal.recording import Act, of_person, record
from services.portal.sessions.cookies import set_cookie
from shared.clock import utc_now

router = APIRouter(prefix="/api/me", tags=["privacy"])


@router.get("/export")
async def export_my_data(me: SignedInDep, session: SessionDep) -> Export:
    """Return everything the portal keeps about one, as a machine reads it."""
    person = await person_by_id(session, me.person_id)
    found = await everything_about(session, person)
    record(session, me.caller, Act.EXPORT_DATA, of_person(person.id))
    return Export(person_id=person.id, made_at=utc_now(), tables=dict(found))


@router.post("/farewell", status_code=HTTPStatus.NO_CONTENT)
async def close_my_account(
    body: Farewell,
    me: SignedInDep,
    request: Request,
    resources: ResourcesDep,
    visitor: VisitorDep,
) -> Response:
    """Close one's account, and withdraw one's consent with it. Nothing brings it back."""
    async with resources.database.snapshot() as session:
        has_password = await session.get(Credential, me.person_id) is not None
    if has_password:
        password = body.password or ""
        await resources.changes.prove(me.person_id, password, address=visitor.address)
    async with resources.database.transaction() as session:
        person = await person_by_id(session, me.person_id)
        organizations = Organizations(session, me.caller, resources.mail)
        await say_farewell(session, person, organizations)
        record(session, me.caller, Act.ERASE_ACCOUNT, of_person(me.person_id))
    answer = Response(status_code=HTTPStatus.NO_CONTENT)
    set_cookie(answer, request.scope, "", seconds=0)
    return answer
