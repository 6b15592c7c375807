"""Another address for one's account: asked for with the password, confirmed with a code."""

from typing import Final

from fastapi import APIRouter, Request, Response

from services.portal.accounts.schemas import AddressConfirmation, AddressDraft
from services.portal.credentials.models import Credential
from services.portal.dependencies import Resources, ResourcesDep, ShownDep, VisitorDep
from services.portal.pages.attempts import Attempt, attempted
from services.portal.pages.forms import typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import Me, Visit, VisitDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME: Final = "/account/address"
LABELS: Final = {"email": "account_new_address", "token": "mailed_code"}


@router.get(HOME)
async def show_address(
    visit: VisitDep, pages: PagesDep, resources: ResourcesDep, sent: str = ""
) -> Response:
    """Show one's address, the form for another one, and where its code goes."""
    return await _page(pages, resources, visit, Attempt(), sent=bool(sent))


@router.post(HOME)
async def ask(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep, visitor: VisitorDep
) -> Response:
    """Send a letter to another address."""
    me = visit.required()
    typed = await typed_into(request, ("email", "password"))

    async def doing() -> None:
        body = AddressDraft.model_validate(typed)
        await resources.rates.spend("reset", str(me.person_id))
        await resources.addresses.ask(me.person_id, body, address=visitor.address)

    kept = {"email": typed.get("email", "")}
    attempt = await attempted("ask", kept, doing())
    if attempt.form.trouble:
        return await _page(pages, resources, visit, attempt)
    return see(f"{HOME}?sent=yes")


@router.post(f"{HOME}/confirm")
async def confirm(  # noqa: PLR0913 - all provided by name
    *,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    visitor: VisitorDep,
    shown: ShownDep,
) -> Response:
    """Take the other address, with the code from its letter."""
    me = visit.required()
    typed = await typed_into(request, ("token",))

    async def doing() -> None:
        body = AddressConfirmation(token=typed.get("token", "").strip())
        await resources.rates.spend("sign_in", visitor.address)
        await resources.addresses.confirm(me.person_id, body.token, shown=shown)

    attempt = await attempted("confirm", typed, doing())
    if attempt.form.trouble:
        return await _page(pages, resources, visit, attempt, sent=True)
    return see("/account?done=account_address_changed")


async def _page(
    pages: Pages, resources: Resources, visit: Visit, attempt: Attempt, *, sent: bool = False
) -> Response:
    me = visit.required()
    return pages.render(
        "account/address.html",
        visit,
        status=attempt.status,
        attempt=attempt,
        place_of=attempt.place_of,
        sent=sent,
        has_password=await _has_password(resources, me),
        labels=LABELS,
    )


async def _has_password(resources: Resources, me: Me) -> bool:
    async with resources.database.snapshot() as session:
        return await session.get(Credential, me.person_id) is not None
