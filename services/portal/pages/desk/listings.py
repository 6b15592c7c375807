"""Providers that ask to be listed, and teams that ask to be filed."""

import asyncio
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.desk.catalog_gateway import labels_of, reasons_by_action, steps_of
from services.portal.pages.desk.catalog_snapshots import ProviderSnapshot, TeamSnapshot
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
from services.portal.pages.forms import Form
from services.portal.pages.routing import PageRoute
from services.portal.pages.texts import TEXTS

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PROVIDERS: Final = "/desk/listings"
TEAMS: Final = "/desk/teams"
STATUSES: Final = ("pending", "verified", "listed", "stale", "suspended", "delisted")
LISTED: Final = Listing(PROVIDERS, "desk_listings", "listing_status_", STATUSES)
FILED: Final = Listing(TEAMS, "desk_teams", "desk_teams_", ("all",))
NEED_REASON: Final = frozenset({"refuse", "suspend", "delist", "disband"})


@router.get(PROVIDERS)
async def list_providers(desk: DeskDep, view: str = "pending", cursor: str = "") -> Response:
    """Show which providers wait to be verified and listed."""
    chosen = LISTED.view(view)
    wanted: dict[str, Any] = {"listing_status": chosen, **({"cursor": cursor} if cursor else {})}
    found = await desk.catalog.providers(wanted)
    lines = [_provider_line(one) for one in found.items]
    return show_list(desk, LISTED, chosen, lines, found.next_cursor)


@router.get(PROVIDERS + "/{provider_id}")
async def show_provider(provider_id: UUID, desk: DeskDep, done: str = "") -> Response:
    """Show a provider, and whether it is listed."""
    return await _provider(desk, provider_id, done=done)


@router.post(PROVIDERS + "/{provider_id}/steps/{action}")
async def move_listing(provider_id: UUID, action: str, request: Request, desk: DeskDep) -> Response:
    """Take a step in the life of a listing."""
    move = partial(desk.catalog.move, f"/providers/{provider_id}/listing")
    show = partial(_provider, desk, provider_id)
    return await step_taken(request, action, move, show, f"{PROVIDERS}/{provider_id}")


@router.get(TEAMS)
async def list_teams(desk: DeskDep, cursor: str = "") -> Response:
    """Show the teams of experts, the newest first."""
    found = await desk.catalog.teams({"cursor": cursor} if cursor else {})
    lines = [_team_line(desk, one) for one in found.items]
    return show_list(desk, FILED, "all", lines, found.next_cursor)


@router.get(TEAMS + "/{team_id}")
async def show_team(team_id: UUID, desk: DeskDep, done: str = "") -> Response:
    """Show a team, who has agreed, and what an operator can do with it."""
    return await _team(desk, team_id, done=done)


@router.post(TEAMS + "/{team_id}/steps/{action}")
async def move_team(team_id: UUID, action: str, request: Request, desk: DeskDep) -> Response:
    """Take a step in the life of a team."""
    move = partial(desk.catalog.move, f"/teams/{team_id}/status")
    show = partial(_team, desk, team_id)
    return await step_taken(request, action, move, show, f"{TEAMS}/{team_id}")


def _provider_line(one: ProviderSnapshot) -> Line:
    return Line(
        path=f"{PROVIDERS}/{one.id}",
        title=one.name,
        note=" · ".join(filter(None, (one.uscc, region(one.region_code)))),
        status=one.listing_status,
        state=f"listing_status_{one.listing_status}",
        since=one.created_at,
    )


def _team_line(desk: Desk, one: TeamSnapshot) -> Line:
    count = TEXTS["desk_people_count"].pick(desk.visit.language)
    return Line(
        path=f"{TEAMS}/{one.id}",
        title=one.name,
        note=count.format(count=len(one.members)),
        status=one.status,
        state=f"team_status_{one.status}",
        since=one.created_at,
        due_at=one.due_at,
    )


async def _provider(
    desk: Desk, provider_id: UUID, *, form: Form | None = None, tried: str = "", done: str = ""
) -> Response:
    one, listing, reasons = await asyncio.gather(
        desk.catalog.provider(provider_id),
        desk.catalog.listing(provider_id),
        desk.catalog.reasons("/listings"),
    )
    matter = Matter(
        path=f"{PROVIDERS}/{provider_id}",
        section=PROVIDERS,
        heading="desk_listings",
        title=one.name,
        life="listing",
        status=listing.status,
        etag=f'"v{one.version}"',
        facts=_provider_facts(desk, one),
        actions=listing.actions,
        reasons=reasons_by_action(reasons, listing.actions, NEED_REASON),
        labels=labels_of(reasons),
        steps=steps_of(listing.history),
        due_at=listing.due_at,
    )
    return await show_matter(desk, matter, form=form, tried=tried, done=done)


async def _team(
    desk: Desk, team_id: UUID, *, form: Form | None = None, tried: str = "", done: str = ""
) -> Response:
    one, steps, reasons = await asyncio.gather(
        desk.catalog.team(team_id),
        desk.catalog.history(f"/teams/{team_id}"),
        desk.catalog.reasons("/teams"),
    )
    matter = Matter(
        path=f"{TEAMS}/{team_id}",
        section=TEAMS,
        heading="desk_teams",
        title=one.name,
        life="team",
        status=one.status,
        etag=f'"v{one.version}"',
        facts=_team_facts(desk, one),
        actions=one.actions,
        reasons=reasons_by_action(reasons, one.actions, NEED_REASON),
        labels=labels_of(reasons),
        steps=steps,
        due_at=one.due_at,
    )
    return await show_matter(desk, matter, form=form, tried=tried, done=done)


def _provider_facts(desk: Desk, one: ProviderSnapshot) -> list[Fact]:
    contact = (one.contact_name, one.contact_phone, one.contact_email)
    return [
        Fact("uscc", one.uscc or ""),
        Fact("desk_region", region(one.region_code)),
        Fact("desk_profile_summary", one.summary or ""),
        Fact("desk_capabilities", together(desk, one.capabilities)),
        Fact("desk_qualifications", together(desk, one.qualifications)),
        Fact("desk_website", one.website or ""),
        Fact("desk_assured", day(one.assured_date, desk.visit.language)),
        Fact("contact_name", " ".join(filter(None, contact))),
    ]


def _team_facts(desk: Desk, one: TeamSnapshot) -> list[Fact]:
    language = desk.visit.language
    people = [
        TEXTS["desk_member"]
        .pick(language)
        .format(
            name=member.name,
            duty=member.duty,
            consent=TEXTS[f"team_consent_{member.consent}"].pick(language),
        )
        for member in one.members
    ]
    return [
        Fact("desk_task", one.task),
        Fact("desk_members", "\n".join(people)),
        Fact("desk_ends_on", day(one.ends_on, language)),
        Fact("desk_filed_on", day(one.filed_on, language)),
    ]
