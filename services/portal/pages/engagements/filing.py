"""Handing files in and taking them out again."""

import re
from collections.abc import Mapping
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, File, Form, Response, UploadFile

from services.portal.pages.attempts import attempted, body_of
from services.portal.pages.cases.dependencies import WaysDep
from services.portal.pages.engagements.deeds import FILE, Tab
from services.portal.pages.engagements.endpoints import place_of
from services.portal.pages.engagements.gateway import Arriving, EngagementsGateway
from services.portal.pages.engagements.showing import shown
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import VisitDep
from shared.bodies import Uploads
from shared.errors import FieldProblem, InvalidError
from shared.language import Text

router = APIRouter(include_in_schema=False, route_class=PageRoute)

FORM_BYTES: Final = 64 * 1024
"""What a form says besides the file."""

_FILES: Final = re.compile(r"^/engagements/[^/]+/files$")

NO_FILE: Final = FieldProblem(
    "file", Text("请选择文件。", "Choose a file."), Text("一个文件", "a file")
)
KEPT_HEADERS: Final = ("content-type", "content-disposition", "cache-control")
FILE_HEADERS: Final[Mapping[str, str]] = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
}
"""A file is saved, never shown as if it were a page of ours."""


def uploads_of(largest: int) -> Uploads:
    """Return where files are taken, and how large a form with one may be."""
    return Uploads(_FILES, largest + FORM_BYTES)


@router.post("/engagements/{engagement_id}/files")
async def hand_in(  # noqa: PLR0913 - the fields of a form
    *,
    engagement_id: UUID,
    visit: VisitDep,
    pages: PagesDep,
    ways: WaysDep,
    file: Annotated[UploadFile | None, File()] = None,
    purpose: Annotated[str, Form()] = "",
    description: Annotated[str, Form()] = "",
    milestone_id: Annotated[str, Form()] = "",
) -> Response:
    """Hand in a file; the service says if it is of a kind or size that is not taken."""
    visit.required()
    typed = {"purpose": purpose, "description": description, "milestone_id": milestone_id}
    said = {name: str(value) for name, value in body_of(typed, FILE).items()}
    doing = _handed_in(ways.engagements, engagement_id, file, said)
    attempt = await attempted("file", typed, doing)
    if attempt.name:
        return await shown(pages, visit, ways, engagement_id, Tab.WORK, attempt=attempt)
    return see(place_of(engagement_id, Tab.WORK))


@router.get("/engagements/{engagement_id}/files/{file_id}")
async def take_out(engagement_id: UUID, file_id: UUID, visit: VisitDep, ways: WaysDep) -> Response:
    """Save a file."""
    visit.required()
    answer = await ways.engagements.content(engagement_id, file_id)
    told = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
    return Response(answer.content, headers={**told, **FILE_HEADERS})


async def _handed_in(
    engagements: EngagementsGateway,
    engagement_id: UUID,
    file: UploadFile | None,
    said: Mapping[str, str],
) -> None:
    """Pass a file on.

    Raises:
        PlatformError: There is none, or the service does not take it.
    """
    if file is None or not file.filename:
        raise InvalidError(problems=[NO_FILE])
    await engagements.hand_in(engagement_id, Arriving(file.filename, file.file, said))
