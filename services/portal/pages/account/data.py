"""One's own data: taken along, not offered to firms, or erased with the account."""

from typing import Any, Final

from fastapi import APIRouter, Request, Response

from services.portal.accounts.repository import consents_of
from services.portal.credentials.models import Credential
from services.portal.dependencies import Resources, ResourcesDep, SignedIn, VisitorDep
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.supply.dependencies import Supply, SupplyDep
from services.portal.pages.supply.snapshots import OwnEntry
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Visit, VisitDep
from services.portal.privacy.endpoints import close_my_account
from services.portal.privacy.schemas import Farewell
from services.portal.sessions.cookies import set_cookie
from shared.errors import FieldProblem, InvalidError, PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

SURE: Final = "yes"


@router.get("/account/data")
async def show_data(
    visit: VisitDep, pages: PagesDep, resources: ResourcesDep, supply: SupplyDep, done: str = ""
) -> Response:
    """Show what can be done with one's own data."""
    return await _page(pages, resources, visit, supply, news=done == "saved")


@router.post("/account/data/offered")
async def choose_to_be_offered(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, supply: SupplyDep
) -> Response:
    """Let matching offer one to firms by itself, or not (PIPL, article 24)."""
    typed = await typed_into(request, ("offered",))
    try:
        own = await _own_file(supply)
        if own is not None:
            said, etag = {"recommended": typed.get("offered") == SURE}, f'"v{own.entry.version}"'
            await supply.entries.change("expert", own.entry.id, said, etag)
    except FORM_ERRORS as error:
        return await _page(pages, resources, visit, supply, form=Form({}, trouble_of(error)))
    return see("/account/data?done=saved")


@router.post("/account/data/close")
async def close_account(  # noqa: PLR0913 - all provided by name
    *,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    visitor: VisitorDep,
    supply: SupplyDep,
) -> Response:
    """Close one's account for good."""
    me = visit.required()
    typed = await typed_into(request, ("password", "sure"))
    try:
        if typed.get("sure") != SURE:
            raise InvalidError(problems=[FieldProblem("sure", TEXTS["account_close_unsure"])])
        body = Farewell(password=typed.get("password") or None)
        signed_in = SignedIn(me.person_id, me.caller)
        await close_my_account(body, signed_in, request, resources, visitor)
    except FORM_ERRORS as error:
        kept = {"sure": typed.get("sure", "")}
        form = Form(kept, trouble_of(error))
        open_still = error.facts.get("obligations") if isinstance(error, PlatformError) else None
        return await _page(pages, resources, visit, supply, form=form, obligations=open_still)
    answer = see("/account/closed")
    set_cookie(answer, request.scope, "", seconds=0)
    return answer


@router.get("/account/closed")
async def show_closed(visit: VisitDep, pages: PagesDep) -> Response:
    """Show that an account is closed."""
    return pages.render("account/closed.html", visit)


async def _own_file(supply: Supply) -> OwnEntry | None:
    found = await supply.entries.mine({"expert"} & set(supply.kinds), all_states=True)
    return found[0] if found else None


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    resources: Resources,
    visit: Visit,
    supply: Supply,
    *,
    form: Form | None = None,
    obligations: Any = None,  # noqa: ANN401 - JSON
    news: bool = False,
) -> Response:
    me = visit.required()
    filled = form or Form()
    async with resources.database.snapshot() as session:
        consents = await consents_of(session, me.person_id)
        has_password = await session.get(Credential, me.person_id) is not None
    try:
        own = await _own_file(supply)
    except PlatformError:
        # One's data can be taken along, and the account closed, all the same.
        own = None
    return pages.render(
        "account/data.html",
        visit,
        status=filled.status,
        form=filled,
        news=news,
        consents=consents,
        has_password=has_password,
        own=own,
        offered=bool(own and own.entry.said.get("recommended", True)),
        obligations=obligations or [],
        labels={"sure": "account_close", "password": "password"},
    )
