"""What the pages of who helps ask of the catalogue, of matching and of requests."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from services.portal.pages.peers import PeerGateway
from services.portal.pages.snapshots import NeedSnapshot
from services.portal.pages.supply.snapshots import (
    AnsweredNeed,
    AnswerPageSnapshot,
    AnswerReasonSnapshot,
    AnswerSnapshot,
    EngagementPageSnapshot,
    EntryPageSnapshot,
    EntrySnapshot,
    FitListSnapshot,
    HitListSnapshot,
    ListingSnapshot,
    OwnEntry,
    SpokenReasonSnapshot,
)
from shared.errors import PlatformError

PLURALS: Final[Mapping[str, str]] = {
    "expert": "experts",
    "provider": "providers",
    "offering": "offerings",
    "facility": "facilities",
    "achievement": "achievements",
}
STATUSES: Final = ("active", "temporarily_closed", "withdrawn")
MOST_ENTRIES: Final = 100
FITS_SHOWN: Final = 10


class EntryGateway(PeerGateway):
    """Asks the catalogue about entries."""

    PEER = "catalog"

    async def mine(self, kinds: Iterable[str], *, all_states: bool = False) -> list[OwnEntry]:
        """Return the visitor's own entries of these kinds, the newest first."""
        wanted: dict[str, Any] = {"mine": "true", "limit": MOST_ENTRIES}
        if all_states:
            wanted["status"] = STATUSES
        asked = list(kinds)
        pages = await asyncio.gather(
            *(
                self._done(EntryPageSnapshot, "GET", f"/{PLURALS[kind]}", params=wanted)
                for kind in asked
            )
        )
        return [
            OwnEntry(kind=kind, entry=entry)
            for kind, page in zip(asked, pages, strict=True)
            for entry in page.items
        ]

    async def read(self, kind: str, entry_id: UUID) -> EntrySnapshot:
        """Return an entry as far as the visitor may see it."""
        return await self._done(EntrySnapshot, "GET", f"/{PLURALS[kind]}/{entry_id}")

    async def create(self, kind: str, said: Mapping[str, Any], key: str) -> EntrySnapshot:
        """Write a new entry; under the same key it is written once."""
        once = {"Idempotency-Key": key}
        return await self._done(EntrySnapshot, "POST", f"/{PLURALS[kind]}", json=said, headers=once)

    async def change(
        self, kind: str, entry_id: UUID, said: Mapping[str, Any], etag: str
    ) -> EntrySnapshot:
        """Change what an entry says, if it is still as it was when `etag` was told."""
        place, seen = f"/{PLURALS[kind]}/{entry_id}", {"If-Match": etag}
        return await self._done(EntrySnapshot, "PATCH", place, json=said, headers=seen)

    async def move(
        self, kind: str, entry_id: UUID, step: Mapping[str, Any], etag: str
    ) -> EntrySnapshot:
        """Take a step in an entry's life."""
        place, seen = f"/{PLURALS[kind]}/{entry_id}/status", {"If-Match": etag}
        return await self._done(EntrySnapshot, "PUT", place, json=step, headers=seen)

    async def listing(self, entry_id: UUID) -> ListingSnapshot:
        """Return how a provider is listed, to its owner."""
        return await self._done(ListingSnapshot, "GET", f"/providers/{entry_id}/listing")

    async def take_listing_step(self, entry_id: UUID, step: Mapping[str, Any], etag: str) -> None:
        """Take a step with a provider's listing."""
        seen = {"If-Match": etag}
        await self._ask("PUT", f"/providers/{entry_id}/listing", json=step, headers=seen)

    async def listing_reasons(self) -> Sequence[SpokenReasonSnapshot]:
        """Return why listings are ended, in the reader's language."""
        return await self._done(list[SpokenReasonSnapshot], "GET", "/listings/reason-codes")


