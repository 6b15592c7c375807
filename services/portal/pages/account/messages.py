"""By which ways messages leave the inbox, and when; and the programs that get them."""

from typing import Final
from uuid import UUID

from fastapi import APIRouter, Request, Response

from services.portal.dependencies import Resources, ResourcesDep
from services.portal.notifications.domain import CHOSEN, Digest, Topic
from services.portal.notifications.inboxes import Inbox
from services.portal.notifications.schemas import (
    Preferences,
    WebhookCreated,
    WebhookDraft,
    WebhookPatch,
)
from services.portal.pages.forms import FORM_ERRORS, Form, trouble_of, typed_into
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PageRoute, PagesDep, see
from services.portal.pages.texts import TEXTS
from services.portal.pages.visit import Visit, VisitDep

router = APIRouter(include_in_schema=False, route_class=PageRoute)

HABITS: Final = ("quiet_from", "quiet_until", "digest", "digest_at")
BOXES: Final = tuple(f"{topic.value}.{channel.value}" for topic in Topic for channel in CHOSEN)
NEWS: Final = {
    "saved": "account_preferences_saved",
    "tried": "account_webhook_tried",
    "changed": "account_webhook_done",
}
FOR_THE_DESK: Final = "operator"


@router.get("/account/messages")
async def show_preferences(
    visit: VisitDep, pages: PagesDep, resources: ResourcesDep, done: str = ""
) -> Response:
    """Show by which ways one's messages go."""
    return await _page(pages, resources, visit, news=NEWS.get(done, ""))


@router.post("/account/messages")
async def choose_preferences(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Response:
    """Choose by which ways one's messages go, and when."""
    me = visit.required()
    typed = await typed_into(request, (*HABITS, *BOXES))
    topics = {
        topic.value: {
            channel.value: typed.get(f"{topic.value}.{channel.value}") == "yes"
            for channel in CHOSEN
        }
        for topic in _topics(visit)
    }
    try:
        said = {name: typed[name] for name in HABITS if name in typed}
        body = Preferences.model_validate({"topics": topics, **said})
        async with resources.database.transaction() as session:
            await Inbox(session, me.person_id).choose(body)
    except FORM_ERRORS as error:
        return await _page(pages, resources, visit, form=Form(typed, trouble_of(error)))
    return see("/account/messages?done=saved")


@router.post("/account/messages/webhooks")
async def add_webhook(
    request: Request, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Response:
    """Add a webhook; its secret is shown on this answer and never again."""
    me = visit.required()
    typed = await typed_into(request, ("name", "url"))
    try:
        body = WebhookDraft.model_validate(typed)
        async with resources.database.transaction() as session:
            webhook = await Inbox(session, me.person_id).add_webhook(body)
            made = WebhookCreated.model_validate(webhook)
    except FORM_ERRORS as error:
        return await _page(pages, resources, visit, hook=Form(typed, trouble_of(error)))
    return await _page(pages, resources, visit, made=made)


@router.post("/account/messages/webhooks/{webhook_id}/switch")
async def switch_webhook(
    webhook_id: UUID, request: Request, visit: VisitDep, resources: ResourcesDep
) -> Response:
    """Switch a webhook on or off."""
    me = visit.required()
    typed = await typed_into(request, ("enabled",))
    async with resources.database.transaction() as session:
        patch = WebhookPatch(enabled=typed.get("enabled") == "yes")
        await Inbox(session, me.person_id).change_webhook(webhook_id, patch)
    return see("/account/messages?done=changed#webhooks")


@router.post("/account/messages/webhooks/{webhook_id}/try")
async def try_webhook(
    webhook_id: UUID, visit: VisitDep, pages: PagesDep, resources: ResourcesDep
) -> Response:
    """Have something sent to a webhook, to see whether it works."""
    me = visit.required()
    try:
        async with resources.database.transaction() as session:
            webhook = await Inbox(session, me.person_id).webhook(webhook_id)
            await resources.messenger.try_out(session, webhook)
    except FORM_ERRORS as error:
        return await _page(pages, resources, visit, hook=Form({}, trouble_of(error)))
    return see("/account/messages?done=tried#webhooks")


@router.post("/account/messages/webhooks/{webhook_id}/remove")
async def remove_webhook(webhook_id: UUID, visit: VisitDep, resources: ResourcesDep) -> Response:
    """Remove a webhook."""
    me = visit.required()
    async with resources.database.transaction() as session:
        await Inbox(session, me.person_id).remove_webhook(webhook_id)
    return see("/account/messages?done=changed#webhooks")


def _topics(visit: Visit) -> list[Topic]:
    """Return the topics that concern somebody: the desk's are for who works there."""
    at_the_desk = FOR_THE_DESK in visit.required().standing.roles
    return [topic for topic in Topic if at_the_desk or topic is not Topic.DESK]


def _typed(preferences: Preferences) -> dict[str, str]:
    boxes = {
        f"{topic.value}.{name}": "yes" if wanted else ""
        for topic, choice in preferences.topics.items()
        for name, wanted in choice.model_dump().items()
    }
    said = preferences.model_dump(mode="json", include=set(HABITS))
    return {**boxes, **said}


async def _page(  # noqa: PLR0913 - what a page is made of
    pages: Pages,
    resources: Resources,
    visit: Visit,
    *,
    form: Form | None = None,
    hook: Form | None = None,
    made: WebhookCreated | None = None,
    news: str = "",
) -> Response:
    me = visit.required()
    async with resources.database.snapshot() as session:
        inbox = Inbox(session, me.person_id)
        kept, webhooks = await inbox.preferences(), await inbox.webhooks()
    filled, hooked = form or Form(_typed(kept)), hook or Form()
    return pages.render(
        "account/messages.html",
        visit,
        status=(filled if filled.trouble else hooked).status,
        form=filled,
        hook=hooked,
        made=made,
        news=news,
        topics=[topic.value for topic in _topics(visit)],
        channels=[channel.value for channel in CHOSEN],
        digests=[
            (one.value, TEXTS[f"account_digest_{one.value}"].pick(visit.language)) for one in Digest
        ],
        webhooks=webhooks,
        labels={
            "name": "account_webhook_name",
            "url": "account_webhook_url",
            **{name: f"account_{name}" for name in HABITS},
        },
    )
