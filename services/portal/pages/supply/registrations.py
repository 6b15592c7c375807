"""One's registration as an expert, and those of one's unit: state, term, service, assessment."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.supply.dependencies import Supply, SupplyDep
from services.portal.pages.visit import Visit, VisitDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

NEWS: Final[Mapping[str, str]] = {
    "applied": "supply_applied",
    "revised": "supply_saved",
    "moved": "supply_moved",
    "logged": "supply_logged",
}
MINUTES_IN_AN_HOUR: Final = 60


@router.get("/supply/registration")
async def show_registrations(visit: VisitDep, pages: PagesDep, supply: SupplyDep) -> Response:
    """Show one's own registration, and those of the unit one acts for."""
    found = await supply.careers.registrations()
    own = str(supply.me.person_id)
    return pages.render(
        "supply/registrations.html",
        visit,
        mine=next((one for one in found if one.subject == own), None),
        others=[one for one in found if one.subject != own],
        acting=supply.me.organization,
        may_nominate=supply.me.standing.organization_id is not None,
    )


@router.get("/supply/registration/{registration_id}")
async def show_registration(
    registration_id: UUID, visit: VisitDep, pages: PagesDep, supply: SupplyDep, done: str = ""
) -> Response:
    """Show a registration to its person and their unit."""
    return await _page(pages, visit, supply, registration_id, news=NEWS.get(done, ""))


@router.post("/supply/registration/{registration_id}/steps/{action}")
async def take_registration_step(  # noqa: PLR0913 - all provided by name
    *,
    registration_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Endorse, accept, withdraw, resign, appeal and so on."""
    typed = await typed_into(request, ("etag", "reason_code", "note"))
    said = {name: typed[name] for name in ("reason_code", "note") if typed.get(name, "").strip()}
    try:
        step = {"action": action, **said}
        await supply.careers.move(registration_id, step, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _page(pages, visit, supply, registration_id, form=form, tried=action)
    return see(f"/supply/registration/{registration_id}?done=moved")


@router.post("/supply/registration/{registration_id}/service")
async def log_service(
    registration_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Log one's own service on a day."""
    typed = await typed_into(request, ("served_on", "hours", "service_note"))
    said = {
        "served_on": typed.get("served_on", ""),
        "minutes": _minutes(typed.get("hours", "")),
        "note": typed.get("service_note", ""),
    }
    try:
        await supply.careers.log_service(registration_id, said)
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _page(pages, visit, supply, registration_id, form=form, tried="service")
    return see(f"/supply/registration/{registration_id}?done=logged#service")


def _minutes(hours: str) -> object:
    """Return minutes of hours as people write them; what is no number is complained of."""
    try:
        return round(float(hours.replace("，", ".").replace(",", ".")) * MINUTES_IN_AN_HOUR)
    except ValueError:
        return hours


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    supply: Supply,
    registration_id: UUID,
    *,
    form: Form | None = None,
    tried: str = "",
    news: str = "",
) -> Response:
    filled = form or Form()
    return pages.render(
        "supply/registration.html",
        visit,
        status=filled.status,
        form=filled,
        tried=tried,
        news=news,
        labels={
            "served_on": "supply_served_on",
            "minutes": "supply_hours",
            "note": "supply_service_note",
        },
        place_of=lambda name: f"#{PLACES.get(name, name)}",
        **await _shown(supply, registration_id),
    )


async def _shown(supply: Supply, registration_id: UUID) -> dict[str, Any]:
    """Return what the page tells of a registration."""
    careers = supply.careers
    registration, history, reasons, service, assessments = await asyncio.gather(
        careers.registration(registration_id),
        careers.history(registration_id),
        careers.reasons(),
        careers.service(registration_id),
        careers.assessments(registration_id),
    )
    return {
        "registration": registration,
        "is_mine": registration.subject == str(supply.me.person_id),
        "steps": history[::-1],
        "service": service,
        "assessments": assessments,
        "reason_labels": {one.code: one.label for one in reasons},
        "reasons_for": {
            action: [one for one in reasons if action in one.actions]
            for action in registration.actions
        },
    }


PLACES: Final[Mapping[str, str]] = {"minutes": "hours", "note": "service_note"}
"""Where on the page what the catalogue complains of is filled in."""
