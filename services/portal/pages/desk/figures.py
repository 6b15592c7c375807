"""Figures: the way from posting to the confirmed solution, waits, demand beside supply."""

from collections.abc import Mapping
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request, Response

from services.portal.pages.desk.dependencies import Desk, DeskDep
from services.portal.pages.desk.figure_snapshots import FiguresSnapshot
from services.portal.pages.desk.figuring import (
    FIGURE,
    SCOPE,
    SUPPLY,
    FigureRequests,
    said_in,
    supply,
)
from services.portal.pages.desk.sheets import workbook
from services.portal.pages.desk.tabling import figure_sheets, need_sheet
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of
from services.portal.pages.routing import PageRoute
from services.portal.pages.visit import service_token
from services.portal.pages.visitors.dependencies import SearchDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

MOST_ROWS: Final = 20_000
"""What one sheet is for; who needs more narrows the days."""

NOTHING: Final = FiguresSnapshot(stages=[], waits=[], industries=[], regions=[], statuses=[])


async def get_figures(request: Request, desk: DeskDep) -> FigureRequests:
    """Return the requests service, as far as it counts."""
    token = await service_token(desk.resources, desk.me)
    return FigureRequests(request.app.state.peers, token)


FiguresDep = Annotated[FigureRequests, Depends(get_figures)]


@router.get("/desk/figures")
async def show_figures(
    request: Request, desk: DeskDep, figures: FiguresDep, engine: SearchDep
) -> Response:
    """Show how many needs came how far, how long it took, and what helps there are."""
    scope = said_in(request.query_params, SCOPE)
    form, found = Form(scope), NOTHING
    try:
        found = await figures.figures(scope)
    except FORM_ERRORS as error:
        form = Form(scope, trouble_of(error))
    return desk.page(
        "figures.html",
        status=form.status,
        labels={"since": "desk_since_day", "until": "desk_until_day"},
        form=form,
        scope=scope,
        found=found,
        supply=await supply(engine),
        kinds=SUPPLY,
        behind=Behind(scope),
    )


@router.get("/desk/figures/needs")
async def show_behind(
    request: Request, desk: DeskDep, figures: FiguresDep, cursor: str = ""
) -> Response:
    """List the needs behind a figure."""
    asked = said_in(request.query_params, (*SCOPE, *FIGURE))
    return desk.page(
        "figure_needs.html",
        asked=asked,
        scope=said_in(asked, SCOPE),
        found=await figures.behind(asked, cursor),
        here=urlencode(asked),
    )


@router.get("/desk/figures.xlsx")
async def take_figures(
    request: Request, desk: DeskDep, figures: FiguresDep, engine: SearchDep
) -> Response:
    """Return all figures as a workbook."""
    found = await figures.figures(said_in(request.query_params, SCOPE))
    sheets = figure_sheets(found, await supply(engine), desk.visit.language)
    return await workbook("keqiao-figures", sheets)


@router.get("/desk/figures/needs.xlsx")
async def take_behind(request: Request, desk: DeskDep, figures: FiguresDep) -> Response:
    """Return the needs behind a figure as a workbook."""
    asked = said_in(request.query_params, (*SCOPE, *FIGURE))
    return await workbook("keqiao-needs", [await _all(desk, figures, asked)])


async def _all(desk: Desk, figures: FigureRequests, asked: Mapping[str, str]) -> Any:  # noqa: ANN401 - a sheet
    rows = []
    async for part in figures.all_behind(asked):
        rows += part
        if len(rows) >= MOST_ROWS:
            break
    return need_sheet(rows, desk.visit.language)


class Behind:
    """Says where the needs behind a figure are listed, within the same days."""

    def __init__(self, scope: Mapping[str, str]) -> None:
        self._scope = scope

    def __call__(self, **figure: str) -> str:
        """Return the address of the list."""
        return f"/desk/figures/needs?{urlencode({**self._scope, **figure})}"
