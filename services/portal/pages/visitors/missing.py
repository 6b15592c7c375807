"""Pages in place of problems, for people whose browser asks for something that is not there."""

from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request
from starlette.exceptions import HTTPException
from starlette.responses import Response

from services.portal.pages.routing import trouble_page
from services.portal.pages.visit import arrive
from shared.errors import NotFoundError
from shared.errors.handlers import answer_framework_error
from shared.language import Text

FOR_PROGRAMS: Final = ("/api/", "/.well-known/", "/docs/", "/static/", "/assets/")
NOWHERE: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED})


class NoSuchPageError(NotFoundError):
    """A browser asks for a page that does not exist."""

    slug = "no-such-page"
    title = Text("没有这个页面", "There is no such page")
    detail = Text(
        "地址可能输错了，或者内容已经撤下。",
        "The address may be mistyped, or what was here has been withdrawn.",
    )


def install_missing_pages(app: FastAPI) -> None:
    """Answer browsers with a page where the app knows no address, programs with a problem."""
    app.add_exception_handler(HTTPException, _answer)


async def _answer(request: Request, error: Exception) -> Response:
    if not _is_for_a_page(request, error):
        return await answer_framework_error(request, error)
    await arrive(request)
    return trouble_page(request, NoSuchPageError())


def _is_for_a_page(request: Request, error: Exception) -> bool:
    """Tell whether a person waits for the answer, who got lost."""
    lost = isinstance(error, HTTPException) and error.status_code in NOWHERE
    wants_page = "text/html" in request.headers.get("accept", "")
    path = request.scope["path"]
    return lost and wants_page and request.method == "GET" and not path.startswith(FOR_PROGRAMS)
