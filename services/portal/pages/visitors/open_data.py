"""Open data: how much there is of everything, and public records to take away."""

from typing import Final

from fastapi import APIRouter, Request, Response
from starlette.responses import StreamingResponse

from services.portal.dependencies import ResourcesDep, limited
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.visit import VisitDep
from services.portal.pages.visitors.dependencies import CatalogDep, OpenNeedsDep
from services.portal.pages.visitors.forgiving import if_it_answers
from services.portal.pages.visitors.tables import TABLES, Format, TableName
from shared.clock import city_today

router = APIRouter(include_in_schema=False, route_class=PageRoute)

COUNTED_AS: Final = {
    TableName.PROVIDERS: "provider",
    TableName.OFFERINGS: "offering",
    TableName.FACILITIES: "facility",
    TableName.ACHIEVEMENTS: "achievement",
    TableName.NEEDS: "demand",
}
"""The tables whose rows somebody counts."""


@router.get("/open-data")
async def show_open_data(
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    catalog: CatalogDep,
    requests: OpenNeedsDep,
) -> Response:
    """Show how much there is of everything, what may be done with it, and where it is."""
    summary = await if_it_answers(catalog.summary())
    totals: dict[str, int | None] = {**(summary.totals if summary else {})}
    totals["demand"] = await if_it_answers(requests.open_count())
    return pages.render(
        "visitors/open_data.html",
        visit,
        tables=[
            (name, totals.get(COUNTED_AS.get(name, "")), TABLES[name].fields) for name in TableName
        ],
        formats=tuple(Format),
        outcomes=await if_it_answers(requests.outcomes()),
        licence=resources.settings.open_data_licence,
    )


@router.get("/open-data/{name}.{form}", dependencies=[limited("open_data")])
async def take_away(request: Request, name: TableName, form: Format) -> Response:
    """Give away a table as it is now: what anybody may read, and nothing else."""
    table = TABLES[name]
    parts = table.gateway(request.app.state.peers).parts(table.path, table.wanted)
    first = await anext(parts)
    file = f"keqiao-{name}-{city_today()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return StreamingResponse(
        table.written(form, first, parts), media_type=form.media_type, headers=headers
    )
