"""Responses to a need side by side, and choosing one."""

import asyncio
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.attempts import Attempt, attempted, typed_for
from services.portal.pages.cases.dependencies import Ways, WaysDep
from services.portal.pages.cases.reasons import named, reasons_of
from services.portal.pages.rendering import Pages
from services.portal.pages.responses.snapshots import ResponseSnapshot
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.snapshots import NeedSnapshot
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import NotFoundError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

UNSENT: Final = frozenset({"invited", "draft"})
ENDED: Final = frozenset({"not_selected", "declined", "withdrawn", "expired"})


@router.get("/needs/{need_id}/responses")
async def compare_responses(
    need_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep
) -> Response:
    """Show who responded to a need, side by side."""
    visit.required()
    need = await own_need(ways, need_id)
    responses, engagements, reasons = await asyncio.gather(
        ways.responses.of_need(need_id),
        ways.engagements.of_need(need_id),
        ways.responses.reasons(),
    )
    return pages.render(
        "cases/responses.html",
        visit,
        need=need,
        responses=responses,
        engagements=engagements,
        reason_named=partial(named, reasons, language=visit.language),
        **_sorted(responses),
    )


@router.get("/needs/{need_id}/select/{response_id}")
async def show_choice(
    need_id: UUID, response_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep
) -> Response:
    """Show what choosing a response means, and ask why not the others."""
    visit.required()
    return await _choice(pages, visit, ways, (need_id, response_id), Attempt())


@router.post("/needs/{need_id}/select/{response_id}")
async def choose(  # noqa: PLR0913 - all provided by name
    *,
    need_id: UUID,
    response_id: UUID,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
) -> Response:
    """Choose a response; the others end, those with the reason that was given for them."""
    visit.required()
    others = _others(await ways.responses.of_need(need_id), response_id)
    typed = await typed_for(request, {f"why-{one.id}": str for one in others})
    chosen = await ways.responses.read(response_id)
    attempt = await attempted("select", typed, _select(ways, chosen, others, typed))
    if attempt.name:
        return await _choice(pages, visit, ways, (need_id, response_id), attempt)
    moved = await ways.responses.read(response_id)
    return see(f"/engagements/{moved.engagement_id}" if moved.engagement_id else "/needs")


async def own_need(ways: Ways, need_id: UUID) -> NeedSnapshot:
    """Return a need to whoever it belongs to, and to the desk.

    Raises:
        NotFoundError: It is somebody else's: what belongs to it is not for the reader.
    """
    need = await ways.needs.read(need_id)
    if need.version is None:
        raise NotFoundError
    return need


def _sorted(responses: Sequence[ResponseSnapshot]) -> dict[str, Any]:
    """Return the responses by what there is to do with them, and the best figures."""
    underway = [one for one in responses if one.status not in UNSENT | ENDED]
    compared = sorted(underway, key=lambda one: (one.waiting_for != "firm", one.offer is None))
    offered = [(one.id, one.offer) for one in compared if one.offer is not None]
    lowest = min((offer.price for _, offer in offered), default=None)
    shortest = min((offer.duration_days for _, offer in offered), default=None)
    many = len(offered) > 1
    return {
        "compared": compared,
        "invited": [one for one in responses if one.status in UNSENT],
        "ended": [one for one in responses if one.status in ENDED],
        "cheapest": {one for one, offer in offered if many and offer.price == lowest},
        "quickest": {one for one, offer in offered if many and offer.duration_days == shortest},
    }


def _others(responses: Sequence[ResponseSnapshot], chosen: UUID) -> list[ResponseSnapshot]:
    return [one for one in responses if one.id != chosen and "refuse" in one.actions]


async def _select(
    ways: Ways,
    chosen: ResponseSnapshot,
    others: Sequence[ResponseSnapshot],
    typed: Mapping[str, str],
) -> None:
    """Tell the others why not, then choose; nobody is refused if nobody can be chosen.

    Raises:
        PlatformError: Something has changed meanwhile.
    """
    if "select" in chosen.actions:
        for one in others:
            if reason := typed.get(f"why-{one.id}", ""):
                step = {"action": "refuse", "reason_code": reason}
                await ways.responses.move(one.id, step, one.etag)
    await ways.responses.move(chosen.id, {"action": "select"}, chosen.etag)


async def _choice(
    pages: Pages, visit: Visit, ways: Ways, ids: tuple[UUID, UUID], attempt: Attempt
) -> Response:
    need_id, response_id = ids
    need = await own_need(ways, need_id)
    responses, reasons = await asyncio.gather(
        ways.responses.of_need(need_id), ways.responses.reasons()
    )
    chosen = next((one for one in responses if one.id == response_id), None)
    if chosen is None:
        raise NotFoundError
    kept = [one for one in reasons_of(reasons, "refuse", visit.language) if one[0] != "other"]
    return pages.render(
        "cases/choose.html",
        visit,
        status=attempt.status,
        need=need,
        response=chosen,
        others=_others(responses, response_id),
        reasons=kept,
        attempt=attempt,
        place_of=attempt.place_of,
    )
