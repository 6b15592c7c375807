"""The HTTP face of the figures."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.requests.dependencies import SnapshotDep
from services.requests.figures.schemas import FigureFilters, FigureNeed, Figures, Scope
from services.requests.figures.service import FigureService
from shared.auth import CallerDep
from shared.pagination import Page

router = APIRouter(tags=["figures"])


async def get_figures(session: SnapshotDep) -> FigureService:
    """Return the use cases of the figures."""
    return FigureService(session)


FiguresDep = Annotated[FigureService, Depends(get_figures)]


@router.get("/figures")
async def read_figures(
    scope: Annotated[Scope, Query()], figures: FiguresDep, caller: CallerDep
) -> Figures:
    """Count how many needs came how far, how long it took and whose they are; for operators."""
    return await figures.figures(caller, scope)


@router.get("/figures/needs")
async def list_figure_needs(
    wanted: Annotated[FigureFilters, Query()], figures: FiguresDep, caller: CallerDep
) -> Page[FigureNeed]:
    """List the needs behind a figure, the newest first; for operators."""
    return await figures.needs(caller, wanted)