class FitGateway(PeerGateway):
    """Asks matching which needs an entry fits, and looks for entries."""

    PEER = "matching"

    async def needs_for(
        self, kind: str, entry_id: UUID, narrowed: Mapping[str, str]
    ) -> FitListSnapshot:
        """Return the published needs that an entry fits best."""
        wanted = {**narrowed, "limit": FITS_SHOWN}
        place = f"/{PLURALS[kind]}/{entry_id}/demands"
        return await self._done(FitListSnapshot, "GET", place, params=wanted)

    async def find(self, words: str, kinds: Iterable[str]) -> HitListSnapshot:
        """Return entries found by words."""
        wanted = {"q": words, "kind": list(kinds), "limit": FITS_SHOWN}
        return await self._done(HitListSnapshot, "GET", "/search", params=wanted)


class AnswerGateway(PeerGateway):
    """Asks requests about responses and engagements, and the needs they are about."""

    PEER = "requests"

    async def need(self, need_id: UUID) -> NeedSnapshot:
        """Return a need as far as the visitor may see it."""
        return await self._done(NeedSnapshot, "GET", f"/demands/{need_id}")

    async def own(self, **narrowed: str | int) -> AnswerPageSnapshot:
        """Return responses in which the visitor has a part, the newest first."""
        return await self._done(AnswerPageSnapshot, "GET", "/responses", params=narrowed)

    async def read(self, answer_id: UUID) -> AnswerSnapshot:
        """Return a response."""
        return await self._done(AnswerSnapshot, "GET", f"/responses/{answer_id}")

    async def draft(self, need_id: UUID, said: Mapping[str, Any], key: str) -> AnswerSnapshot:
        """Write a response down; under the same key it is written once."""
        place, once = f"/demands/{need_id}/responses", {"Idempotency-Key": key}
        return await self._done(AnswerSnapshot, "POST", place, json=said, headers=once)

    async def rewrite(self, answer_id: UUID, said: Mapping[str, Any], etag: str) -> AnswerSnapshot:
        """Change what a response says."""
        place, seen = f"/responses/{answer_id}", {"If-Match": etag}
        return await self._done(AnswerSnapshot, "PATCH", place, json=said, headers=seen)

    async def move(self, answer_id: UUID, step: Mapping[str, Any], etag: str) -> AnswerSnapshot:
        """Take a step in a response's life."""
        place, seen = f"/responses/{answer_id}/status", {"If-Match": etag}
        return await self._done(AnswerSnapshot, "PUT", place, json=step, headers=seen)

    async def ask_member(self, answer_id: UUID, said: Mapping[str, Any], key: str) -> None:
        """Ask somebody to take part."""
        place = f"/responses/{answer_id}/members"
        await self._ask("POST", place, json=said, headers={"Idempotency-Key": key})

    async def dismiss(self, answer_id: UUID, member_id: UUID) -> None:
        """Take somebody out of the team."""
        await self._ask("DELETE", f"/responses/{answer_id}/members/{member_id}")

    async def consent(self, answer_id: UUID, member_id: UUID, said: Mapping[str, Any]) -> None:
        """Answer whether one takes part."""
        await self._ask("PUT", f"/responses/{answer_id}/members/{member_id}/consent", json=said)

    async def reasons(self) -> list[AnswerReasonSnapshot]:
        """Return why steps of responses may be taken."""
        return await self._done(list[AnswerReasonSnapshot], "GET", "/responses/reason-codes")

    async def engagements(self, **narrowed: str | int) -> EngagementPageSnapshot:
        """Return engagements in which the visitor has a part, the newest first."""
        return await self._done(EngagementPageSnapshot, "GET", "/engagements", params=narrowed)

    async def with_needs(self, answers: Iterable[AnswerSnapshot]) -> list[AnsweredNeed]:
        """Return responses with what is still to be seen of their needs."""

        async def one(answer: AnswerSnapshot) -> AnsweredNeed:
            try:
                need = await self.need(answer.demand_id)
            except PlatformError:
                return AnsweredNeed(answer=answer, need=None)
            return AnsweredNeed(answer=answer, need=need)

        return list(await asyncio.gather(*(one(answer) for answer in answers)))
