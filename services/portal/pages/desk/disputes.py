"""Engagements that need an operator: disputes with what both sides say, and what was halted."""

import asyncio
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.pages.desk.catalog_gateway import labels_of, reasons_by_action
from services.portal.pages.desk.catalog_snapshots import EngagementItem, EngagementSnapshot
from services.portal.pages.desk.dependencies import Desk, DeskDep
from services.portal.pages.desk.matters import (
    Fact,
    Line,
    Listing,
    Matter,
    show_list,
    show_matter,
    step_taken,
)
from services.portal.pages.figures import day, moment, money
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.routing import PageRoute, see
from services.portal.pages.texts import TEXTS
from shared.clock import utc_now

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HOME: Final = "/desk/disputes"
VIEWS: Final[dict[str, dict[str, Any]]] = {
    "disputed": {"status": "disputed"},
    "suspended": {"status": "suspended"},
    "terminated": {"status": "terminated"},
    "all": {},
}
LISTING: Final = Listing(HOME, "desk_disputes", "desk_disputes_", tuple(VIEWS))
ELSEWHERE: Final = frozenset({"register", "sign_nda", "sign_contract", "draft_contract", "accept"})
"""Steps with a form of their own, on the engagement's page."""


@router.get(HOME)
async def list_disputes(desk: DeskDep, view: str = "disputed", cursor: str = "") -> Response:
    """Show which engagements are disputed, and all the others."""
    chosen = LISTING.view(view)
    wanted = {**VIEWS[chosen], **({"cursor": cursor} if cursor else {})}
    found = await desk.engagements.page(wanted)
    lines = [_line(one) for one in found.items]
    return show_list(desk, LISTING, chosen, lines, found.next_cursor)


@router.get(HOME + "/{engagement_id}")
async def show_dispute(engagement_id: UUID, desk: DeskDep, done: str = "") -> Response:
    """Show an engagement with what was said in its disputes, and what can be decided."""
    return await _shown(desk, engagement_id, done=done)


@router.post(HOME + "/{engagement_id}/steps/{action}")
async def decide(engagement_id: UUID, action: str, request: Request, desk: DeskDep) -> Response:
    """Decide a dispute, or halt, resume or end an engagement."""
    move = partial(desk.engagements.move, engagement_id)
    show = partial(_shown, desk, engagement_id)
    return await step_taken(request, action, move, show, f"{HOME}/{engagement_id}")


@router.post(HOME + "/{engagement_id}/statements")
async def state(engagement_id: UUID, request: Request, desk: DeskDep) -> Response:
    """Say something to both sides of a dispute."""
    typed = await typed_into(request, ("words",))
    try:
        await desk.engagements.state(engagement_id, typed.get("words", ""))
    except FORM_ERRORS as error:
        form = Form(typed, trouble_of(error))
        return await _shown(desk, engagement_id, form=form, tried="state")
    return see(f"{HOME}/{engagement_id}?done=yes")


def _line(one: EngagementItem) -> Line:
    return Line(
        path=f"{HOME}/{one.id}",
        title=one.title,
        note=one.case_number,
        status=one.status,
        state=f"engagement_status_{one.status}",
        since=one.created_at,
        due_at=one.due_at,
        overdue=one.due_at is not None and one.due_at < utc_now(),
    )


async def _shown(
    desk: Desk, engagement_id: UUID, *, form: Form | None = None, tried: str = "", done: str = ""
) -> Response:
    one, steps, statements, reasons = await asyncio.gather(
        desk.engagements.one(engagement_id),
        desk.engagements.history(engagement_id),
        desk.engagements.statements(engagement_id),
        desk.engagements.reasons(desk.visit.language),
    )
    actions = [action for action in one.actions if action not in ELSEWHERE]
    line = _line(one)
    matter = Matter(
        path=f"{HOME}/{engagement_id}",
        section=HOME,
        heading="desk_disputes",
        title=one.title,
        life="engagement",
        status=one.status,
        etag=f'"v{one.version}"',
        facts=_facts(desk, one),
        actions=actions,
        reasons=reasons_by_action(reasons, actions, frozenset()),
        labels=labels_of(reasons),
        steps=steps,
        due_at=one.due_at,
        overdue=line.overdue,
        notes=["desk_dispute_note"] if one.status == "disputed" else [],
        template="dispute.html",
    )
    return await show_matter(
        desk, matter, form=form, tried=tried, done=done, engagement=one, statements=statements
    )


def _facts(desk: Desk, one: EngagementSnapshot) -> list[Fact]:
    language = desk.visit.language
    before = TEXTS[f"engagement_status_{one.before}"].pick(language) if one.before else ""
    opened = TEXTS[f"desk_party_{one.opened_by}"].pick(language) if one.opened_by else ""
    price = " ".join(filter(None, (money(one.price, language), one.price_note)))
    days = [day(one.start_on, language), day(one.finish_on, language)]
    facts = [
        Fact("case_number", one.case_number),
        Fact("desk_opened_by", opened),
        Fact("desk_before", before),
        Fact("desk_price", price),
        Fact("desk_agreed_terms", one.terms or ""),
        Fact("desk_contract_scope", str((one.contract or {}).get("scope") or "")),
        Fact("desk_days", " - ".join(filter(None, days))),
        Fact("desk_delivered_at", moment(one.delivered_at, language)),
    ]
    return [fact for fact in facts if fact.value]
