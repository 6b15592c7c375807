"""The start page: a form, and what came of it."""

from typing import cast

from fastapi import APIRouter, Request
from pydantic import ValidationError
from starlette.responses import HTMLResponse

from services.portal.pages.gateways import preview_matches
from services.portal.pages.rendering import StartPage
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.schemas import NeedForm, filled_in
from services.portal.pages.visit import Visit, VisitDep
from services.portal.pages.visitors.front import FrontDep
from services.portal.settings import PortalSettings
from shared.errors import InvalidError, PlatformError, UnavailableError, field_problems

router = APIRouter(include_in_schema=False, route_class=PageRoute)


@router.get("/")
async def show_start(visit: VisitDep, pages: PagesDep, front: FrontDep) -> HTMLResponse:
    """Return the empty form, and below it what was solved, what is wanted and who helps."""
    return pages.start(StartPage(visit, front=front))


@router.post("/")
async def show_matches(request: Request, visit: VisitDep, pages: PagesDep) -> HTMLResponse:
    """Return the form as it was filled in, and who could help."""
    async with request.form() as form:
        typed = filled_in(form)
    return pages.start(await _answered(request, visit, typed))


async def _answered(request: Request, visit: Visit, typed: dict[str, str]) -> StartPage:
    settings = cast("PortalSettings", request.app.state.settings)
    try:
        form = NeedForm.model_validate(typed)
        matches = await preview_matches(
            request.app.state.peers, form, seconds=settings.match_timeout
        )
    except ValidationError as failure:
        problems = field_problems(failure)
        return StartPage(visit, typed, problems=problems, status=InvalidError.status)
    except UnavailableError as error:
        return StartPage(visit, typed, away=True, status=error.status)
    except PlatformError as error:
        return StartPage(visit, typed, refusal=error.sentence(visit.language), status=error.status)
    return StartPage(visit, typed, matches=matches)
