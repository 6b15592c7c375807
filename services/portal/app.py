"""Puts the portal together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from services.portal.pages import endpoints
from services.portal.pages.rendering import Pages
from services.portal.settings import PortalSettings
from shared.application import service_app
from shared.network import keyring_of


def create_app(settings: PortalSettings, *, peers: httpx.AsyncClient) -> FastAPI:
    """Return the portal, ready to be served or mounted."""
    keys = keyring_of(settings)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        # People's tokens are signed with these; `keqiao token` must find them.
        await asyncio.to_thread(keys.signing_key)
        yield

    app = service_app(
        settings,
        title="科桥 · 门户 Portal",
        peers=peers,
        lifespan=lifespan,
        routers=[endpoints.router],
        state={"settings": settings, "peers": peers, "pages": Pages(settings.public_urls)},
    )
    static = StaticFiles(packages=[("services.portal.pages", "static")])
    app.mount("/static", static, name="static")
    return app
