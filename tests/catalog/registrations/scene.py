"""A catalogue beside a portal that knows a few people, and those people."""

from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response

from services.catalog.app import create_app
from services.catalog.clock import CareerClock
from services.catalog.settings import CatalogSettings
from shared.auth import PEOPLE_ISSUER, Role
from shared.database import Database
from shared.keys import KeyRing
from shared.network import JWKS_PATH, connect
from shared.tokens import Issuer
from tests.catalog.conftest import TokenAuth
from tests.duty import another_on_duty

Body = dict[str, Any]
SEEN: Final = {"If-Match": "*"}

WHO: Final[dict[str, tuple[str, tuple[Role, ...], str | None]]] = {
    "chen": ("chen", (), None),
    "lin": ("lin", (), None),
    "lead": ("lead", (Role.EXPERT,), None),
    "wu": ("wu", (Role.EXPERT,), None),
    "sun": ("sun", (Role.EXPERT,), None),
    "dean": ("dean", (Role.PROVIDER,), "institute"),
    "clerk": ("clerk", (Role.PROVIDER,), "institute"),
    "other_dean": ("other-dean", (Role.PROVIDER,), "academy"),
    "firm": ("acme-li", (Role.FIRM,), "acme"),
    "other_firm": ("hua-wu", (Role.FIRM,), "hua"),
    "operator": ("desk", (Role.OPERATOR,), None),
    "auditor": ("eye", (Role.AUDITOR,), None),
    "service": ("matching", (Role.SERVICE,), None),
}

PROFILE: Final[Body] = {
    "name": "陈知远",
    "title": "高级工程师",
    "specialties": ["铝合金压铸", "气孔缺陷分析"],
    "discipline_codes": ["460"],
    "region_code": "441900",
    "contact_phone": "0769-22831234",
}
APPLICATION: Final[Body] = {
    "sender": "institute",
    "sender_name": "松山湖压铸研究所",
    "profile": PROFILE,
    "statement": "愿意到企业服务。",
}


@dataclass
class FakePortal:
    """As much of the portal as the catalogue asks for; `down` lets it fail."""

    keys: KeyRing
    members: dict[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    experts: set[str] = field(default_factory=set)
    down: bool = False
    told: list[str] = field(default_factory=list)

    def app(self) -> FastAPI:
        """Return it as an app."""
        portal = FastAPI()

        @portal.get(JWKS_PATH)
        def read_keys() -> Body:
            return {"keys": self.keys.public_keys()}

        @portal.get("/api/organizations/{organization}/members/{person}")
        def read_member(organization: str, person: str) -> Response:
            found = self.members.get((organization, person))
            if found is None:
                return JSONResponse({"status": 404}, 404, media_type="application/problem+json")
            role, status = found
            return JSONResponse({"name": f"单位{organization}", "status": status, "role": role})

        @portal.put("/api/people/{person}/roles/expert")
        @portal.delete("/api/people/{person}/roles/expert")
        def tell(person: str) -> Response:
            return JSONResponse({}, 503 if self.down else 200)

        portal.middleware("http")(self._remember)
        return portal

    async def _remember(self, request: Any, call_next: Any) -> Any:  # noqa: ANN401 - Starlette's
        answer = await call_next(request)
        if answer.status_code == 200 and request.url.path.endswith("/roles/expert"):
            person = request.url.path.split("/")[3]
            granting = request.method == "PUT"
            (self.experts.add if granting else self.experts.discard)(person)
            self.told.append(f"{request.method} {person}")
        return answer


@dataclass(frozen=True)
class Scene:
    """Everybody who has to do with registrations, each with a client of their own."""

    app: FastAPI
    portal: FakePortal
    clients: dict[str, httpx.AsyncClient]

    def __getattr__(self, name: str) -> httpx.AsyncClient:
        """Return somebody's client."""
        return self.clients[name]

    @property
    def database(self) -> Database:
        """The catalogue's database."""
        database: Database = self.app.state.database
        return database

    @property
    def clock(self) -> CareerClock:
        """The clock of registrations, to be moved by hand."""
        clock: CareerClock = self.app.state.career_clock
        return clock

    async def applied(self, who: str = "chen", **changes: object) -> str:
        """Let somebody apply, and return where."""
        answer = await self.clients[who].post("/registrations", json={**APPLICATION, **changes})
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    async def move(self, who: str, place: str, action: str, **said: object) -> httpx.Response:
        """Return the answer to a step."""
        body = {"action": action, **said}
        return await self.clients[who].put(f"{place}/status", json=body, headers=SEEN)

    async def done(self, who: str, place: str, action: str, **said: object) -> Body:
        """Take a step that must succeed, and return the registration."""
        answer = await self.move(who, place, action, **said)
        assert answer.status_code == 200, answer.text
        body: Body = answer.json()
        return body

    async def registered(self, who: str = "chen", **changes: object) -> str:
        """Let somebody be registered and available, and return where."""
        place = await self.applied(who, **changes)
        await self.done("dean", place, "endorse")
        await self.done("operator", place, "start_review")
        await self.done("operator", place, "register")
        await self.clock.tell_the_portal()
        return place

    async def dispatched(self, place: str, **changes: object) -> httpx.Response:
        """Return the answer to recording an agreement."""
        body = {**AGREEMENT, **changes}
        return await self.operator.post(f"{place}/dispatches", json=body, headers=SEEN)

    async def status(self, place: str) -> str:
        """Return where a registration stands."""
        answer = await self.operator.get(place)
        status: str = answer.json()["status"]
        return status


AGREEMENT: Final[Body] = {
    "agreement_number": "DG-2026-17",
    "firm": "acme",
    "firm_name": "东莞某压铸厂",
    "hours_per_month": 16,
    "begins_on": "2026-12-01",
    "ends_on": "2027-11-30",
    "firm_signed_on": "2026-11-20",
    "sender_signed_on": "2026-11-20",
    "expert_signed_on": "2026-11-20",
}


@asynccontextmanager
async def playing(settings: CatalogSettings, folder: Path) -> AsyncIterator[Scene]:
    """Run a catalogue beside a portal, for everybody."""
    keys = KeyRing(folder / "keys" / "portal")
    portal = FakePortal(keys)
    portal.members = {
        ("institute", "dean"): ("owner", "verified"),
        ("institute", "clerk"): ("member", "verified"),
        ("academy", "other-dean"): ("owner", "registered"),
        ("acme", "acme-li"): ("owner", "verified"),
        ("hua", "hua-wu"): ("owner", "verified"),
    }
    async with AsyncExitStack() as stack:
        peers = await stack.enter_async_context(connect({"portal": portal.app()}))
        with another_on_duty("services.catalog.duties"):
            app = create_app(settings, peers=peers)
        await stack.enter_async_context(app.router.lifespan_context(app))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        people = Issuer(keys, PEOPLE_ISSUER)
        clients = {"nobody": httpx.AsyncClient(transport=transport, base_url="http://catalog")}
        for name, auth in _introductions(people):
            clients[name] = httpx.AsyncClient(
                transport=transport, base_url="http://catalog", auth=auth
            )
        for client in clients.values():
            await stack.enter_async_context(client)
        yield Scene(app, portal, clients)


def _introductions(people: Issuer) -> Iterator[tuple[str, TokenAuth]]:
    for name, (subject, roles, organization) in WHO.items():
        yield name, TokenAuth(people, subject, *roles, organization=organization)
