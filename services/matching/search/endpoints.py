"""The HTTP face of the search box."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.matching.dependencies import SearchDep
from services.matching.search.schemas import SearchList, SearchQueryParameters

router = APIRouter(tags=["search"])


@router.get("/search")
async def search(
    wanted: Annotated[SearchQueryParameters, Query()], searches: SearchDep
) -> SearchList:
    """Find records by words, beginnings of words or pinyin initials; nothing is an operator."""
    return await searches.search(wanted)
