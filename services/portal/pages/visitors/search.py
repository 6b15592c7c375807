"""One search box over everything: words, prefixes, pinyin initials; filters that say how many."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Request, Response

from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.visit import VisitDep
from services.portal.pages.visitors.dependencies import SearchDep
from services.portal.pages.visitors.gateway import SearchGateway
from services.portal.pages.visitors.searching import (
    A_PAGE,
    FARTHEST,
    Query,
    chosen_in,
    kinds_of,
    offered,
)
from services.portal.pages.visitors.snapshots import SearchSnapshot
from shared.errors import UnavailableError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

EXAMPLES: Final = ("压铸 气孔", "CNAS 检测", "机器视觉", "yzqk", "锂电池")
"""Words to begin with; they are looked up as they stand."""


@router.get("/search")
async def search(request: Request, visit: VisitDep, pages: PagesDep, engine: SearchDep) -> Response:
    """Show what was found; to the script of the page, only the part that changes."""
    query = Query.read(request.query_params)
    shown = await _shown(engine, query)
    template = "visitors/found.html" if visit.fragment else "visitors/search.html"
    return pages.render(template, visit, query=query, examples=EXAMPLES, **shown)


async def _shown(engine: SearchGateway, query: Query) -> dict[str, Any]:
    try:
        found, kinds = await asyncio.gather(
            engine.search(query.parameters()), _kinds(engine, query)
        )
    except UnavailableError:
        return {"found": None, "kinds": [], "chosen": [], "facets": {}, "before": "", "after": ""}
    seen = query.offset + len(found.items)
    further = seen < found.total and found.items and query.offset + A_PAGE <= FARTHEST
    return {
        "found": found,
        "kinds": kinds_of(query, {**found.facets.get("kind", {}), **kinds}),
        "chosen": chosen_in(query),
        "facets": offered(query, found),
        "before": query.at(max(query.offset - A_PAGE, 0)).address if query.offset else "",
        "after": query.at(query.offset + A_PAGE).address if further else "",
    }


async def _kinds(engine: SearchGateway, query: Query) -> Mapping[str, int]:
    """Return how much there is of the other kinds, if only one is looked for."""
    if not query.kind:
        return {}
    found: SearchSnapshot = await engine.search({**query.without_kind().parameters(), "limit": 1})
    return found.facets.get("kind", {})
