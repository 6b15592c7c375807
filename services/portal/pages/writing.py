"""Help while a need is written: what it lacks, and which needs are like it, as one types."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import Resources, ResourcesDep, VisitorDep
from services.portal.drafts.domain import title_from
from services.portal.drafts.repository import draft_of
from services.portal.pages.content import FIELDS_OF, kept, payload
from services.portal.pages.dependencies import RequestsDep
from services.portal.pages.forms import Trouble, trouble_of, typed_into
from services.portal.pages.gateways import RequestsGateway
from services.portal.pages.routing import PageRoute, PagesDep
from services.portal.pages.snapshots import CheckSnapshot
from services.portal.pages.visit import Visit, VisitDep
from shared.errors import InvalidError, NotFoundError, PlatformError

router = APIRouter(include_in_schema=False, route_class=PageRoute)

FIELDS: Final = tuple(name for names in FIELDS_OF.values() for name in names)


@router.post("/needs/new/check")
async def check_while_writing(  # noqa: PLR0913 - all provided by name
    *,
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    requests: RequestsDep,
    visitor: VisitorDep,
    draft: UUID | None = None,
) -> Response:
    """Return the part of a page that says what is still missing; nothing is kept."""
    await resources.rates.spend("api", visitor.address)
    typed = await typed_into(request, FIELDS)
    content = await _content(resources, visit, draft)
    content |= {name: kept(name, value) for name, value in typed.items()}
    check, trouble = await checked(requests, titled(content))
    return pages.render("steps_live.html", visit, check=check, trouble=trouble)


async def checked(
    requests: RequestsGateway, content: Mapping[str, str]
) -> tuple[CheckSnapshot | None, Trouble | None]:
    """Return what the quality check says, or what is wrong; neither, if it does not answer."""
    if not content.get("title"):
        return None, None
    try:
        return await requests.check(payload(content)), None
    except InvalidError as error:
        return None, trouble_of(error)
    except PlatformError:
        return None, None


def titled(content: Mapping[str, str]) -> Mapping[str, str]:
    """Return what was typed with a title: its first words, as long as it has none."""
    if content.get("title", "").strip():
        return content
    return {**content, "title": title_from(content.get("description", ""))}


async def _content(resources: Resources, visit: Visit, draft_id: UUID | None) -> dict[str, str]:
    """Return what is kept of a draft; nothing of none, or of somebody else's."""
    if draft_id is None:
        return {}
    try:
        async with resources.database.snapshot() as session:
            return dict((await draft_of(session, visit.writer, draft_id)).content)
    except NotFoundError:
        return {}
