"""The inbox: what happened to what concerns one, the latest first."""

import re
from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from fastapi import APIRouter, Response

from services.portal.dependencies import Resources, ResourcesDep
from services.portal.notifications.domain import Topic
from services.portal.notifications.inboxes import Inbox
from services.portal.notifications.models import InboxItem
from services.portal.notifications.repository import inbox_page
from services.portal.notifications.service import WEBHOOKS_PAGE
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.visit import Visit, VisitDep
from shared.pagination import page_request

router = APIRouter(include_in_schema=False, route_class=PageRoute)

ABOUT: Final = re.compile(r"(?:/catalog)?/([a-z]+)/([0-9a-f-]{36})(?:/.*)?")
PLACES: Final[Mapping[str, Mapping[str, str]]] = {
    "requests": {
        "demands": "/needs",
        "responses": "/responses",
        "engagements": "/engagements",
    },
    "catalog": {
        "registrations": "/supply/registration",
        "teams": "/supply/teams",
        "providers": "/supply/entries/provider",
        "offerings": "/supply/entries/offering",
        "experts": "/supply/entries/expert",
        "facilities": "/supply/entries/facility",
        "achievements": "/supply/entries/achievement",
    },
}
"""Where the pages of what services write about are."""

OF_THE_PORTAL: Final[Mapping[str, str]] = {WEBHOOKS_PAGE: "/account/messages"}
SHOWN: Final = 20


@router.get("/inbox")
async def show_inbox(
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    cursor: str = "",
    unread: bool = False,  # noqa: FBT001, FBT002 - a query parameter
) -> Response:
    """Show one's messages, or those that wait to be read."""
    me = visit.required()
    page = page_request(cursor or None, SHOWN)
    async with resources.database.snapshot() as session:
        rows = await inbox_page(session, me.person_id, page, unread=unread)
    found = page.page(rows, key=lambda row: row.id, read=lambda row: _told(resources, visit, row))
    return pages.render(
        "inbox.html",
        visit,
        messages=found.items,
        next_cursor=found.next_cursor,
        first=not cursor,
        only_unread=unread,
    )


@router.post("/inbox/{message_id}/read")
async def mark_read(message_id: UUID, visit: VisitDep, resources: ResourcesDep) -> Response:
    """Note that a message was read."""
    me = visit.required()
    async with resources.database.transaction() as session:
        await Inbox(session, me.person_id).note_read(message_id)
    return see(f"/inbox#{message_id}")


@router.post("/inbox/read/{up_to}")
async def mark_all_read(up_to: UUID, visit: VisitDep, resources: ResourcesDep) -> Response:
    """Note that a message and all before it were read."""
    me = visit.required()
    async with resources.database.transaction() as session:
        await Inbox(session, me.person_id).note_all_read(up_to)
    return see("/inbox")


def page_of(source: str, link: str, topic: str = "") -> str:
    """Return the page that shows what a message is about; nothing, if there is none."""
    if source == "portal":
        return OF_THE_PORTAL.get(link, "")
    places = PLACES.get(source, {}) if topic != Topic.DESK or source == "requests" else {}
    found = ABOUT.fullmatch(link)
    place = places.get(found[1], "") if found else ""
    return f"{place}/{found[2]}" if found and place else ""


def _told(resources: Resources, visit: Visit, row: InboxItem) -> dict[str, Any]:
    said = resources.messenger.wordings.said(row.source, row.code, row.facts, visit.language)
    return {
        "id": row.id,
        "subject": said.subject,
        "body": said.body,
        "at": row.at,
        "unread": row.read_at is None,
        "page": page_of(row.source, row.link, row.topic),
    }
