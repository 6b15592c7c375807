"""Pages that explain: what this is, how it works, under which terms, and what is kept of whom."""

from collections.abc import Awaitable, Callable
from typing import Final

from fastapi import APIRouter, Response

from services.portal.accounts.consent import TEXT, VERSION
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.visit import VisitDep
from services.portal.pages.visitors.chapters import ABOUT, HELP, PRIVACY, TERMS, Chapter

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HANDBOOK: Final[dict[str, tuple[Chapter, ...]]] = {
    "about": ABOUT,
    "help": HELP,
    "terms": TERMS,
    "privacy": PRIVACY,
}


def _page_of(name: str, chapters: tuple[Chapter, ...]) -> Callable[..., Awaitable[Response]]:
    async def show(visit: VisitDep, pages: PagesDep) -> Response:
        """Show a page of the handbook."""
        return pages.render(
            "visitors/handbook.html",
            visit,
            name=name,
            names=tuple(HANDBOOK),
            chapters=chapters,
            consent=TEXT.pick(visit.language) if name == "privacy" else "",
            version=VERSION,
        )

    return show


for _name, _chapters in HANDBOOK.items():
    router.get(f"/{_name}", name=f"show_{_name}")(_page_of(_name, _chapters))
