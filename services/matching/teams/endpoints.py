"""The HTTP face of teams."""

from fastapi import APIRouter

from services.matching import policy
from services.matching.dependencies import TeamsDep
from services.matching.teams.schemas import PackagesQuery, SuggestionList, TeamDraft, TeamRead
from shared.auth import CallerDep

router = APIRouter(tags=["teams"])


@router.post("/teams/packages")
async def suggest_packages(
    asked: PackagesQuery, teams: TeamsDep, caller: CallerDep
) -> SuggestionList:
    """Split a need into the parts it seems to have; nothing is stored."""
    policy.require_known(caller)
    return await teams.suggest(asked)


@router.post("/teams/preview")
async def preview_team(draft: TeamDraft, teams: TeamsDep, caller: CallerDep) -> TeamRead:
    """Say who could cover the parts of a need together at least cost; nothing is stored.

    The cheapest team weighs how well each member fits against how many organizations are to
    be contacted, how busy they are, and what they ask for. Nobody is told of it.
    """
    policy.require_known(caller)
    return await teams.preview(draft)
