"""The HTTP face of matching."""

from enum import StrEnum
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import APIRouter, Query, Response

from services.matching.dependencies import MatchesDep
from services.matching.matches.schemas import MatchList, MatchQuery, NeedDraft
from services.matching.matches.service import Shown

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


@router.post("/matches/preview", response_model=MatchList)
async def preview_matches(draft: NeedDraft, matches: MatchesDep) -> Response:
    """Say who and what could help with a need in plain words, and why; nothing is stored."""
    return _written(await matches.preview(draft))


@router.get("/demands/{demand_id}/matches", response_model=MatchList)
async def list_matches(
    demand_id: UUID, query: Annotated[MatchQuery, Query()], matches: MatchesDep
) -> Response:
    """Say who and what could help with a published need, and why."""
    return _written(await matches.entries_for_demand(demand_id, query))


@router.get("/{entries}/{entry_id}/demands", response_model=MatchList)
async def list_fitting_demands(
    entries: EntryPath,
    entry_id: UUID,
    query: Annotated[MatchQuery, Query()],
    matches: MatchesDep,
) -> Response:
    """Say which published needs an expert, a provider, an achievement … fits, and why."""
    return _written(await matches.needs_for_entry(entries.kind, entry_id, query))


def _written(shown: Shown) -> Response:
    return Response(orjson.dumps(shown, option=orjson.OPT_UTC_Z), media_type="application/json")
