"""What the pages ask of matching and of requests, and the part of the answers they show."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

import httpx
from pydantic import BaseModel, ValidationError

from services.portal.pages.peers import PeerGateway
from services.portal.pages.schemas import NeedForm
from services.portal.pages.snapshots import (
    CheckSnapshot,
    JoinersSnapshot,
    NeedPage,
    NeedSnapshot,
    ReasonSnapshot,
    StepSnapshot,
)
from shared.network import PeerUnavailableError

SHOWN: Final = 10
"""How many matches a page shows."""

NEAR: Final = "near"
FAINT: Final = "faint"
"""What matching calls a match that probably fits, and one whose topic hardly does."""

BOARD: Final = 60
"""How many needs a board shows at a time."""


class FactorSnapshot(BaseModel):
    """One row of the table that a score is the sum of; a null value is unknown."""

    label: str
    value: float | None
    contribution: float
    could_add: float


class PlaceSnapshot(BaseModel):
    """A piece of text in which something matched, and where."""

    text: str
    spans: list[tuple[int, int]]


class TermSnapshot(BaseModel):
    """A term both sides speak of, as each writes it."""

    need_form: str
    entry_form: str


class MatchSnapshot(BaseModel):
    """The part of a match that a visitor sees."""

    kind: str
    id: str
    title: str
    organization: str | None
    summary: str | None
    region_name: str | None
    score: float
    nearness: str
    nearness_label: str
    factors: list[FactorSnapshot]
    terms: list[TermSnapshot]
    entry_places: list[PlaceSnapshot]
    reasons_for: list[str]
    reasons_against: list[str]
    unknown: list[str]


class MatchListSnapshot(BaseModel):
    """Matches, best first; `considered` counts the records that were compared."""

    items: list[MatchSnapshot]
    considered: int
    pending_changes: int

    @property
    def none_near(self) -> bool:
        """Whether there is something to show, but nothing that probably fits."""
        return bool(self.items) and all(match.nearness != NEAR for match in self.items)


async def preview_matches(
    peers: httpx.AsyncClient, form: NeedForm, *, seconds: float
) -> MatchListSnapshot:
    """Return who and what could help with a need that is stored nowhere.

    Raises:
        PlatformError: Matching refuses the need, or does not answer in time.
    """
    answer = await peers.post(
        "http://matching/matches/preview", json=_question(form), timeout=seconds
    )
    try:
        return MatchListSnapshot.model_validate_json(answer.content)
    except ValidationError as error:
        raise PeerUnavailableError("matching") from error


def _question(form: NeedForm) -> Mapping[str, Any]:
    said = form.model_dump(mode="json", exclude={"kind"}, exclude_defaults=True)
    filters = {"kind": [form.kind]} if form.kind else {}
    return {**said, "filters": filters, "limit": SHOWN}


class RequestsGateway(PeerGateway):
    """Asks the requests service about needs."""

    PEER = "requests"

    async def check(self, need: Mapping[str, Any]) -> CheckSnapshot:
        """Return what a need lacks, and needs like it; nothing is stored."""
        return await self._done(CheckSnapshot, "POST", "/demands/check", json=need)

    async def draft(self, need: Mapping[str, Any], key: str) -> NeedSnapshot:
        """Store a need; the same under the same key is stored once."""
        once = {"Idempotency-Key": key}
        return await self._done(NeedSnapshot, "POST", "/demands", json=need, headers=once)

    async def rewrite(self, need_id: UUID, need: Mapping[str, Any], etag: str) -> NeedSnapshot:
        """Change a need that is still as it was when `etag` was told."""
        seen = {"If-Match": etag}
        return await self._done(
            NeedSnapshot, "PATCH", f"/demands/{need_id}", json=need, headers=seen
        )

    async def move(self, need_id: UUID, step: Mapping[str, Any], etag: str) -> NeedSnapshot:
        """Take a step in a need's life."""
        seen = {"If-Match": etag}
        place = f"/demands/{need_id}/status"
        return await self._done(NeedSnapshot, "PUT", place, json=step, headers=seen)

    async def join(self, need_id: UUID) -> None:
        """Say that one's organization has the same need."""
        await self._ask("POST", f"/demands/{need_id}/join", json={})

    async def leave(self, need_id: UUID) -> None:
        """Take back that one's organization has the same need."""
        await self._ask("DELETE", f"/demands/{need_id}/join")

    async def read(self, need_id: UUID) -> NeedSnapshot:
        """Return a need as far as the reader may see it."""
        return await self._done(NeedSnapshot, "GET", f"/demands/{need_id}")

    async def text(self, need_id: UUID) -> dict[str, Any]:
        """Return all that a need says, for changing it."""
        found = (await self._ask("GET", f"/demands/{need_id}")).json()
        return found if isinstance(found, dict) else {}

    async def own(self, cursor: str) -> NeedPage:
        """Return needs of the reader and their organization, the newest first."""
        wanted = {"own": "true", "limit": str(BOARD), **({"cursor": cursor} if cursor else {})}
        return await self._done(NeedPage, "GET", "/demands", params=wanted)

    async def history(self, need_id: UUID) -> list[StepSnapshot]:
        """Return every step of a need's life, the first one first."""
        return await self._done(list[StepSnapshot], "GET", f"/demands/{need_id}/history")

    async def reasons(self) -> list[ReasonSnapshot]:
        """Return the reasons that steps may have."""
        return await self._done(list[ReasonSnapshot], "GET", "/reason-codes")

    async def joiners(self, need_id: UUID) -> int:
        """Return how many organizations joined a need."""
        found = await self._done(JoinersSnapshot, "GET", f"/demands/{need_id}/joiners")
        return found.count
