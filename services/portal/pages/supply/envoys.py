"""Teams of experts (特派团): proposed by their lead, joined only by who agrees."""

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.schemas import names_in
from services.portal.pages.supply.dependencies import Supply, SupplyDep
from services.portal.pages.supply.snapshots import HitSnapshot
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

NEWS: Final[Mapping[str, str]] = {
    "proposed": "supply_team_proposed",
    "asked": "supply_member_asked",
    "removed": "supply_member_dismissed",
    "answered": "supply_consent_given",
    "moved": "supply_moved",
}
DRAFT: Final = ("name", "task", "ends_on")
MEMBER: Final = ("etag", "q", "expert_id", "duty", "skills")


@router.get("/supply/teams")
async def list_teams(
    visit: VisitDep, pages: PagesDep, supply: SupplyDep, cursor: str = ""
) -> Response:
    """Show the teams one is in, or is asked to join."""
    found = await supply.careers.teams(cursor)
    own = await _own_files(supply)
    return pages.render(
        "supply/teams.html",
        visit,
        rows=found.items,
        next_cursor=found.next_cursor,
        own=own,
        may_lead=bool(own),
    )


@router.get("/supply/teams/new")
async def show_blank_team(visit: VisitDep, pages: PagesDep, supply: SupplyDep) -> Response:
    """Show the form for a team that one leads."""
    return await _blank(pages, visit, supply, Form())


@router.post("/supply/teams/new")
async def propose_team(
    request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Propose a team; its members are asked one by one afterwards."""
    typed = await typed_into(request, DRAFT)
    own = await _own_files(supply)
    said = {name: typed.get(name, "") for name in DRAFT}
    try:
        team = await supply.careers.propose_team(
            {**said, "lead": next(iter(own), ""), "members": []}
        )
    except FORM_ERRORS as error:
        return await _blank(pages, visit, supply, Form(typed, trouble_of(error)))
    return see(f"/supply/teams/{team.id}?done=proposed")


@router.get("/supply/teams/{team_id}")
async def show_team(  # noqa: PLR0913 - all provided by name
    *,
    team_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
    q: str = "",
    done: str = "",
) -> Response:
    """Show a team to who is in it, and to its lead who else could be."""
    return await _page(pages, visit, supply, team_id, Form({"q": q}), news=NEWS.get(done, ""))


@router.post("/supply/teams/{team_id}/members")
async def ask_expert(
    team_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Ask an expert to join."""
    typed = await typed_into(request, MEMBER)
    said = {
        "expert_id": typed.get("expert_id", ""),
        "duty": typed.get("duty", ""),
        "skills": names_in(typed.get("skills", "")),
    }
    try:
        await supply.careers.ask_member(team_id, said, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _page(pages, visit, supply, team_id, form)
    return see(f"/supply/teams/{team_id}?done=asked")


@router.post("/supply/teams/{team_id}/members/{expert_id}/remove")
async def remove_expert(  # noqa: PLR0913 - all provided by name
    *,
    team_id: UUID,
    expert_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Do without somebody."""
    typed = await typed_into(request, ("etag",))
    try:
        await supply.careers.remove_member(team_id, expert_id, typed.get("etag", ""))
    except FORM_ERRORS as error:
        return await _page(pages, visit, supply, team_id, Form({}, trouble_of(error)))
    return see(f"/supply/teams/{team_id}?done=removed")


@router.post("/supply/teams/{team_id}/consent")
async def answer_team(
    team_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, supply: SupplyDep
) -> Response:
    """Agree to be in a team, decline, or leave it."""
    typed = await typed_into(request, ("agrees", "reason_code"))
    agrees = typed.get("agrees") == "yes"
    said = {"agrees": agrees, "reason_code": None if agrees else typed.get("reason_code") or None}
    try:
        await supply.careers.answer_team(team_id, said)
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _page(pages, visit, supply, team_id, form, tried="consent")
    return see(f"/supply/teams/{team_id}?done=answered")


@router.post("/supply/teams/{team_id}/steps/{action}")
async def take_team_step(  # noqa: PLR0913 - all provided by name
    *,
    team_id: UUID,
    action: str,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
) -> Response:
    """Begin, revise, disband or form a team anew."""
    typed = await typed_into(request, ("etag", "reason_code", "note"))
    said = {name: typed[name] for name in ("reason_code", "note") if typed.get(name, "").strip()}
    try:
        await supply.careers.move_team(team_id, {"action": action, **said}, typed.get("etag", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _page(pages, visit, supply, team_id, form, tried=action)
    return see(f"/supply/teams/{team_id}?done=moved")


async def _own_files(supply: Supply) -> list[str]:
    """Return the ids of the visitor's own files as an expert."""
    found = await supply.entries.mine({"expert"} & set(supply.kinds))
    return [str(one.entry.id) for one in found]


async def _blank(pages: Pages, visit: Visit, supply: Supply, form: Form) -> Response:
    return pages.render(
        "supply/new_team.html",
        visit,
        status=form.status,
        form=form,
        may_lead=bool(await _own_files(supply)),
        labels={
            "name": "supply_team_name",
            "task": "supply_team_task",
            "ends_on": "supply_ends_on",
        },
    )


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    supply: Supply,
    team_id: UUID,
    form: Form,
    *,
    tried: str = "",
    news: str = "",
) -> Response:
    team = await supply.careers.team(team_id)
    reasons, history = (
        await supply.careers.team_reasons(),
        await supply.careers.team_history(team_id),
    )
    there = {row.expert_id for row in team.members if row.consent != "declined"}
    hits, away = await _found(supply, form.value("q").strip(), there)
    own = await _own_files(supply)
    return pages.render(
        "supply/team.html",
        visit,
        status=form.status,
        form=form,
        team=team,
        mine=[row for row in team.members if str(row.expert_id) in own],
        leads=bool({"revise", "disband", "reform"} & set(team.actions)),
        reasons=reasons,
        reason_labels={one.code: one.label for one in reasons},
        steps=history[::-1],
        hits=hits,
        away=away,
        tried=tried,
        news=news,
        labels={"duty": "supply_duty", "skills": "supply_skills"},
    )


async def _found(
    supply: Supply, words: str, there: Collection[UUID]
) -> tuple[list[HitSnapshot] | None, bool]:
    """Return the experts that were searched for, if any, and whether search is away."""
    if not words:
        return None, False
    try:
        found = (await supply.fits.find(words, ["expert"])).items
    except PlatformError:
        return None, True
    return [hit for hit in found if hit.id not in there], False
