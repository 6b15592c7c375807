"""What the desk asks of matching about terms that are proposed for the vocabulary."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.portal.pages.desk.gateways import SHOWN, Query
from services.portal.pages.desk.matters import Step
from services.portal.pages.peers import PeerGateway
from shared.language import Language


class TermSnapshot(BaseModel):
    """A proposed term, and where it stands."""

    id: UUID
    version: int
    status: str
    term: str
    english: list[str]
    synonyms: list[str]
    kind: str
    field: str
    broader: str
    discipline: str
    industries: list[str]
    reason: str | None
    proposed_by: str
    proposed_at: datetime
    actions: list[str]


class TermPage(BaseModel):
    """Some of the proposed terms, the newest first."""

    items: list[TermSnapshot]
    next_cursor: str | None = None


class TermStepSnapshot(BaseModel):
    """One step: who took it, when, and what they said."""

    action: str
    to_status: str
    actor: str
    at: datetime
    note: str | None


class TermFieldSnapshot(BaseModel):
    """A field of technology under which terms are filed."""

    name: str
    zh: str
    en: str

    def called(self, language: Language) -> str:
        """Return its name in a language."""
        return self.zh if language is Language.ZH else self.en


class TermGateway(PeerGateway):
    """Asks matching about proposals, as an operator."""

    PEER = "matching"

    async def page(self, wanted: Query) -> TermPage:
        """Return proposals, the newest first."""
        said = {"limit": SHOWN, **wanted}
        return await self._done(TermPage, "GET", "/terms/proposals", params=said)

    async def one(self, proposal_id: UUID) -> TermSnapshot:
        """Return a proposal."""
        return await self._done(TermSnapshot, "GET", f"/terms/proposals/{proposal_id}")

    async def history(self, proposal_id: UUID) -> list[Step]:
        """Return what has become of a proposal."""
        place = f"/terms/proposals/{proposal_id}/history"
        found = await self._done(list[TermStepSnapshot], "GET", place)
        return [Step(**one.model_dump(), reason_code=None) for one in found]

    async def fields(self) -> list[TermFieldSnapshot]:
        """Return the fields under which terms are filed."""
        return await self._done(list[TermFieldSnapshot], "GET", "/terms/fields")

    async def propose(self, said: Mapping[str, Any]) -> TermSnapshot:
        """Propose a term."""
        return await self._done(TermSnapshot, "POST", "/terms/proposals", json=said)

    async def move(self, proposal_id: UUID, said: Mapping[str, str], etag: str) -> None:
        """Take a step with a proposal."""
        place = f"/terms/proposals/{proposal_id}/status"
        await self._ask("PUT", place, json=said, headers={"If-Match": etag})
