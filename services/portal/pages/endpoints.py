"""The start page: a form, and what came of it."""

from typing import Annotated, cast

from fastapi import APIRouter, Depends, Query, Request
from pydantic import ValidationError
from starlette.responses import HTMLResponse

from services.portal.pages.gateways import preview_matches
from services.portal.pages.rendering import Pages, StartPage
from services.portal.pages.schemas import NeedForm, filled_in
from services.portal.settings import PortalSettings
from shared.errors import InvalidError, PlatformError, UnavailableError, field_problems
from shared.language import Language, current_language

router = APIRouter(include_in_schema=False)


async def chosen_language(
    lang: Annotated[str, Query(description="Overrides Accept-Language: zh or en.")] = "",
) -> Language:
    """Return the language of the page; peers are asked in it, too."""
    if lang in set(Language):
        current_language.set(Language(lang))
    return current_language.get()


async def get_pages(request: Request) -> Pages:
    """Return the templates of the app that is answering."""
    return cast("Pages", request.app.state.pages)


LanguageDep = Annotated[Language, Depends(chosen_language)]
PagesDep = Annotated[Pages, Depends(get_pages)]


@router.get("/")
async def show_start(language: LanguageDep, pages: PagesDep) -> HTMLResponse:
    """Return the empty form."""
    return pages.start(StartPage(language))


@router.post("/")
async def show_matches(request: Request, language: LanguageDep, pages: PagesDep) -> HTMLResponse:
    """Return the form as it was filled in, and who could help."""
    async with request.form() as form:
        typed = filled_in(form)
    return pages.start(await _answered(request, language, typed))


async def _answered(request: Request, language: Language, typed: dict[str, str]) -> StartPage:
    settings = cast("PortalSettings", request.app.state.settings)
    try:
        form = NeedForm.model_validate(typed)
        matches = await preview_matches(
            request.app.state.peers, form, seconds=settings.match_timeout
        )
    except ValidationError as failure:
        problems = field_problems(failure)
        return StartPage(language, typed, problems=problems, status=InvalidError.status)
    except UnavailableError as error:
        return StartPage(language, typed, away=True, status=error.status)
    except PlatformError as error:
        return StartPage(language, typed, refusal=error.sentence(language), status=error.status)
    return StartPage(language, typed, matches=matches)
