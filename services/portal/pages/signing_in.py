"""Signing in and out on pages; what a visitor was writing becomes the work of who they are."""

from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import Resources, ResourcesDep, ShownDep, VisitorDep
from services.portal.drafts.repository import adopt_drafts, drafts_of
from services.portal.pages.forms import FORM_ERRORS, Form, own_path, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import NextDep, PageRoute, PagesDep, see
from services.portal.pages.visit import DRAFT_COOKIE, Visit, VisitDep
from services.portal.recording import Act, of_person, record
from services.portal.sessions.cookies import leave_cookie, set_cookie
from services.portal.sessions.repository import end_session, session_by_token
from services.portal.sessions.schemas import SignInBody
from services.portal.sessions.service import Opened

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME = "/needs"
NEWS = frozenset({"signed_out", "password_chosen"})


@router.get("/sign-in")
async def show_sign_in(
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    following: NextDep = "",
    done: str = "",
) -> Response:
    """Show the form; who is signed in is led on."""
    if visit.me is not None:
        return see(own_path(following, HOME))
    waiting = await has_drafts(resources, visit)
    return _form(pages, visit, Form({"next": following}), waiting=waiting, done=done)


@router.post("/sign-in")
async def sign_in(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, visitor: VisitorDep
) -> Response:
    """Sign in, and go on where one was."""
    typed = await typed_into(request, ("email", "password", "next"))
    try:
        await resources.rates.spend("sign_in", visitor.address)
        body = SignInBody.model_validate(_said(typed))
        opened = await resources.sign_in.with_password(body.email, body.password, visitor)
    except FORM_ERRORS as error:
        waiting = await has_drafts(resources, visit)
        return _form(pages, visit, Form(typed, trouble_of(error)), waiting=waiting)
    return await welcome(request, resources, visit, opened, typed.get("next", ""))


@router.post("/sign-out")
async def sign_out(
    request: Request, visit: VisitDep, resources: ResourcesDep, shown: ShownDep
) -> Response:
    """End the session of this browser."""
    if visit.me is not None:
        async with resources.database.transaction() as session:
            if current := await session_by_token(session, shown):
                await end_session(session, visit.me.person_id, current.id)
                subject = of_person(visit.me.person_id)
                record(session, visit.me.caller, Act.SIGN_OUT, subject)
    answer = see("/sign-in?done=signed_out")
    set_cookie(answer, request.scope, "", seconds=0)
    return answer


async def welcome(
    request: Request, resources: Resources, visit: Visit, opened: Opened, wanted: str
) -> Response:
    """Let somebody in: give their browser the session, and them what they were writing."""
    there = await _taken_over(resources, visit, opened.session.person_id)
    answer = see(own_path(wanted, there))
    seconds = int(resources.limits.absolute.total_seconds())
    set_cookie(answer, request.scope, opened.token, seconds=seconds)
    if visit.draft_token:
        leave_cookie(answer, request.scope, DRAFT_COOKIE, "", seconds=0)
    return answer


async def has_drafts(resources: Resources, visit: Visit) -> bool:
    """Say whether somebody who is not signed in was writing something."""
    if not visit.draft_token:
        return False
    async with resources.database.snapshot() as session:
        return bool(await drafts_of(session, visit.writer))


async def _taken_over(resources: Resources, visit: Visit, person_id: UUID) -> str:
    """Give a person what they wrote as a visitor; return where they go on."""
    if not visit.draft_token:
        return HOME
    async with resources.database.transaction() as session:
        found = await drafts_of(session, visit.writer)
        await adopt_drafts(session, visit.draft_token, person_id)
    return f"/needs/new/{found[0].id}?{urlencode({'step': 4})}" if found else HOME


def _said(typed: dict[str, str]) -> dict[str, str]:
    return {name: typed[name] for name in ("email", "password") if typed.get(name)}


def _form(pages: Pages, visit: Visit, form: Form, *, waiting: bool, done: str = "") -> Response:
    return pages.render(
        "sign_in.html",
        visit,
        status=form.status,
        form=form,
        next=form.value("next"),
        drafts=waiting,
        done=done if done in NEWS else "",
    )
