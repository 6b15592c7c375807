"""Signing in and out; where else one is signed in."""

from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from services.portal.dependencies import (
    ResourcesDep,
    SessionDep,
    ShownDep,
    SignedInDep,
    SnapshotDep,
    VisitorDep,
    limited,
)
from services.portal.opaque import digest
from services.portal.recording import Act, of_person, record
from services.portal.sessions.cookies import set_cookie
from services.portal.sessions.errors import SessionNotFoundError
from services.portal.sessions.repository import (
    end_session,
    end_sessions,
    session_by_token,
    sessions_of,
)
from services.portal.sessions.schemas import Carrier, SessionRead, SignInBody
from shared.clock import utc_now

router = APIRouter(prefix="/api/sessions", tags=["sessions"])


@router.post(
    "",
    status_code=HTTPStatus.CREATED,
    response_model=SessionRead,
    dependencies=[limited("sign_in")],
)
async def sign_in(
    body: SignInBody, request: Request, resources: ResourcesDep, visitor: VisitorDep
) -> JSONResponse:
    """Sign in with a password. Browsers get a cookie, others ask for a bearer token."""
    opened = await resources.sign_in.with_password(body.email, body.password, visitor)
    read = SessionRead.model_validate(opened.session).model_copy(update={"current": True})
    if body.carrier is Carrier.BEARER:
        read.token = opened.token
    answer = JSONResponse(read.model_dump(mode="json"), HTTPStatus.CREATED)
    if body.carrier is Carrier.COOKIE:
        seconds = int(resources.limits.absolute.total_seconds())
        set_cookie(answer, request.scope, opened.token, seconds=seconds)
    return answer


@router.get("")
async def list_sessions(
    me: SignedInDep, session: SnapshotDep, resources: ResourcesDep, shown: ShownDep
) -> list[SessionRead]:
    """Return where one is signed in, the latest first."""
    rows = await sessions_of(session, me.person_id, utc_now() - resources.limits.idle)
    return [
        SessionRead.model_validate(row).model_copy(
            update={"current": row.token_hash == digest(shown)}
        )
        for row in rows
    ]


@router.delete("/current", status_code=HTTPStatus.NO_CONTENT)
async def sign_out(
    me: SignedInDep, session: SessionDep, request: Request, shown: ShownDep
) -> Response:
    """End the session this request came with, and take the cookie back."""
    if current := await session_by_token(session, shown):
        await end_session(session, me.person_id, current.id)
        record(session, me.caller, Act.SIGN_OUT, of_person(me.person_id))
    answer = Response(status_code=HTTPStatus.NO_CONTENT)
    set_cookie(answer, request.scope, "", seconds=0)
    return answer


@router.delete("", status_code=HTTPStatus.NO_CONTENT)
async def end_other_sessions(me: SignedInDep, session: SessionDep, shown: ShownDep) -> Response:
    """End every session of one's own but this one."""
    current = await session_by_token(session, shown)
    await end_sessions(session, me.person_id, but=current.id if current else None)
    record(session, me.caller, Act.END_OTHER_SESSIONS, of_person(me.person_id))
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.delete("/{session_id}", status_code=HTTPStatus.NO_CONTENT)
async def end_one_session(session_id: UUID, me: SignedInDep, session: SessionDep) -> Response:
    """End one session of one's own, wherever it is."""
    if not await end_session(session, me.person_id, session_id):
        raise SessionNotFoundError
    record(session, me.caller, Act.SIGN_OUT, of_person(me.person_id))
    return Response(status_code=HTTPStatus.NO_CONTENT)
