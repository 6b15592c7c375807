"""The page on which a need is split into parts, and a team is suggested for them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.portal.dependencies import ResourcesDep
from services.portal.pages.dependencies import RequestsDep
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.teams.gateway import TeamGateway
from services.portal.pages.teams.snapshots import PartSnapshot, TeamSnapshot
from services.portal.pages.visit import Visit, VisitDep, service_token

router = APIRouter(include_in_schema=False, route_class=PageRoute)

MOST_PARTS: Final = 8
LEAST_PARTS: Final = 2
PART: Final = ("name", "text", "independent")
FACTS: Final = ("text", "region_code", "budget_max", "deadline", "organization_name")
OF_THE_NEED: Final = ("region_code", "budget_max", "deadline", "organization_name")


def part_field(number: int, name: str) -> str:
    """Return the name of a field of the part with this number, from 0, as matching calls it."""
    return f"packages.{number}.{name}"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows below the text: the parts as they stand, and the team."""

    form: Form
    parts: int = 0
    team: TeamSnapshot | None = None
    no_parts: bool = False


async def get_teams(request: Request, resources: ResourcesDep, visit: VisitDep) -> TeamGateway:
    """Return matching, as the visitor may use it.

    Raises:
        SignInFirstError: Nobody is signed in.
    """
    token = await service_token(resources, visit.required())
    return TeamGateway(request.app.state.peers, token)


TeamsDep = Annotated[TeamGateway, Depends(get_teams)]


@router.get("/teams")
async def show_form(
    visit: VisitDep, pages: PagesDep, requests: RequestsDep, need: UUID | None = None
) -> Response:
    """Show the form, filled in with a need if one is named."""
    visit.required()
    typed = _from(await requests.text(need)) if need else {}
    return _page(pages, visit, Shown(Form(typed)))


@router.post("/teams")
async def suggest(request: Request, visit: VisitDep, pages: PagesDep, teams: TeamsDep) -> Response:
    """Split the need, or suggest a team for its parts."""
    fields = [part_field(number, name) for number in range(MOST_PARTS) for name in PART]
    typed = await typed_into(request, ("do", *FACTS, *fields))
    shown = await (_chosen if typed.get("do") == "choose" else _split)(teams, typed)
    return _page(pages, visit, shown)


async def _split(teams: TeamGateway, typed: Mapping[str, str]) -> Shown:
    try:
        parts = await teams.parts_of(typed.get("text", ""))
    except FORM_ERRORS as error:
        return Shown(Form(typed, trouble_of(error)))
    kept = {name: typed[name] for name in FACTS if name in typed}
    count = min(MOST_PARTS, max(LEAST_PARTS, len(parts) + 1))
    return Shown(Form({**kept, **_typed(parts)}), count, no_parts=not parts)


def _typed(parts: Sequence[PartSnapshot]) -> dict[str, str]:
    return {
        part_field(number, name): value
        for number, part in enumerate(parts[:MOST_PARTS])
        for name, value in (
            ("name", part.name),
            ("text", part.text),
            ("independent", "yes" if part.independent else ""),
        )
    }


async def _chosen(teams: TeamGateway, typed: Mapping[str, str]) -> Shown:
    numbers = [n for n in range(MOST_PARTS) if typed.get(part_field(n, "name"), "").strip()]
    form = Form({**typed, **_moved_up(typed, numbers)})
    count = min(MOST_PARTS, max(LEAST_PARTS, len(numbers) + 1))
    try:
        team = await teams.team_for(_draft(form.typed, len(numbers)))
    except FORM_ERRORS as error:
        return Shown(Form(form.typed, trouble_of(error)), count)
    return Shown(form, count, team)


def _moved_up(typed: Mapping[str, str], numbers: Sequence[int]) -> dict[str, str]:
    """Return the parts that have a name one after the other, and nothing in the rest."""
    moved = dict.fromkeys((part_field(n, name) for n in range(MOST_PARTS) for name in PART), "")
    for place, number in enumerate(numbers):
        for name in PART:
            moved[part_field(place, name)] = typed.get(part_field(number, name), "")
    return moved


def _draft(typed: Mapping[str, str], parts: int) -> dict[str, Any]:
    return {
        "packages": [
            {
                "name": typed[part_field(number, "name")],
                "text": typed[part_field(number, "text")].strip() or None,
                "independent": typed[part_field(number, "independent")] == "yes",
            }
            for number in range(parts)
        ],
        **{name: typed.get(name, "").strip() or None for name in OF_THE_NEED},
    }


def _from(need: Mapping[str, Any]) -> dict[str, str]:
    texts = (need.get("title"), need.get("public_summary"), need.get("description"))
    said = {name: str(need[name]) for name in OF_THE_NEED if need.get(name)}
    return {"text": "\n".join(text for text in texts if text), **said}


def _page(pages: PagesDep, visit: Visit, shown: Shown) -> Response:
    return pages.render(
        "teams/team.html",
        visit,
        status=shown.form.status if shown.form.trouble else HTTPStatus.OK,
        form=shown.form,
        parts=range(shown.parts),
        part_field=part_field,
        team=shown.team,
        no_parts=shown.no_parts,
        places_shown=1,
        labels={"packages": "team_parts", "name": "team_part_name", "text": "team_text"},
    )
