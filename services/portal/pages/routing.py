"""Routes of pages: an error is a page too, and who must sign in is led there and back."""

import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Annotated, Any, cast
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from typing_extensions import override

from services.portal.pages.look import Look
from services.portal.pages.rendering import Pages
from services.portal.pages.visit import LANGUAGE_COOKIE, SignInFirstError, Visit
from services.portal.sessions.cookies import SAFE_METHODS, leave_cookie
from shared.errors import NotFoundError, PlatformError
from shared.errors.database import DATABASE_ERRORS, database_problem
from shared.language import Language, current_language
from shared.logging import current_request_id

YEAR = 365 * 24 * 3600
log = logging.getLogger(__name__)


class PageRoute(APIRoute):
    """Answers with pages, whatever happens."""

    @override
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def answer(request: Request) -> Response:
            try:
                response = await handle(request)
            except HTTPException:
                raise
            except Exception as error:  # noqa: BLE001 - people are told on a page, whatever it is
                response = _in_place_of(request, error)
            return _remembering(request, response)

        return answer


async def get_pages(request: Request) -> Pages:
    """Return the templates of the app that is answering."""
    return _templates(request)


PagesDep = Annotated[Pages, Depends(get_pages)]
NextDep = Annotated[str, Query(alias="next", description="Where to go on afterwards.")]


def see(path: str) -> RedirectResponse:
    """Send a browser to another page, which it then gets."""
    return RedirectResponse(path, HTTPStatus.SEE_OTHER)


def _in_place_of(request: Request, error: Exception) -> Response:
    """Return what is shown in place of a page that could not be made."""
    if isinstance(error, SignInFirstError):
        return _to_sign_in(request)
    return trouble_page(request, _of_ours(error))


def _of_ours(error: Exception) -> PlatformError:
    """Return what to call an error: a wrong address, a busy database, or nobody foresaw it."""
    if isinstance(error, PlatformError):
        return error
    if isinstance(error, RequestValidationError):
        return NotFoundError()
    if isinstance(error, DATABASE_ERRORS) and (known := database_problem(error)):
        log.warning("A page could not be made: %r", error)
        return known
    log.error("Nobody foresaw this error.", exc_info=error)
    return PlatformError()


def _to_sign_in(request: Request) -> Response:
    visit: Visit = request.state.visit
    there = visit.here if request.method in SAFE_METHODS else "/needs"
    return see(f"/sign-in?{urlencode({'next': there})}")


def trouble_page(request: Request, error: PlatformError) -> Response:
    """Return the page that says what is wrong, and what to do next."""
    visit = getattr(request.state, "visit", None)
    if visit is None:
        visit = Visit(current_language.get(), request.url.path, Look())
    response = _templates(request).render(
        "error.html", visit, status=error.status, error=error, number=current_request_id()
    )
    response.headers.update(error.headers())
    return response


def _templates(request: Request) -> Pages:
    return cast("Pages", request.app.state.pages)


def _remembering(request: Request, response: Response) -> Response:
    """Remember the language that was chosen by a link."""
    chosen = request.query_params.get("lang", "")
    if chosen in set(Language):
        leave_cookie(response, request.scope, LANGUAGE_COOKIE, chosen, seconds=YEAR)
    return response
