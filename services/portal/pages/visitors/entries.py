"""The pages of providers, services, experts, facilities and results, as anybody may see them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Response

from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import VisitDep
from services.portal.pages.visitors.dependencies import CatalogDep, SearchDep
from services.portal.pages.visitors.forgiving import if_it_answers
from services.portal.pages.visitors.gateway import CatalogGateway, SearchGateway
from services.portal.pages.visitors.snapshots import PLURALS, EntryPage, EntrySnapshot, FittingNeed

router = APIRouter(include_in_schema=False, route_class=PageRoute)

OF_PROVIDERS: Final = ("offering", "facility", "achievement")
"""What may belong to a provider."""


def _page_of(kind: str) -> Callable[..., Awaitable[Response]]:
    async def show_entry(
        entry_id: UUID, visit: VisitDep, pages: PagesDep, catalog: CatalogDep, engine: SearchDep
    ) -> Response:
        """Show an entry: what it is, what was done, how fresh that is, which needs it fits."""
        entry = await catalog.entry(kind, entry_id)
        fitting, owned = await asyncio.gather(
            _fitting(engine, kind, entry), _owned(catalog, kind, entry)
        )
        return pages.render(
            "visitors/entry.html", visit, kind=kind, entry=entry, fitting=fitting, owned=owned
        )

    return show_entry


def _list_of(kind: str) -> Callable[..., Awaitable[Response]]:
    async def show_entries() -> Response:
        """Lead to the search box, which lists every entry of a kind."""
        return see("/services" if kind == "offering" else f"/search?kind={kind}")

    return show_entries


for _kind, _plural in PLURALS.items():
    router.get(f"/{_plural}", name=f"list_{_plural}")(_list_of(_kind))
    router.get(f"/{_plural}/{{entry_id}}", name=f"show_{_kind}")(_page_of(_kind))


async def _fitting(
    engine: SearchGateway, kind: str, entry: EntrySnapshot
) -> list[FittingNeed] | None:
    """Return the needs on an entry's matter; who wants not to be recommended, is not."""
    if not entry.recommended:
        return None
    found = await if_it_answers(engine.fitting(kind, entry.id))
    return [need for need in found.items if need.on_the_matter] if found else None


async def _owned(
    catalog: CatalogGateway, kind: str, entry: EntrySnapshot
) -> list[tuple[str, EntryPage]]:
    """Return what belongs to a provider, by its kind."""
    if kind != "provider":
        return []
    pages = await asyncio.gather(
        *(if_it_answers(catalog.of_provider(one, entry.id)) for one in OF_PROVIDERS)
    )
    named = zip(OF_PROVIDERS, pages, strict=True)
    return [(one, page) for one, page in named if page is not None and page.items]
