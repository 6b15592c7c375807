"""Tokens for one's own programs."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import Resources, ResourcesDep, SignedIn
from services.portal.organizations.repository import memberships_of
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Visit, VisitDep
from services.portal.tokens.domain import Scope
from services.portal.tokens.endpoints import create_api_token, list_api_tokens, revoke_api_token
from services.portal.tokens.schemas import ApiTokenCreated, ApiTokenDraft
from shared.clock import utc_now

router = APIRouter(include_in_schema=False, route_class=PageRoute)

DAYS: Final = ("30", "90", "365")
BOXES: Final = tuple(f"scopes.{scope.value}" for scope in Scope)


@router.get("/account/tokens")
async def show_tokens(
    visit: VisitDep, pages: PagesDep, resources: ResourcesDep, done: str = ""
) -> Response:
    """Show one's tokens, without their secrets."""
    form = Form({"days": "90", **dict.fromkeys(BOXES, "yes")})
    return await _page(pages, resources, visit, form, revoked=done == "revoked")


@router.post("/account/tokens")
async def make_token(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Response:
    """Make a token; it is shown on this answer and never again."""
    me = visit.required()
    typed = await typed_into(request, ("name", "days", "organization_id", *BOXES))
    try:
        body = ApiTokenDraft.model_validate(_said(typed))
        async with resources.database.transaction() as session:
            made = await create_api_token(body, SignedIn(me.person_id, me.caller), session)
    except FORM_ERRORS as error:
        return await _page(pages, resources, visit, Form(typed, trouble_of(error)))
    return await _page(pages, resources, visit, Form({"days": "90"}), made=made)


@router.post("/account/tokens/{token_id}/revoke")
async def revoke_token(token_id: UUID, visit: VisitDep, resources: ResourcesDep) -> Response:
    """Take a token back."""
    me = visit.required()
    async with resources.database.transaction() as session:
        await revoke_api_token(token_id, SignedIn(me.person_id, me.caller), session)
    return see("/account/tokens?done=revoked")


def _said(typed: dict[str, str]) -> dict[str, Any]:
    days = typed.get("days") if typed.get("days") in DAYS else DAYS[0]
    return {
        "name": typed.get("name", ""),
        "scopes": [scope for scope in Scope if typed.get(f"scopes.{scope.value}") == "yes"],
        "expires_at": utc_now() + timedelta(days=int(days or DAYS[0])),
        "organization_id": typed.get("organization_id") or None,
    }


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    resources: Resources,
    visit: Visit,
    form: Form,
    *,
    made: ApiTokenCreated | None = None,
    revoked: bool = False,
) -> Response:
    me = visit.required()
    async with resources.database.snapshot() as session:
        tokens = await list_api_tokens(SignedIn(me.person_id, me.caller), session)
        mine = [one for one, _ in await memberships_of(session, me.person_id)]
    language = visit.language
    return pages.render(
        "account/tokens.html",
        visit,
        status=form.status,
        form=form,
        made=made,
        revoked=revoked,
        tokens=tokens,
        scopes=[scope.value for scope in Scope],
        days=[(one, TEXTS[f"account_token_days_{one}"].pick(language)) for one in DAYS],
        organizations=[(str(one.id), one.name) for one in mine],
        labels={
            "name": "account_token_name",
            "scopes": "account_token_scopes",
            "days": "account_token_days",
        },
        place_of=lambda name: "#scopes.catalog" if name == "scopes" else f"#{name}",
    )
