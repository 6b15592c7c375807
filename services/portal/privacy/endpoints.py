"""Taking one's own data along, and leaving."""

from http import HTTPStatus
from typing import Annotated, cast

from fastapi import APIRouter, Depends, Request, Response

from services.portal.accounts.repository import person_by_id
from services.portal.credentials.models import Credential
from services.portal.dependencies import ResourcesDep, SignedInDep, VisitorDep
from services.portal.organizations.service import Organizations
from services.portal.privacy.errors import ObligationsOpenError
from services.portal.privacy.gateways import Elsewhere
from services.portal.privacy.repository import everything_about
from services.portal.privacy.schemas import Export, Farewell
from services.portal.privacy.service import organizations_of_theirs_alone, say_farewell
from services.portal.recording import Act, of_person, record
from services.portal.sessions.cookies import set_cookie
from shared.clock import utc_now

router = APIRouter(prefix="/api/me", tags=["privacy"])


async def get_elsewhere(request: Request) -> Elsewhere:
    """Return the other services that keep something of people."""
    return cast("Elsewhere", request.app.state.elsewhere)


ElsewhereDep = Annotated[Elsewhere, Depends(get_elsewhere)]


@router.get("/export")
async def export_my_data(
    me: SignedInDep, resources: ResourcesDep, elsewhere: ElsewhereDep
) -> Export:
    """Return everything the platform keeps about one, as a machine reads it.

    Raises:
        PeerUnavailableError: A service does not say what it keeps; try again later.
    """
    async with resources.database.snapshot() as session:
        person = await person_by_id(session, me.person_id)
    services = await elsewhere.export(person.id, person.email)
    async with resources.database.transaction() as session:
        person = await person_by_id(session, me.person_id)
        found = await everything_about(session, person)
        record(session, me.caller, Act.EXPORT_DATA, of_person(person.id))
    return Export(person_id=person.id, made_at=utc_now(), tables=dict(found), services=services)


@router.post("/farewell", status_code=HTTPStatus.NO_CONTENT)
async def close_my_account(
    body: Farewell,
    me: SignedInDep,
    request: Request,
    resources: ResourcesDep,
    visitor: VisitorDep,
) -> Response:
    """Close one's account, and withdraw one's consent with it. Nothing brings it back.

    The other services forget one soon after; what others need for their accounts is kept
    under a number that names nobody.

    Raises:
        ObligationsOpenError: Something one has agreed with others is not over.
        PeerUnavailableError: A service does not say whether it is; try again later.
    """
    async with resources.database.snapshot() as session:
        has_password = await session.get(Credential, me.person_id) is not None
        ending = await organizations_of_theirs_alone(session, me.person_id)
    if has_password:
        password = body.password or ""
        await resources.changes.prove(me.person_id, password, address=visitor.address)
    elsewhere = await get_elsewhere(request)
    if found := await elsewhere.obligations(me.person_id, ending):
        raise ObligationsOpenError(found)
    async with resources.database.transaction() as session:
        person = await person_by_id(session, me.person_id)
        organizations = Organizations(session, me.caller, resources.mail)
        await say_farewell(session, person, organizations, elsewhere.services)
        record(session, me.caller, Act.ERASE_ACCOUNT, of_person(me.person_id))
    answer = Response(status_code=HTTPStatus.NO_CONTENT)
    set_cookie(answer, request.scope, "", seconds=0)
    return answer
