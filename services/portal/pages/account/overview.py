"""One's own account: where one is signed in, the password, the organizations."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.accounts.consent import TEXT, VERSION
from services.portal.accounts.endpoints import consent
from services.portal.accounts.repository import person_by_id
from services.portal.accounts.schemas import ConsentBody, PersonChange
from services.portal.accounts.service import change_person, person_read
from services.portal.credentials.schemas import PasswordChange
from services.portal.dependencies import Resources, ResourcesDep, ShownDep, SignedIn, VisitorDep
from services.portal.opaque import digest
from services.portal.organizations.domain import REASON_LABELS
from services.portal.organizations.repository import memberships_of, steps_of
from services.portal.pages.account.browsers import browser_name
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.look import CONTRASTS, LOOK, SIZES, THEMES, Look
from services.portal.pages.registering import password_hint
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import YEAR, PageRoute, PagesDep, see
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Me, Visit, VisitDep
from services.portal.recording import Act, of_person, record
from services.portal.sessions.cookies import leave_cookie
from services.portal.sessions.errors import SessionNotFoundError
from services.portal.sessions.repository import (
    end_session,
    end_sessions,
    session_by_token,
    sessions_of,
)
from services.portal.sessions.schemas import SessionRead
from shared.clock import utc_now

router = APIRouter(include_in_schema=False, route_class=PageRoute)

NEWS = frozenset(
    {
        "password_changed",
        "session_ended",
        "organization_registered",
        "account_changed",
        "account_address_changed",
        "account_agreed",
        "account_left",
        "account_joined",
    }
)
CHOICES = {"theme": THEMES, "size": SIZES, "contrast": CONTRASTS}


@router.get("/account")
async def show_account(
    visit: VisitDep, pages: PagesDep, resources: ResourcesDep, shown: ShownDep, done: str = ""
) -> Response:
    """Show one's own account."""
    news = done if done in NEWS else ""
    return await _account(pages, resources, visit, shown=shown, done=news)


@router.post("/account/password")
async def change_password(  # noqa: PLR0913 - all provided by name
    *,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    visitor: VisitorDep,
    shown: ShownDep,
) -> Response:
    """Change one's own password; all other sessions end."""
    me = visit.required()
    typed = await typed_into(request, ("current_password", "new_password"))
    try:
        body = PasswordChange.model_validate({name: said for name, said in typed.items() if said})
        await resources.changes.change(me.person_id, body, address=visitor.address, shown=shown)
    except FORM_ERRORS as error:
        form = Form({}, trouble_of(error))
        return await _account(pages, resources, visit, shown=shown, form=form)
    return see("/account?done=password_changed")


@router.post("/account/profile")
async def change_profile(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, shown: ShownDep
) -> Response:
    """Change what one is called, and the language of letters."""
    me = visit.required()
    typed = await typed_into(request, ("name", "letter_language"))
    said = {"name": typed.get("name", ""), "language": typed.get("letter_language", "")}
    try:
        body = PersonChange.model_validate(said)
        async with resources.database.transaction() as session:
            person = await person_by_id(session, me.person_id)
            await change_person(session, person, body)
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _account(pages, resources, visit, shown=shown, form=form)
    return see("/account?done=account_changed")


@router.post("/account/consent")
async def agree(request: Request, visit: VisitDep, resources: ResourcesDep) -> Response:
    """Agree to the present text about personal data."""
    me = visit.required()
    typed = await typed_into(request, ("version",))
    async with resources.database.transaction() as session:
        body = ConsentBody(version=typed.get("version", ""))
        await consent(body, SignedIn(me.person_id, me.caller), session)
    return see("/account?done=account_agreed")


@router.post("/account/sessions/end-others")
async def end_others(visit: VisitDep, resources: ResourcesDep, shown: ShownDep) -> Response:
    """End every session of one's own but this one."""
    me = visit.required()
    async with resources.database.transaction() as session:
        current = await session_by_token(session, shown)
        await end_sessions(session, me.person_id, but=current.id if current else None)
        record(session, me.caller, Act.END_OTHER_SESSIONS, of_person(me.person_id))
    return see("/account?done=session_ended")


@router.post("/account/sessions/{session_id}/end")
async def end_one(session_id: UUID, visit: VisitDep, resources: ResourcesDep) -> Response:
    """End one session of one's own."""
    me = visit.required()
    async with resources.database.transaction() as session:
        if not await end_session(session, me.person_id, session_id):
            raise SessionNotFoundError
        record(session, me.caller, Act.SIGN_OUT, of_person(me.person_id))
    return see("/account?done=session_ended")


@router.get("/display")
async def show_display(visit: VisitDep, pages: PagesDep) -> Response:
    """Show how pages can look."""
    look = visit.look
    typed = {"theme": look.theme, "size": look.size, "contrast": look.contrast}
    choices = [
        (name, [(value, TEXTS[f"look_{name}_{value}"].pick(visit.language)) for value in values])
        for name, values in CHOICES.items()
    ]
    return pages.render("account/display.html", visit, form=Form(typed), choices=choices)


@router.post("/display")
async def choose_display(request: Request, _visit: VisitDep) -> Response:
    """Remember in this browser how pages shall look."""
    typed = await typed_into(request, CHOICES)
    answer = see("/display")
    look = Look.read(".".join(typed.values()))
    leave_cookie(answer, request.scope, LOOK, look.written(), seconds=YEAR)
    return answer


async def _account(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    resources: Resources,
    visit: Visit,
    *,
    shown: str,
    form: Form | None = None,
    done: str = "",
) -> Response:
    me = visit.required()
    found = await _found(resources, me, shown)
    filled = form or Form()
    return pages.render(
        "account/overview.html",
        visit,
        status=filled.status if filled.trouble else HTTPStatus.OK,
        form=filled,
        done=done,
        password_hint=password_hint(resources, visit),
        consent_text=TEXT.pick(visit.language),
        consent_version=VERSION,
        labels={"name": "person_name", "letter_language": "account_letter_language"},
        **found,
        reasons={
            one: REASON_LABELS[code].pick(visit.language) for one, code in found["why"].items()
        },
    )


async def _found(resources: Resources, me: Me, shown: str) -> dict[str, Any]:
    """Return what the account's page tells: sessions, organizations, why one was refused."""
    async with resources.database.snapshot() as session:
        person = await person_read(session, await person_by_id(session, me.person_id))
        rows = await sessions_of(session, me.person_id, utc_now() - resources.limits.idle)
        mine = [one for one, _ in await memberships_of(session, me.person_id)]
        why = {}
        for one in mine:
            steps = await steps_of(session, one.id)
            if steps and steps[-1].reason_code:
                why[one.id] = steps[-1].reason_code
    sessions = [
        SessionRead.model_validate(row).model_copy(
            update={
                "current": row.token_hash == digest(shown),
                "browser": browser_name(row.browser),
            }
        )
        for row in rows
    ]
    return {"sessions": sessions, "organizations": mine, "why": why, "person": person}
