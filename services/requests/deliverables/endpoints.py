"""The HTTP face of files; they are only ever saved, never shown by a browser."""

import re
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Form, UploadFile
from starlette.responses import FileResponse, JSONResponse

from services.requests.deliverables.domain import MEDIA_TYPES, Purpose
from services.requests.deliverables.schemas import DeliverableRead
from services.requests.deliverables.service import Arriving
from services.requests.engaging import FilingDep
from shared.auth import CallerDep
from shared.bodies import Uploads
from shared.idempotency import IdempotentFormDep
from shared.schemas import MediumText

router = APIRouter(tags=["deliverables"])

HEADERS: Final = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
}

FORM_BYTES: Final = 64 * 1024
"""What a form says besides the file."""

_PLACE: Final = re.compile(r"/engagements/[^/]+/deliverables$")


def uploads_of(largest: int) -> Uploads:
    """Return where files are taken, and how large a form with one may be."""
    return Uploads(_PLACE, largest + FORM_BYTES)


_BYTES: Final[dict[str, Any]] = {"schema": {"type": "string", "format": "binary"}}
_ANSWERS: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "The file, to be saved.",
        "content": {kind.partition(";")[0]: _BYTES for kind in MEDIA_TYPES.values()},
    }
}


@router.get("/engagements/{engagement_id}/deliverables")
async def list_deliverables(
    engagement_id: UUID, filing: FilingDep, caller: CallerDep
) -> list[DeliverableRead]:
    """List the files of an engagement, the first first."""
    return await filing.of(caller, engagement_id)


@router.post(
    "/engagements/{engagement_id}/deliverables", status_code=201, response_model=DeliverableRead
)
async def hand_in_deliverable(  # noqa: PLR0913 - the fields of a form
    *,
    engagement_id: UUID,
    filing: FilingDep,
    caller: CallerDep,
    asked: IdempotentFormDep,
    file: UploadFile,
    purpose: Annotated[Purpose, Form()],
    description: Annotated[MediumText | None, Form()] = None,
    milestone_id: Annotated[UUID | None, Form()] = None,
) -> JSONResponse:
    """Hand in a file: a result, evidence, a contract; the same again is the one that is there."""
    arriving = Arriving(file.filename or "", file.file, purpose, description, milestone_id)
    return (await filing.hand_in(caller, engagement_id, arriving, asked)).response()


@router.get(
    "/engagements/{engagement_id}/deliverables/{deliverable_id}/content",
    response_class=FileResponse,
    responses=_ANSWERS,
)
async def read_deliverable(
    engagement_id: UUID, deliverable_id: UUID, filing: FilingDep, caller: CallerDep
) -> FileResponse:
    """Save a file; that it was read is noted."""
    leaving = await filing.take_out(caller, engagement_id, deliverable_id)
    deliverable = leaving.deliverable
    return FileResponse(
        leaving.place,
        media_type=MEDIA_TYPES[deliverable.file_type],
        filename=deliverable.name,
        headers=HEADERS,
    )
