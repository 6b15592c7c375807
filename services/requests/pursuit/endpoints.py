"""The HTTP face of the rule that no need is left to lie."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.requests.dependencies import PursuitsDep
from services.requests.pursuit.schemas import PursuedNeed, PursuitFilters, RungRead, UnansweredNeed
from shared.auth import CallerDep
from shared.pagination import Page

router = APIRouter(tags=["pursuit"])


@router.get("/pursuit")
async def list_pursued_needs(
    wanted: Annotated[PursuitFilters, Query()], pursuits: PursuitsDep, caller: CallerDep
) -> Page[PursuedNeed]:
    """List the needs for which nobody is there, what is done next first; for operators."""
    return await pursuits.page(caller, wanted)


@router.get("/pursuit/unanswered")
async def list_unanswered_needs(pursuits: PursuitsDep) -> list[UnansweredNeed]:
    """List what nobody answered until it was called a common problem, for everybody."""
    return await pursuits.unanswered()


@router.get("/pursuit/rules")
async def list_pursuit_rules(pursuits: PursuitsDep) -> list[RungRead]:
    """List what is done for a need that finds nobody, in order, and after how long."""
    return pursuits.rules()
