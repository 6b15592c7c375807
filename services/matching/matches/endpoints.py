"""The HTTP face of matching."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from services.matching.dependencies import MatchesDep
from services.matching.matches.schemas import MatchList, MatchQuery, NeedDraft

router = APIRouter(tags=["matches"])


class EntryPath(StrEnum):
    """The kinds of entry as they stand in paths."""

    PROVIDERS = "providers"
    OFFERINGS = "offerings"
    EXPERTS = "experts"
    FACILITIES = "facilities"
    ACHIEVEMENTS = "achievements"

    @property
    def kind(self) -> str:
        """The kind without its plural."""
        return "facility" if self is EntryPath.FACILITIES else self.value.removesuffix("s")


@router.post("/matches/preview")
async def preview_matches(draft: NeedDraft, matches: MatchesDep) -> MatchList:
    """Say who and what could help with a need in plain words, and why; nothing is stored."""
    return await matches.preview(draft)


@router.get("/demands/{demand_id}/matches")
async def list_matches(
    demand_id: UUID, query: Annotated[MatchQuery, Query()], matches: MatchesDep
) -> MatchList:
    """Say who and what could help with a published need, and why."""
    return await matches.entries_for_demand(demand_id, query)


@router.get("/{entries}/{entry_id}/demands")
async def list_fitting_demands(
    entries: EntryPath,
    entry_id: UUID,
    query: Annotated[MatchQuery, Query()],
    matches: MatchesDep,
) -> MatchList:
    """Say which published needs an expert, a provider, an achievement … fits, and why."""
    return await matches.needs_for_entry(entries.kind, entry_id, query)
