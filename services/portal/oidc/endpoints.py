"""The way to the identity provider and back."""

import secrets
from typing import Annotated, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse

from services.portal.dependencies import ResourcesDep, VisitorDep, limited
from services.portal.oidc.errors import FlowUnknownError, ProviderRefusedError
from services.portal.oidc.service import begin, come_back
from services.portal.sessions.cookies import OURS, leave_cookie, name_of, set_cookie
from services.portal.sessions.service import open_session

router = APIRouter(prefix="/api/oidc", tags=["sessions"])

BROWSER_COOKIE: Final = "keqiao-oidc"
BROWSER_SECONDS: Final = 600
FOUND: Final = 303


@router.get("/start", status_code=FOUND, dependencies=[limited("sign_in")])
async def start_oidc(request: Request, resources: ResourcesDep) -> RedirectResponse:
    """Send a browser to the identity provider."""
    state, browser = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    async with resources.database.transaction() as session:
        flow = await begin(session, state, browser)
    place = await resources.oidc.address_for(flow, state, unasked=_is_unasked(request))
    answer = RedirectResponse(place, FOUND)
    # Bound to this browser: nobody can make another finish a sign-in they began.
    leave_cookie(answer, request.scope, BROWSER_COOKIE, browser, seconds=BROWSER_SECONDS)
    return answer


@router.get("/callback", status_code=FOUND, dependencies=[limited("sign_in")])
async def finish_oidc(
    request: Request,
    resources: ResourcesDep,
    visitor: VisitorDep,
    state: Annotated[str, Query(max_length=200)],
    code: Annotated[str, Query(max_length=2000)] = "",
) -> RedirectResponse:
    """Sign in who comes back from the identity provider, and show the start page."""
    browser = request.cookies.get(name_of(BROWSER_COOKIE, request.scope), "")
    if not browser:
        raise FlowUnknownError
    async with resources.database.transaction() as session:
        flow = await come_back(session, state, browser)
    if not code:
        raise ProviderRefusedError
    claims = await resources.oidc.claims_of(code, flow)
    async with resources.database.transaction() as session:
        person = await resources.identities.person_of(session, claims)
        opened = await open_session(session, person.id, visitor, resources.limits, way="oidc")
    answer = RedirectResponse("../..", FOUND)
    seconds = int(resources.limits.absolute.total_seconds())
    set_cookie(answer, request.scope, opened.token, seconds=seconds)
    leave_cookie(answer, request.scope, BROWSER_COOKIE, "", seconds=0)
    return answer


def _is_unasked(request: Request) -> bool:
    """Say whether a browser may have been led here without anybody's doing (Fetch Metadata)."""
    told = request.headers
    return told.get("sec-fetch-site") not in OURS and told.get("sec-fetch-user") != "?1"
