"""The register of experts: applications to judge, service to assess, appeals to decide."""

import asyncio
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.desk.catalog_gateway import labels_of, reasons_by_action
from services.portal.pages.desk.catalog_snapshots import RegistrationSnapshot
from services.portal.pages.desk.dependencies import Desk, DeskDep
from services.portal.pages.desk.matters import (
    Fact,
    Line,
    Listing,
    Matter,
    show_list,
    show_matter,
    step_taken,
    together,
)
from services.portal.pages.figures import day, region
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, see

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME: Final = "/desk/registrations"
VIEWS: Final[dict[str, dict[str, Any]]] = {
    "waiting": {"waiting": "true"},
    "overdue": {"overdue": "true"},
    "assessed": {"status": ["under_assessment", "probation"]},
    "appealed": {"status": "appealed"},
    "serving": {"status": ["registered", "available", "dispatched", "renewed"]},
    "all": {},
}
LISTING: Final = Listing(
    HOME, "desk_registrations", "desk_registered_", tuple(VIEWS), also="/served-hours"
)
DISPATCH: Final = (
    "agreement_number",
    "firm_name",
    "begins_on",
    "ends_on",
    "firm_signed_on",
    "sender_signed_on",
    "expert_signed_on",
)


@router.get(HOME)
async def list_registrations(desk: DeskDep, view: str = "waiting", cursor: str = "") -> Response:
    """Show which registrations wait for the desk, and all the others."""
    chosen = LISTING.view(view)
    wanted = {**VIEWS[chosen], **({"cursor": cursor} if cursor else {})}
    found = await desk.catalog.registrations(wanted)
    lines = [_line(one) for one in found.items]
    return show_list(desk, LISTING, chosen, lines, found.next_cursor)


@router.get(HOME + "/{registration_id}")
async def show_registration(registration_id: UUID, desk: DeskDep, done: str = "") -> Response:
    """Show a registration, the assessments, and what an operator can do with it."""
    return await _shown(desk, registration_id, done=done)


@router.post(HOME + "/{registration_id}/steps/{action}")
async def move_registration(
    registration_id: UUID, action: str, request: Request, desk: DeskDep
) -> Response:
    """Take a step in the life of a registration."""
    move = partial(desk.catalog.move, f"/registrations/{registration_id}/status")
    show = partial(_shown, desk, registration_id)
    return await step_taken(request, action, move, show, f"{HOME}/{registration_id}")


@router.post(HOME + "/{registration_id}/assessments")
async def assess(registration_id: UUID, desk: DeskDep) -> Response:
    """Let the published rule look at the term so far."""
    try:
        await desk.catalog.assess(registration_id)
    except FORM_ERRORS as error:
        return await _shown(desk, registration_id, form=Form({}, trouble_of(error)))
    return see(f"{HOME}/{registration_id}?done=yes")


@router.post(HOME + "/{registration_id}/dispatches")
async def dispatch(registration_id: UUID, request: Request, desk: DeskDep) -> Response:
    """Record an agreement of three parties, and send the expert out."""
    typed = await typed_into(request, ("etag", "hours_per_month", *DISPATCH))
    said: dict[str, Any] = {name: typed.get(name, "").strip() for name in DISPATCH}
    hours = typed.get("hours_per_month", "").strip()
    if hours:
        said["hours_per_month"] = int(hours) if hours.isdigit() else hours
    try:
        await desk.catalog.dispatch(registration_id, said, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _shown(desk, registration_id, form=form, tried="dispatch")
    return see(f"{HOME}/{registration_id}?done=yes")


def _line(one: RegistrationSnapshot) -> Line:
    return Line(
        path=f"{HOME}/{one.id}",
        title=one.profile.name,
        note=one.sender_name,
        status=one.status,
        state=f"registration_status_{one.status}",
        since=one.created_at,
        due_at=one.due_at,
        overdue=one.overdue,
    )


async def _shown(
    desk: Desk, registration_id: UUID, *, form: Form | None = None, tried: str = "", done: str = ""
) -> Response:
    place = f"/registrations/{registration_id}"
    one, steps, reasons, assessments, dispatches = await asyncio.gather(
        desk.catalog.registration(registration_id),
        desk.catalog.history(place),
        desk.catalog.reasons("/registrations"),
        desk.catalog.assessments(registration_id),
        desk.catalog.dispatches(registration_id),
    )
    # Sending somebody out takes an agreement, which has a form of its own.
    actions = [action for action in one.actions if action != "dispatch"]
    matter = Matter(
        path=f"{HOME}/{registration_id}",
        section=HOME,
        heading="desk_registrations",
        title=one.profile.name,
        life="registration",
        status=one.status,
        etag=f'"v{one.version}"',
        facts=_facts(desk, one),
        actions=actions,
        reasons=reasons_by_action(reasons, actions, frozenset()),
        labels=labels_of(reasons),
        steps=steps,
        due_at=one.due_at,
        overdue=one.overdue,
        template="registration.html",
    )
    return await show_matter(
        desk,
        matter,
        form=form,
        tried=tried,
        done=done,
        assessments=assessments,
        dispatches=dispatches,
        sendable="dispatch" in one.actions,
    )


def _facts(desk: Desk, one: RegistrationSnapshot) -> list[Fact]:
    language, profile = desk.visit.language, one.profile
    term = [day(one.term_begins, language), day(one.term_ends, language)]
    return [
        Fact("desk_job_title", profile.title or ""),
        Fact("desk_sender", one.sender_name),
        Fact("desk_specialties", together(desk, profile.specialties)),
        Fact("desk_profile_summary", profile.summary or ""),
        Fact("desk_hours_per_month", str(profile.hours_per_month or "")),
        Fact("desk_region", region(profile.region_code)),
        Fact("desk_statement", one.statement or ""),
        Fact("contact_phone", profile.contact_phone or ""),
        Fact("contact_email", profile.contact_email or ""),
        Fact("desk_registration_number", one.number or ""),
        Fact("desk_term", " - ".join(filter(None, term))),
    ]
