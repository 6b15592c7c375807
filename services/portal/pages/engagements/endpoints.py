"""The pages of an engagement, and the forms on them."""

from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from services.portal.pages.attempts import Fields, attempted, body_of, typed_for
from services.portal.pages.cases.dependencies import Ways, WaysDep
from services.portal.pages.engagements.deeds import DEEDS, FOLLOW_UP, MOVING, WHY, Tab
from services.portal.pages.engagements.showing import shown
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import NotFoundError

router = APIRouter(
    prefix="/engagements/{engagement_id}", include_in_schema=False, route_class=PageRoute
)

Parts = Literal[Tab.WORK, Tab.OUTCOME, Tab.DISPUTE, Tab.RECORD]


@router.get("")
async def show_overview(
    engagement_id: UUID, visit: VisitDep, pages: PagesDep, ways: WaysDep, done: str = ""
) -> Response:
    """Show where an engagement stands, what was agreed, and what to do next."""
    visit.required()
    return await shown(pages, visit, ways, engagement_id, Tab.OVERVIEW, done=done)


@router.get("/{tab}")
async def show_tab(  # noqa: PLR0913 - all provided by name
    *,
    engagement_id: UUID,
    tab: Parts,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
    done: str = "",
) -> Response:
    """Show the work, what came of it, a dispute, or what has happened."""
    visit.required()
    return await shown(pages, visit, ways, engagement_id, tab, done=done)


@dataclass(frozen=True, slots=True)
class Sent:
    """A form of an engagement's page that was sent, and how its answer is shown."""

    engagement_id: UUID
    request: Request
    visit: Visit
    pages: Pages
    ways: Ways

    async def typed(self, fields: Fields) -> dict[str, str]:
        """Return what somebody who is signed in typed into the form."""
        self.visit.required()
        return await typed_for(self.request, fields)

    async def change(self, way: tuple[str, str], said: Mapping[str, Any], etag: str = "") -> None:
        """Send what is done about the engagement."""
        await self.ways.engagements.change(self.engagement_id, way, said, etag)

    async def answered(
        self, name: str, typed: Mapping[str, str], doing: Awaitable[object], tab: Tab
    ) -> Response:
        """Do it and lead on; of a refusal, show the page with what was typed."""
        attempt = await attempted(name, typed, doing)
        if attempt.name:
            return await shown(
                self.pages, self.visit, self.ways, self.engagement_id, tab, attempt=attempt
            )
        return see(place_of(self.engagement_id, tab))

    async def stepped(
        self, action: str, fields: Fields, tab: Tab, below: str = "", part: UUID | None = None
    ) -> Response:
        """Take a step of the engagement, or of a part of it that stands at `below`."""
        typed = await self.typed(fields)
        step = {"action": action, **body_of(typed, fields)}
        way = "PUT", f"{below}/{part}/status" if part else "status"
        doing = self.change(way, step, typed.get("etag", ""))
        return await self.answered(f"{action}-{part}" if part else action, typed, doing, tab)


async def get_sent(
    engagement_id: UUID, request: Request, visit: VisitDep, pages: PagesDep, ways: WaysDep
) -> Sent:
    """Return the form that was sent."""
    return Sent(engagement_id, request, visit, pages, ways)


SentDep = Annotated[Sent, Depends(get_sent)]


@router.post("/steps/{action}")
async def take_step(action: str, sent: SentDep) -> Response:
    """Take a step in an engagement's life, with its reason."""
    return await sent.stepped(action, WHY, Tab.OVERVIEW)


@router.post("/deeds/{name}")
async def do_deed(name: str, sent: SentDep) -> Response:
    """Sign, draft, plan, propose, state, accept or review."""
    sent.visit.required()
    deed = DEEDS.get(name)
    if deed is None:
        raise NotFoundError
    typed = await sent.typed(deed.fields)
    doing = sent.change(deed.way, deed.body(typed), typed.get("etag", ""))
    return await sent.answered(name, typed, doing, deed.tab)


@router.post("/milestones/{milestone_id}/steps/{action}")
async def move_milestone(milestone_id: UUID, action: str, sent: SentDep) -> Response:
    """Begin, delay, complete or reopen a milestone."""
    return await sent.stepped(action, MOVING, Tab.WORK, "milestones", milestone_id)


@router.post("/amendments/{amendment_id}/steps/{action}")
async def answer_amendment(amendment_id: UUID, action: str, sent: SentDep) -> Response:
    """Agree to a proposed change, refuse it, or take it back."""
    return await sent.stepped(action, WHY, Tab.WORK, "amendments", amendment_id)


@router.post("/follow-ups/{follow_up_id}")
async def answer_follow_up(follow_up_id: UUID, sent: SentDep) -> Response:
    """Say whether the problem is still solved."""
    typed = await sent.typed(FOLLOW_UP)
    doing = sent.change(("PUT", f"follow-ups/{follow_up_id}/answer"), body_of(typed, FOLLOW_UP))
    return await sent.answered(f"answer-{follow_up_id}", typed, doing, Tab.OUTCOME)


def place_of(engagement_id: UUID, tab: Tab) -> str:
    """Return where a page of an engagement is, to be told there that it is done."""
    below = "" if tab is Tab.OVERVIEW else f"/{tab}"
    return f"/engagements/{engagement_id}{below}?done=moved"
