"""A portal with its pages, real requests and catalogue services, and people who look at them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

import httpx
from fastapi import FastAPI, Request
from pydantic import ValidationError

from services.catalog.app import create_app as create_catalog
from services.catalog.settings import CatalogSettings
from services.portal.accounts.domain import GrantedRole
from services.portal.app import create_app as create_portal
from services.portal.settings import PortalSettings
from services.requests.app import create_app as create_requests
from services.requests.settings import RequestsSettings
from shared.auth import Role
from shared.errors import (
    InvalidError,
    UnavailableError,
    field_problems,
    install_error_handlers,
)
from shared.network import peers_of
from tests.portal.pages.outline import Outline
from tests.portal.site import HOST, PASSWORD, Site
from tests.running import bearer
from tests.templates import lay_tables

BROWSER: Final = {
    "User-Agent": "Mozilla/5.0 (Windows NT 6.1) Chrome/109.0",
    "Sec-Fetch-Site": "same-origin",
}
WITH_TABLES: Final = ("requests", "catalog", "portal")
USCC: Final = "91110000600037341L"


@dataclass
class Similar:
    """Stands in for matching: says who could help, which needs are similar, and what it is told.

    `told` holds more answers by place, such as `GET /gaps`: each is one of matching's own
    schemas, so that matching would give it, or makes one of the body that was sent.
    """

    found: list[dict[str, Any]] = field(default_factory=list)
    matches: list[dict[str, Any]] = field(default_factory=list)
    fits: list[dict[str, Any]] = field(default_factory=list)
    hits: list[dict[str, Any]] = field(default_factory=list)
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    searched: list[str] = field(default_factory=list)
    away: bool = False
    told: dict[str, Any] = field(default_factory=dict)
    asked: list[Any] = field(default_factory=list)
    """What was sent to places of `told`."""

    def app(self) -> FastAPI:
        app = FastAPI()
        install_error_handlers(app)

        @app.post("/demands/similar")
        async def similar() -> dict[str, Any]:
            return {"items": self.found}

        @app.get("/demands/{_demand_id}/matches")  # noqa: FAST003 - the same for every need
        @app.post("/matches/preview")
        async def preview() -> dict[str, Any]:
            return {"items": self.matches, "considered": 812, "pending_changes": 0}

        @app.get("/{entries}/{entry_id}/demands")  # noqa: FAST003 - the same for every entry
        async def fitting() -> dict[str, Any]:
            return {"items": self.fits, "considered": 31, "pending_changes": 0}

        @app.get("/search")
        async def search(request: Request) -> dict[str, Any]:
            if self.away:
                raise UnavailableError
            self.searched.append(request.url.query)
            counted = {"total": 40 * len(self.hits), "facets": self.facets, "pending_changes": 0}
            return {"items": self.hits, **counted}

        app.api_route("/{path:path}", methods=["GET", "POST", "PUT"])(self._as_told)
        return app

    async def _as_told(self, request: Request) -> Any:  # noqa: ANN401 - JSON
        answer = self.told.get(f"{request.method} {request.url.path}")
        if self.away or answer is None:
            raise UnavailableError
        said = await request.body()
        self.asked.append(json.loads(said) if said else None)
        try:
            return answer(self.asked[-1]) if callable(answer) else answer
        except ValidationError as error:
            raise InvalidError(problems=field_problems(error)) from error


@dataclass(frozen=True)
class Browser:
    """A browser without scripts, with its own cookies."""

    client: httpx.AsyncClient

    async def get(self, path: str) -> httpx.Response:
        """Open a page, going where it leads."""
        answer = await self.client.get(path)
        while answer.is_redirect:
            answer = await self.client.get(answer.headers["location"])
        return answer

    async def post(self, path: str, /, **typed: str) -> httpx.Response:
        """Send a form and open the page it leads to."""
        answer = await self.client.post(path, data=typed)
        return await self.get(answer.headers["location"]) if answer.is_redirect else answer

    async def send(self, page: httpx.Response, action: str, /, **typed: str) -> httpx.Response:
        """Fill in the form of a page that goes to `action`, and send it."""
        forms = [form for form in Outline(page.text).forms if form.action.startswith(action)]
        assert forms, f"{page.url}: no form to {action}"
        said = {**forms[0].fields, **{name.replace("__", "."): it for name, it in typed.items()}}
        return await self.post(forms[0].action, **said)


@dataclass(frozen=True)
class World:
    """The portal, the services behind it, and ways to all of them."""

    site: Site
    requests: httpx.AsyncClient
    catalog: httpx.AsyncClient
    folder: Path
    similar: Similar

    def browser(self, language: str = "zh") -> Browser:
        """Return a new browser of somebody who has not been here."""
        return Browser(self.site.client(**BROWSER, **{"Accept-Language": language}))

    async def signed_in(
        self, email: str, *roles: GrantedRole, name: str = "陈明", language: str = "zh"
    ) -> Browser:
        """Return the browser of somebody new who has signed in on the page."""
        await self.site.person(email, *roles, name=name)
        browser = self.browser(language)
        page = await browser.post("/sign-in", email=email, password=PASSWORD)
        assert page.status_code == HTTPStatus.OK, page.text
        return browser

    async def firm(self, email: str, *, name: str = "陈明", uscc: str = USCC) -> Browser:
        """Return the browser of somebody whose enterprise is verified."""
        browser = await self.signed_in(email, name=name)
        said = {"name": f"{name}铸造厂", "kind": "enterprise", "uscc": uscc}
        assert (await browser.post("/organizations/new", **said)).status_code == HTTPStatus.OK
        await self.verify_all()
        return browser

    async def verify_all(self) -> None:
        """Verify every organization that waits, as an operator."""
        headers = bearer(self.folder, Role.OPERATOR)
        waiting = await self.site.nobody.get(
            "/api/organizations", params={"status": "registered"}, headers=headers
        )
        for one in waiting.json()["items"]:
            answer = await self.site.nobody.put(
                f"/api/organizations/{one['id']}/status",
                json={"action": "verify"},
                headers={**headers, "If-Match": "*"},
            )
            assert answer.is_success, answer.text

    async def desk(self, need_id: str, *actions: str, **said: str) -> None:
        """Take steps at the desk, as an operator."""
        headers = bearer(self.folder, Role.OPERATOR, lifetime=timedelta(hours=1))
        for action in actions:
            answer = await self.requests.put(
                f"/demands/{need_id}/status",
                json={"action": action, **said},
                headers={**headers, "If-Match": "*"},
            )
            assert answer.is_success, answer.text


@asynccontextmanager
async def world_in(folder: Path) -> AsyncIterator[World]:
    """Run a portal, a requests service and a catalogue that call each other, on SQLite."""
    similar = Similar()
    apps: dict[str, FastAPI] = {}
    await asyncio.to_thread(lay_tables, folder, *WITH_TABLES)
    told: dict[str, Any] = {"data_dir": folder, "migrate_at_start": False}
    cheap: dict[str, Any] = {"password_memory_kib": 8, "password_rounds": 1}
    portal = PortalSettings(**told, **cheap, mailbox_readable=True)
    requests, catalog = RequestsSettings(**told), CatalogSettings(**told)
    apps["matching"] = similar.app()
    apps["requests"] = create_requests(requests, peers=peers_of(requests, apps))
    apps["catalog"] = create_catalog(catalog, peers=peers_of(catalog, apps))
    apps["portal"] = create_portal(portal, peers=peers_of(portal, apps))
    async with AsyncExitStack() as stack:
        for name in WITH_TABLES:
            await stack.enter_async_context(apps[name].router.lifespan_context(apps[name]))
        clients = {
            name: await stack.enter_async_context(_client(apps[name])) for name in WITH_TABLES
        }
        site = Site(apps["portal"], clients.pop("portal"))
        yield World(site, **clients, folder=folder, similar=similar)


def _client(app: FastAPI) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url=HOST)
