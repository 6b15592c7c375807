"""One's inbox, and the ways by which messages leave it."""

from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from services.portal.dependencies import ResourcesDep, SessionDep, SignedInDep, SnapshotDep
from services.portal.notifications.inboxes import Inbox
from services.portal.notifications.models import InboxItem
from services.portal.notifications.repository import inbox_page, unread_count
from services.portal.notifications.schemas import (
    InboxItemRead,
    Preferences,
    ReadUpTo,
    UnreadCount,
    WebhookCreated,
    WebhookDraft,
    WebhookPatch,
    WebhookRead,
)
from services.portal.notifications.wording import Wordings
from shared.language import current_language
from shared.pagination import Page, PageRequestDep

router = APIRouter(prefix="/api/me", tags=["messages"])


@router.get("/messages")
async def list_messages(
    me: SignedInDep,
    session: SnapshotDep,
    page: PageRequestDep,
    resources: ResourcesDep,
    unread: Annotated[bool, Query(description="Only those that wait to be read.")] = False,  # noqa: FBT002 - a query parameter
) -> Page[InboxItemRead]:
    """Return one's messages, the latest first, in the language asked for."""
    rows = await inbox_page(session, me.person_id, page, unread=unread)
    return page.page(
        rows, key=lambda row: row.id, read=lambda row: _read(resources.messenger.wordings, row)
    )


@router.get("/messages/unread")
async def count_unread_messages(me: SignedInDep, session: SnapshotDep) -> UnreadCount:
    """Return how many of one's messages wait to be read."""
    return UnreadCount(unread=await unread_count(session, me.person_id))


@router.put("/messages/read", status_code=HTTPStatus.NO_CONTENT)
async def mark_messages_read(body: ReadUpTo, me: SignedInDep, session: SessionDep) -> Response:
    """Note that a message and all before it were read."""
    await Inbox(session, me.person_id).note_all_read(body.up_to)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.put("/messages/{message_id}/read", status_code=HTTPStatus.NO_CONTENT)
async def mark_message_read(message_id: UUID, me: SignedInDep, session: SessionDep) -> Response:
    """Note that a message was read; twice is once."""
    await Inbox(session, me.person_id).note_read(message_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.get("/message-preferences")
async def read_message_preferences(me: SignedInDep, session: SnapshotDep) -> Preferences:
    """Return by which ways one's messages leave the inbox, and when."""
    return await Inbox(session, me.person_id).preferences()


@router.put("/message-preferences")
async def choose_message_preferences(
    body: Preferences, me: SignedInDep, session: SessionDep
) -> Preferences:
    """Choose by which ways one's messages leave the inbox, and when; from the next one on."""
    inbox = Inbox(session, me.person_id)
    await inbox.choose(body)
    return await inbox.preferences()


@router.get("/webhooks")
async def list_webhooks(me: SignedInDep, session: SnapshotDep) -> list[WebhookRead]:
    """Return one's webhooks, the oldest first."""
    found = await Inbox(session, me.person_id).webhooks()
    return [WebhookRead.model_validate(webhook) for webhook in found]


@router.post("/webhooks", status_code=HTTPStatus.CREATED)
async def create_webhook(
    body: WebhookDraft, me: SignedInDep, session: SessionDep
) -> WebhookCreated:
    """Have one's messages sent to a program as well. The secret is in this answer only."""
    return WebhookCreated.model_validate(await Inbox(session, me.person_id).add_webhook(body))


@router.patch("/webhooks/{webhook_id}")
async def change_webhook(
    webhook_id: UUID, body: WebhookPatch, me: SignedInDep, session: SessionDep
) -> WebhookRead:
    """Change a webhook, or switch it off and on."""
    changed = await Inbox(session, me.person_id).change_webhook(webhook_id, body)
    return WebhookRead.model_validate(changed)


@router.delete("/webhooks/{webhook_id}", status_code=HTTPStatus.NO_CONTENT)
async def remove_webhook(webhook_id: UUID, me: SignedInDep, session: SessionDep) -> Response:
    """Remove a webhook."""
    await Inbox(session, me.person_id).remove_webhook(webhook_id)
    return Response(status_code=HTTPStatus.NO_CONTENT)


@router.post("/webhooks/{webhook_id}/test", status_code=HTTPStatus.ACCEPTED)
async def try_webhook(
    webhook_id: UUID, me: SignedInDep, session: SessionDep, resources: ResourcesDep
) -> WebhookRead:
    """Have something sent to a webhook; what came of it is soon told with the webhook."""
    webhook = await Inbox(session, me.person_id).webhook(webhook_id)
    await resources.messenger.try_out(session, webhook)
    return WebhookRead.model_validate(webhook)


def _read(wordings: Wordings, item: InboxItem) -> InboxItemRead:
    said = wordings.said(item.source, item.code, item.facts, current_language.get())
    told = item.model_dump(exclude={"person_id", "message_id"})
    return InboxItemRead(**told, subject=said.subject, body=said.body)
