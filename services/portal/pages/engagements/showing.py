"""The pages of an engagement, each with what it takes."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from fastapi import Response

from services.portal.pages.attempts import Attempt
from services.portal.pages.cases.dependencies import Ways
from services.portal.pages.cases.reasons import named, reasons_of
from services.portal.pages.engagements.deeds import FIELD_LABELS, RESULTS, Tab
from services.portal.pages.engagements.snapshots import EngagementSnapshot
from services.portal.pages.engagements.turns import turn_in
from services.portal.pages.rendering import Pages
from services.portal.pages.visit import Visit
from services.portal.pages.visitors.forgiving import if_it_answers

Shown = Mapping[str, Any]


async def _overview(ways: Ways, one: EngagementSnapshot) -> Shown:
    reasons, nda, turn = await asyncio.gather(
        ways.engagements.reasons(), ways.engagements.nda(), turn_in(ways.engagements, one)
    )
    return {"reasons": reasons, "nda": nda, "turn": turn}


async def _work(ways: Ways, one: EngagementSnapshot) -> Shown:
    milestones, files = await asyncio.gather(
        ways.engagements.milestones(one.id), ways.engagements.files(one.id)
    )
    amendments = await ways.engagements.amendments(one.id) if one.whole else []
    return {
        "milestones": milestones,
        "milestone_choices": [(str(each.id), each.title) for each in milestones],
        "files": files,
        "amendments": amendments,
    }


async def _outcome(ways: Ways, one: EngagementSnapshot) -> Shown:
    acceptance, reviews, follow_ups, files, need = await asyncio.gather(
        ways.engagements.acceptance(one.id),
        ways.engagements.reviews(one.id),
        ways.engagements.follow_ups(one.id),
        ways.engagements.files(one.id),
        if_it_answers(ways.needs.read(one.demand_id)),
    )
    return {
        "need": need,
        "acceptance": acceptance,
        "reviews": reviews,
        "follow_ups": follow_ups,
        "files": files,
        "rows": range(RESULTS),
    }


async def _dispute(ways: Ways, one: EngagementSnapshot) -> Shown:
    statements, files, reasons = await asyncio.gather(
        ways.engagements.statements(one.id),
        ways.engagements.files(one.id),
        ways.engagements.reasons(),
    )
    return {"statements": statements, "files": files, "reasons": reasons}


async def _record(ways: Ways, one: EngagementSnapshot) -> Shown:
    steps, reasons = await asyncio.gather(
        ways.engagements.history(one.id), ways.engagements.reasons()
    )
    return {"steps": steps, "reasons": reasons}


LAST: Final = frozenset({"dispute", "suspend", "terminate", "decide_termination"})
"""What ends or halts the work is offered after what leads on."""

AFTER: Final = frozenset({"register", "request_changes"})

BY_THE_PLATFORM: Final = frozenset({"both_agreed", "demand_closed", "time_elapsed"})
"""Reasons that stand in the record, but that nobody gives."""

Loader = Callable[[Ways, EngagementSnapshot], Awaitable[Shown]]
_LOADERS: Final[Mapping[Tab, Loader]] = {
    Tab.OVERVIEW: _overview,
    Tab.WORK: _work,
    Tab.OUTCOME: _outcome,
    Tab.DISPUTE: _dispute,
    Tab.RECORD: _record,
}


def _turn_of(action: str) -> tuple[bool, bool]:
    return action in LAST, action in AFTER


async def shown(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    visit: Visit,
    ways: Ways,
    engagement_id: UUID,
    tab: Tab,
    *,
    attempt: Attempt | None = None,
    done: str = "",
) -> Response:
    """Return a page of an engagement; `attempt` is the form of it that was not taken."""
    engagement = await ways.engagements.read(engagement_id)
    besides = await _LOADERS[tab](ways, engagement)
    tried = attempt or Attempt()
    reasons = besides.get("reasons", [])
    given = [one for one in reasons if one.code not in BY_THE_PLATFORM]
    return pages.render(
        f"engagements/{tab}.html",
        visit,
        status=tried.status,
        labels=FIELD_LABELS,
        engagement=engagement,
        actions=sorted(engagement.actions, key=_turn_of),
        tab=tab,
        attempt=tried,
        place_of=tried.place_of,
        done=done,
        why_for=partial(reasons_of, given, language=visit.language),
        reason_named=partial(named, reasons, language=visit.language),
        **besides,
    )
