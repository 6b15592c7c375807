"""Puts the portal together."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager

import httpx
from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware

from services.portal.accounts import address_endpoints as address
from services.portal.accounts import administration
from services.portal.accounts import endpoints as accounts
from services.portal.credentials import endpoints as credentials
from services.portal.dependencies import Resources, limited
from services.portal.drafts.erasing import DraftEraser
from services.portal.mail import endpoints as mailbox
from services.portal.mail.models import Letter
from services.portal.mail.sending import Postman
from services.portal.notifications import endpoints as notifications
from services.portal.notifications.models import Delivery
from services.portal.notifications.replication import MessageRoom
from services.portal.oidc import endpoints as oidc
from services.portal.organizations import endpoints as organizations
from services.portal.organizations import member_endpoints as members
from services.portal.pages import endpoints as pages
from services.portal.pages import inbox, needs, posting, registering, signing_in, writing
from services.portal.pages.account.endpoints import router as account
from services.portal.pages.assets import PLACE, AssetFiles, Assets
from services.portal.pages.cases.routers import ROUTERS as CASES
from services.portal.pages.desk.routers import ROUTERS as DESK
from services.portal.pages.engagements.filing import uploads_of
from services.portal.pages.rendering import Pages
from services.portal.pages.supply.endpoints import router as supply
from services.portal.pages.teams.endpoints import router as teams
from services.portal.pages.understanding.endpoints import router as understanding
from services.portal.pages.visitors.missing import install_missing_pages
from services.portal.pages.visitors.routers import ROUTERS as VISITORS
from services.portal.privacy import endpoints as privacy
from services.portal.privacy.forgetting import Forgetting
from services.portal.privacy.gateways import Elsewhere
from services.portal.sessions import endpoints as sessions
from services.portal.sessions.cookies import CookieGate
from services.portal.sessions.verifier import PortalVerifier
from services.portal.settings import PortalSettings
from services.portal.tables import FOLLOWER_TABLES, TRAIL
from services.portal.tokens import endpoints as tokens
from shared.application import Lifespan, service_app
from shared.audit.office import AuditOffice
from shared.audit.refusals import RefusalRecorder
from shared.database import Database
from shared.leases import Lease, lease_of
from shared.metrics.watching import Watched
from shared.network import jwks_fetch, keyring_of
from shared.opening import opened
from shared.tokens import TokenVerifier

Work = Callable[[], AbstractAsyncContextManager[None]]
"""Something that goes on beside the answers, for as long as it is entered."""


def create_app(settings: PortalSettings, *, peers: httpx.AsyncClient) -> FastAPI:
    """Return the portal, ready to be served or mounted."""
    database = Database(settings.dsn, settings.limits)
    lease = lease_of(database)
    audit = AuditOffice(TRAIL, database, keep=settings.audit_keep, lease=lease)
    postman = Postman(database, smtp_url=settings.smtp_url, sender=settings.mail_from)
    resources = Resources.of(settings, database, postman.wake)
    messages = MessageRoom(resources, peers, lease)
    eraser = DraftEraser(database, lease)
    elsewhere = Elsewhere(peers, settings.follows)
    forgetting = Forgetting(database, elsewhere, lease)
    parts = (audit, postman, messages, eraser, forgetting)
    running = [part.running for part in parts]
    app = service_app(
        settings,
        title="科桥 · 门户 Portal",
        peers=peers,
        lifespan=_lifespan(settings, database, lease, running),
        routers=[*_routers(settings), audit.router("/api"), messages.router()],
        checks={"database": database.ping, "messages": lambda: messages.healthy},
        middleware=[Middleware(CookieGate), _recorder(database)],
        uploads=uploads_of(settings.deliverable_bytes),
        watched=_watched(database),
        state={
            "settings": settings,
            "peers": peers,
            "pages": Pages(settings.public_urls, Assets.read(settings.assets)),
            "resources": resources,
            "elsewhere": elsewhere,
            "forgetting": forgetting,
            "verifier": _verifier(resources, peers),
        },
    )
    install_missing_pages(app)
    app.mount(PLACE, AssetFiles(directory=settings.assets))
    return app


def _lifespan(
    settings: PortalSettings, database: Database, lease: Lease, running: Iterable[Work]
) -> Lifespan:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # People's tokens are signed with these; `keqiao token` must find them.
        await asyncio.to_thread(keyring_of(settings).signing_key)
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(opened(database, lease, settings, "services.portal"))
            for work in running:
                await stack.enter_async_context(work())
            yield

    return lifespan


def _recorder(database: Database) -> Middleware:
    return Middleware(RefusalRecorder, trail=TRAIL, database=database)


def _watched(database: Database) -> Watched:
    waiting = {"deliveries": Delivery, "letters": Letter}
    return Watched(database, followers=FOLLOWER_TABLES, waiting=waiting)


def _verifier(resources: Resources, peers: httpx.AsyncClient) -> PortalVerifier:
    settings = resources.settings
    signed = TokenVerifier(audience=settings.name, fetch=jwks_fetch(settings, peers))
    return PortalVerifier(signed, resources.database, resources.limits)


def _routers(settings: PortalSettings) -> list[APIRouter]:
    api = APIRouter(dependencies=[limited("api")])
    for module in (
        accounts,
        address,
        administration,
        credentials,
        sessions,
        tokens,
        organizations,
        members,
        privacy,
        notifications,
        *([mailbox] if settings.mailbox_readable else []),
        *([oidc] if settings.oidc_issuer else []),
    ):
        api.include_router(module.router)
    # Posting comes before needs: /needs/new is no need.
    shown = (pages, signing_in, registering, writing, posting, needs, inbox)
    return [
        *(module.router for module in shown),
        *VISITORS,
        *CASES,
        *DESK,
        account,
        supply,
        teams,
        understanding,
        api,
    ]
