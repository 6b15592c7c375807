"""What the page of figures asks for: needs from the requests service, supply from matching."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from typing import Final

from pydantic import TypeAdapter

from services.portal.pages.desk.figure_snapshots import (
    FigureNeedPage,
    FigureNeedSnapshot,
    FiguresSnapshot,
)
from services.portal.pages.desk.gateways import SHOWN, DeskRequests
from services.portal.pages.visitors.gateway import SearchGateway
from shared.errors import PlatformError

SUPPLY: Final = ("provider", "offering", "expert", "facility", "achievement")
SCOPE: Final = ("since", "until", "industry", "region")
FIGURE: Final = ("stage", "wait", "status")

Asked = Mapping[str, str]
Supply = Mapping[str, Mapping[str, Mapping[str, int]]]
"""By kind: by facet: by code: how many records there are."""


class FigureRequests(DeskRequests):
    """Asks the requests service for figures, and for the needs behind each."""

    async def figures(self, scope: Asked) -> FiguresSnapshot:
        """Return the figures."""
        return await self._done(FiguresSnapshot, "GET", "/figures", params=scope)

    async def behind(self, asked: Asked, cursor: str) -> FigureNeedPage:
        """Return needs behind a figure, the newest first."""
        said = {**asked, "limit": str(SHOWN), **({"cursor": cursor} if cursor else {})}
        return await self._done(FigureNeedPage, "GET", "/figures/needs", params=said)

    async def all_behind(self, asked: Asked) -> AsyncIterator[list[FigureNeedSnapshot]]:
        """Yield all needs behind a figure, a hundred at a time."""
        rows = TypeAdapter(list[FigureNeedSnapshot])
        async for part in self.parts("/figures/needs", asked):
            yield rows.validate_python(part)


def said_in(query: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    """Return what a query says of these names; what is empty is not said."""
    return {name: query[name] for name in names if query.get(name, "").strip()}


async def supply(engine: SearchGateway) -> Supply | None:
    """Return how many records of each kind there are, by facet and code; None if unknown."""
    try:
        found = await asyncio.gather(
            *(engine.search({"kind": kind, "limit": 1}) for kind in SUPPLY)
        )
    except PlatformError:
        return None
    return {kind: one.facets for kind, one in zip(SUPPLY, found, strict=True)}
