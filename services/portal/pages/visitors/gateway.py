"""What the pages for everybody ask of the catalogue, of matching and of the requests service."""

from typing import Final
from uuid import UUID

from services.portal.pages.peers import Parameters, PeerGateway
from services.portal.pages.snapshots import NeedPage
from services.portal.pages.visitors.problem_snapshots import (
    CommonProblemsSnapshot,
    UnansweredSnapshot,
)
from services.portal.pages.visitors.snapshots import (
    PLURALS,
    CatalogSummary,
    EntryPage,
    EntrySnapshot,
    FittingList,
    MarksSnapshot,
    NeedSummary,
    OutcomeSnapshot,
    SearchSnapshot,
    SolvedPage,
)

OPEN: Final = ("published", "matching", "in_contact")
"""The states in which a need looks for help, and anybody may know of it."""

FITTING: Final = 5
"""How many needs the page of an entry names."""


class CatalogGateway(PeerGateway):
    """Asks the catalogue about entries of the five kinds."""

    PEER = "catalog"

    async def entry(self, kind: str, entry_id: UUID) -> EntrySnapshot:
        """Return an entry."""
        return await self._done(EntrySnapshot, "GET", f"/{PLURALS[kind]}/{entry_id}")

    async def entries(self, kind: str, wanted: Parameters) -> EntryPage:
        """Return a page of the entries of a kind."""
        return await self._done(EntryPage, "GET", f"/{PLURALS[kind]}", params=wanted)

    async def of_provider(self, kind: str, provider_id: UUID) -> EntryPage:
        """Return the newest entries of a kind that belong to a provider."""
        return await self.entries(kind, {"provider": str(provider_id), "limit": 10})

    async def marks(self, kind: str, entry_id: UUID) -> MarksSnapshot:
        """Return how firms have marked an entry's work."""
        return await self._done(MarksSnapshot, "GET", f"/entries/{kind}/{entry_id}/reviews")

    async def summary(self) -> CatalogSummary:
        """Return how many entries of each kind there are."""
        return await self._done(CatalogSummary, "GET", "/summary")


class SearchGateway(PeerGateway):
    """Asks matching for records by words, and for needs that an entry fits."""

    PEER = "matching"

    async def search(self, wanted: Parameters) -> SearchSnapshot:
        """Return a page of what was found."""
        return await self._done(SearchSnapshot, "GET", "/search", params=wanted)

    async def fitting(self, kind: str, entry_id: UUID) -> FittingList:
        """Return the open needs that an entry fits best."""
        place, few = f"/{PLURALS[kind]}/{entry_id}/demands", {"limit": FITTING}
        return await self._done(FittingList, "GET", place, params=few)

    async def problems(self) -> CommonProblemsSnapshot:
        """Return what several needs have in common and nobody offers."""
        return await self._done(CommonProblemsSnapshot, "GET", "/problems")


class OpenNeedsGateway(PeerGateway):
    """Asks the requests service what is wanted, and what became of what was wanted."""

    PEER = "requests"

    async def open_needs(self, wanted: Parameters) -> NeedPage:
        """Return a page of the needs that look for help, each as far as the reader may see it."""
        return await self._done(NeedPage, "GET", "/demands", params={"status": OPEN, **wanted})

    async def unanswered(self) -> list[UnansweredSnapshot]:
        """Return the needs that nobody answered until they were called common problems."""
        return await self._done(list[UnansweredSnapshot], "GET", "/pursuit/unanswered")

    async def open_count(self) -> int:
        """Return how many needs look for help."""
        summary = await self._done(NeedSummary, "GET", "/summary")
        return sum(one.demands for one in summary.statuses if one.status in OPEN)

    async def outcomes(self) -> OutcomeSnapshot:
        """Return how many needs were published, and what became of them."""
        return await self._done(OutcomeSnapshot, "GET", "/cases/summary")

    async def solved(self, wanted: Parameters) -> SolvedPage:
        """Return a page of the solved needs whose firms let everybody know."""
        return await self._done(SolvedPage, "GET", "/cases", params=wanted)
