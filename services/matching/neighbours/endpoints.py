"""The HTTP face of similar needs."""

from fastapi import APIRouter

from services.matching.dependencies import NeighboursDep
from services.matching.neighbours.schemas import NeighbourList, NeighbourQuery

router = APIRouter(tags=["matches"])


@router.post("/demands/similar")
async def find_similar_demands(asked: NeighbourQuery, neighbours: NeighboursDep) -> NeighbourList:
    """Find published needs on the same matter as one in plain words; nothing is stored."""
    return await neighbours.near(asked)
