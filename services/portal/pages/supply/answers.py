"""The visitor's responses and engagements, with their clocks."""

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter, Response

from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.supply.dependencies import SupplyDep
from services.portal.pages.visit import VisitDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

PARTS: Final = ("author", "member")
NEWS: Final[Mapping[str, str]] = {
    "sent": "supply_sent",
    "moved": "supply_moved",
    "answered": "supply_consent_given",
}
SHOWN: Final = 20


@router.get("/supply/responses")
async def list_my_responses(  # noqa: PLR0913 - all provided by name
    *,
    visit: VisitDep,
    pages: PagesDep,
    supply: SupplyDep,
    part: str = "author",
    late: bool = False,
    cursor: str = "",
    done: str = "",
) -> Response:
    """Show the responses one has written, or is asked to take part in."""
    wanted = part if part in PARTS else PARTS[0]
    narrowed = {"part": wanted, "limit": str(SHOWN), **({"cursor": cursor} if cursor else {})}
    if late:
        narrowed["overdue"] = "true"
    found = await supply.answers.own(**narrowed)
    mine = await supply.entries.mine(supply.kinds) if wanted == "member" else []
    return pages.render(
        "supply/responses.html",
        visit,
        part=wanted,
        parts=PARTS,
        late=late,
        rows=await supply.answers.with_needs(found.items),
        next_cursor=found.next_cursor,
        own_entries={str(one.entry.id) for one in mine},
        news=NEWS.get(done, ""),
    )


@router.get("/supply/engagements")
async def list_my_engagements(
    visit: VisitDep, pages: PagesDep, supply: SupplyDep, cursor: str = ""
) -> Response:
    """Show the work one has agreed on."""
    narrowed = {"cursor": cursor} if cursor else {}
    found = await supply.answers.engagements(limit=SHOWN, **narrowed)
    return pages.render(
        "supply/engagements.html", visit, rows=found.items, next_cursor=found.next_cursor
    )
