"""What the pages ask of the requests service about engagements."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import UUID

import httpx

from services.portal.pages.engagements.snapshots import (
    AcceptanceSnapshot,
    AmendmentSnapshot,
    EngagementItemSnapshot,
    EngagementPage,
    EngagementSnapshot,
    EngagementStepSnapshot,
    FileSnapshot,
    FollowUpSnapshot,
    MilestoneSnapshot,
    NdaSnapshot,
    ReviewsSnapshot,
    StatementSnapshot,
)
from services.portal.pages.peers import PeerGateway
from services.portal.pages.snapshots import ReasonSnapshot
from shared.errors import NotFoundError

MOST = 100
FILE_SECONDS = 120.0
"""A large file takes its time."""


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file that somebody hands in, and what is said of it."""

    name: str
    content: BinaryIO
    said: Mapping[str, str]


class EngagementsGateway(PeerGateway):
    """Asks the requests service about engagements; `id` is the engagement's throughout."""

    PEER = "requests"

    async def of_need(self, need_id: UUID) -> list[EngagementItemSnapshot]:
        """Return the engagements of a need that the reader has a part in."""
        wanted = {"demand": str(need_id)}
        return (await self._done(EngagementPage, "GET", "/engagements", params=wanted)).items

    async def mine(self) -> list[EngagementItemSnapshot]:
        """Return the newest engagements the reader has a part in."""
        wanted = {"limit": MOST}
        return (await self._done(EngagementPage, "GET", "/engagements", params=wanted)).items

    async def read(self, id_: UUID) -> EngagementSnapshot:
        """Return an engagement as far as the reader may see it."""
        return await self._done(EngagementSnapshot, "GET", f"/engagements/{id_}")

    async def history(self, id_: UUID) -> list[EngagementStepSnapshot]:
        """Return every step, the first one first."""
        return await self._done(list[EngagementStepSnapshot], "GET", f"/engagements/{id_}/history")

    async def reasons(self) -> list[ReasonSnapshot]:
        """Return the reasons that steps may have."""
        return await self._done(list[ReasonSnapshot], "GET", "/engagement-reason-codes")

    async def nda(self) -> NdaSnapshot:
        """Return the confidentiality agreement."""
        return await self._done(NdaSnapshot, "GET", "/engagement-agreement")

    async def milestones(self, id_: UUID) -> list[MilestoneSnapshot]:
        """Return the milestones, the first due first."""
        return await self._done(list[MilestoneSnapshot], "GET", f"/engagements/{id_}/milestones")

    async def files(self, id_: UUID) -> list[FileSnapshot]:
        """Return the files, the first first."""
        return await self._done(list[FileSnapshot], "GET", f"/engagements/{id_}/deliverables")

    async def amendments(self, id_: UUID) -> list[AmendmentSnapshot]:
        """Return what was proposed to be changed."""
        return await self._done(list[AmendmentSnapshot], "GET", f"/engagements/{id_}/amendments")

    async def statements(self, id_: UUID) -> list[StatementSnapshot]:
        """Return what was said in disputes."""
        return await self._done(list[StatementSnapshot], "GET", f"/engagements/{id_}/statements")

    async def acceptance(self, id_: UUID) -> AcceptanceSnapshot | None:
        """Return what the firm has confirmed; nothing, if it has not yet."""
        try:
            return await self._done(AcceptanceSnapshot, "GET", f"/engagements/{id_}/acceptance")
        except NotFoundError:
            return None

    async def reviews(self, id_: UUID) -> ReviewsSnapshot:
        """Return the reviews, as far as the reader may read them."""
        return await self._done(ReviewsSnapshot, "GET", f"/engagements/{id_}/reviews")

    async def follow_ups(self, id_: UUID) -> list[FollowUpSnapshot]:
        """Return what the firm is asked months after the acceptance."""
        return await self._done(list[FollowUpSnapshot], "GET", f"/engagements/{id_}/follow-ups")

    async def change(
        self, id_: UUID, way: tuple[str, str], said: Mapping[str, Any], etag: str = ""
    ) -> None:
        """Send what somebody does; `way` is the method, and the path below the engagement's."""
        method, path = way
        seen = {"If-Match": etag} if etag else {}
        await self._ask(method, f"/engagements/{id_}/{path}", json=said, headers=seen)

    async def hand_in(self, id_: UUID, arriving: Arriving) -> None:
        """Hand in a file."""
        await self._ask(
            "POST",
            f"/engagements/{id_}/deliverables",
            data=dict(arriving.said),
            files={"file": (arriving.name, arriving.content, "application/octet-stream")},
            timeout=FILE_SECONDS,
        )

    async def content(self, id_: UUID, file_id: UUID) -> httpx.Response:
        """Return a file, as the service hands it out."""
        place = f"/engagements/{id_}/deliverables/{file_id}/content"
        return await self._ask("GET", place, timeout=FILE_SECONDS)
