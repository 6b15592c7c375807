"""The page of a response: what it says, what lies on the table, and what the reader can do."""

import asyncio
from collections.abc import Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.attempts import (
    Attempt,
    Fields,
    amount,
    attempted,
    body_of,
    typed_for,
    whole,
)
from services.portal.pages.cases.dependencies import Ways, WaysDep
from services.portal.pages.cases.reasons import named, reasons_of
from services.portal.pages.rendering import Pages
from services.portal.pages.responses.snapshots import ResponseSnapshot
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.snapshots import NeedSnapshot
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

WHY: Final[Fields] = {"reason_code": str, "note": str}
OFFER: Final[Fields] = {
    "offer.price": amount,
    "offer.duration_days": whole,
    "offer.terms": str,
    "offer.price_note": str,
    "offer.valid_until": str,
    "note": str,
}
OFFERING: Final = frozenset({"offer", "counter"})

ORDER: Final = (
    "select",
    "express",
    "accept",
    "offer",
    "supply_info",
    "take_over",
    "qualify",
    "shortlist",
    "counter",
    "request_info",
    "agree_contact",
    "reconsider",
    "revise",
    "refuse",
    "decline",
    "withdraw",
    "cancel",
    "discard",
)
"""In which steps are offered: what leads on first, what ends it last; invitations are elsewhere."""

FIELD_LABELS: Final[Mapping[str, str]] = {
    "offer.price": "offer_price",
    "offer.duration_days": "offer_days",
    "offer.terms": "offer_terms",
    "offer.price_note": "offer_price_note",
    "offer.valid_until": "offer_valid_until",
}
"""How the fields are called where something is wrong with them."""


@router.get("/responses/{response_id}")
async def show_response(  # noqa: PLR0913 - all provided by name
    *,
    response_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
    done: str = "",
    contacts: str = "",
) -> Response:
    """Show a response to whoever has a part in it; contacts if they ask, for that is recorded."""
    visit.required()
    shown = contacts == "show"
    return await _page(pages, visit, ways, response_id, done=done, contacts=shown)


@router.post("/responses/{response_id}/steps/{action}")
async def move_response(  # noqa: PLR0913 - all provided by name
    *,
    response_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Take a step in a response's life, with its reason or its terms."""
    visit.required()
    fields = OFFER if action in OFFERING else WHY
    typed = await typed_for(request, fields)
    step = {"action": action, **body_of(typed, fields)}
    doing = ways.responses.move(response_id, step, typed.get("etag", ""))
    attempt = await attempted(action, typed, doing)
    if attempt.name:
        return await _page(pages, visit, ways, response_id, attempt=attempt)
    return see(f"/responses/{response_id}?done=moved")


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    ways: Ways,
    response_id: UUID,
    *,
    attempt: Attempt | None = None,
    done: str = "",
    contacts: bool = False,
) -> Response:
    response = await ways.responses.read(response_id)
    need, besides = await asyncio.gather(
        _need(ways, response.demand_id), _besides(ways, response, contacts=contacts)
    )
    tried = attempt or Attempt()
    return pages.render(
        "responses/response.html",
        visit,
        status=tried.status,
        labels=FIELD_LABELS,
        response=response,
        actions=sorted(set(response.actions) & set(ORDER), key=ORDER.index),
        need=need,
        attempt=tried,
        place_of=tried.place_of,
        done=done,
        why_for=partial(reasons_of, besides["reasons"], language=visit.language),
        reason_named=partial(named, besides["reasons"], language=visit.language),
        **besides,
    )


async def _need(ways: Ways, need_id: UUID) -> NeedSnapshot | None:
    """Return the need; nothing, if the reader may not look at it any more."""
    try:
        return await ways.needs.read(need_id)
    except PlatformError:
        return None


async def _besides(ways: Ways, response: ResponseSnapshot, *, contacts: bool) -> dict[str, Any]:
    """Return what the two sides and the desk see: how it came about, and all terms."""
    if response.seen_as == "member":
        return {"steps": [], "offers": [], "contacts": None, "reasons": []}
    steps, offers, reasons = await asyncio.gather(
        ways.responses.history(response.id),
        ways.responses.offers(response.id),
        ways.responses.reasons(),
    )
    told = contacts and len(response.contact_agreed) > 1
    exchange = await ways.responses.contacts(response.id) if told else None
    return {"steps": steps, "offers": offers, "contacts": exchange, "reasons": reasons}
