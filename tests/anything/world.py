"""The whole platform in this process, asked by one call after the other, and who asks it.

Everybody exists before the first call: the people have accounts, their organizations are
verified, and those who help have entries in the catalogue. That is made once and copied.
"""

import asyncio
from collections.abc import Coroutine, Generator, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import httpx
import time_machine
from fastapi import FastAPI
from typing_extensions import override

from deploy.platform import create_platform
from deploy.registry import SERVICES
from services.requests.clock import ExpiryClock
from services.requests.dependencies import Resources
from services.requests.engagement_clock import EngagementClock
from services.requests.grants.clock import GrantClock
from services.requests.pursuit.assembly import pursuit_clock
from services.requests.responses.clock import ResponseClock
from shared.auth import Issuer, Role
from shared.database import Database
from shared.keys import KeyRing
from shared.leases import lease_of
from tests.databases import Databases
from tests.running import AUDIENCE

BEGINNING: Final = datetime(2027, 3, 1, 2, tzinfo=UTC)
QUIET: Final = 3_600.0
"""The clocks strike when a test lets them."""

ROLES: Final[Mapping[str, Role]] = {
    "firm": Role.FIRM,
    "colleague": Role.FIRM,
    "rival": Role.FIRM,
    "expert": Role.EXPERT,
    "envoy": Role.EXPERT,
    "provider": Role.PROVIDER,
    "operator": Role.OPERATOR,
    "auditor": Role.AUDITOR,
}
NOBODY: Final = "nobody"
WHO: Final = (*ROLES, NOBODY)
SIDES: Final = (
    frozenset({"firm", "colleague"}),
    *(frozenset({who}) for who in ("rival", "expert", "envoy", "provider", "operator")),
)
"""Those who belong together are to the platform as one."""

UNITS: Final = {
    "acme": ("firm", "enterprise", "91110000600037341L"),
    "hua": ("rival", "enterprise", "91441900748032120G"),
    "institute": ("provider", "university_institute", "91440101231245150Q"),
}
"""The organizations there are: who owns each, and what it is."""

MOUNTS: Final = ("", "/catalog", "/requests")
TOLD: Final[Mapping[str, Mapping[str, Any]]] = {
    "portal": {"password_memory_kib": 8, "password_rounds": 1, "delivery_seconds": QUIET},
    "catalog": {"clock_seconds": QUIET, "portal_seconds": QUIET},
    "requests": {"clock_seconds": QUIET},
    "matching": {},
}
T = TypeVar("T")


@dataclass
class Cast:
    """Who there is, by name: the ids of people, of their organizations and of their entries."""

    people: dict[str, str] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    entries: dict[str, dict[str, str]] = field(default_factory=dict)
    documents: dict[str, Any] = field(default_factory=dict)
    """What the services say of themselves, by where they are mounted."""

    def unit_of(self, who: str) -> str | None:
        """Return the organization somebody acts for."""
        named = {"firm": "acme", "colleague": "acme", "rival": "hua", "provider": "institute"}
        return self.units.get(named.get(who, ""))


def side_of(who: str) -> frozenset[str]:
    """Return those who are to the platform as one with somebody."""
    return next((side for side in SIDES if who in side), frozenset({who}))


class _Shown(httpx.Auth):
    """Shows a token made for the moment of the request, so that travel in time does no harm."""

    def __init__(self, issuer: Issuer, subject: str, role: str, unit: str | None) -> None:
        self._said: dict[str, Any] = {"subject": subject, "roles": [role], "organization": unit}
        self._issuer = issuer

    @override
    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        lifetime = timedelta(minutes=5)
        token = self._issuer.issue(**self._said, audience=AUDIENCE, lifetime=lifetime)
        request.headers["Authorization"] = f"Bearer {token}"
        yield request


class World:
    """The platform with its files in a folder, from its start to its stop, and its time.

    Args:
        folder: Where its files are.
        cast: Who there is.
        databases: Where its services keep their data, if not in files of the folder.
    """

    def __init__(self, folder: Path, cast: Cast, databases: Databases) -> None:
        self.cast = cast
        self._databases = databases
        self._folder = folder
        self._travel = time_machine.travel(BEGINNING, tick=True)
        self._traveller = self._travel.start()
        self._loop = asyncio.new_event_loop()
        settings = {
            name: SERVICES[name].read_settings(
                data_dir=folder,
                database_url=databases.get(name, ""),
                migrate_at_start=True,
                feed_wait=0.5,
                **told,
            )
            for name, told in TOLD.items()
        }
        self._platform = create_platform(settings=settings)
        self._people = Issuer(KeyRing(folder / "keys" / "portal"))
        self._matching = Issuer(KeyRing(folder / "keys" / "matching"), "matching")
        self._stack = AsyncExitStack()
        self._client = self.run(self._started())

    async def _started(self) -> httpx.AsyncClient:
        await self._stack.enter_async_context(
            self._platform.router.lifespan_context(self._platform)
        )
        transport = httpx.ASGITransport(self._platform, raise_app_exceptions=False)
        client = httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000")
        return await self._stack.enter_async_context(client)

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Return what comes of a piece of work; in the meantime the platform goes on, too."""
        return self._loop.run_until_complete(work)

    def stop(self) -> None:
        """Stop the platform, and let time be as it is."""
        try:
            self._platform.state.before_stop()
            self.run(self._stack.aclose())
        finally:
            self._loop.close()
            self._travel.stop()

    def app(self, name: str) -> FastAPI:
        """Return the app of a service."""
        return self._platform.services[name]

    def database(self, name: str) -> Database:
        """Return a second way into the database of a service."""
        file = f"sqlite+aiosqlite:///{self._folder / name}.sqlite3"
        return Database(self._databases.get(name, file))

    def idle(self, seconds: float) -> None:
        """Let the platform go on by itself."""
        self.run(asyncio.sleep(seconds))

    def strike(self) -> None:
        """Let every clock strike: what is due is done."""
        held, said = self._rules()
        for clock in self._clocks():
            self.run(clock.do_what_is_due())
        self.run(pursuit_clock(held.database, held.feed, held.peers, **said).do_what_is_due())
        self.run(self.app("catalog").state.career_clock.tell_the_portal())

    def _rules(self) -> tuple[Resources, dict[str, Any]]:
        held: Resources = self.app("requests").state.resources
        lease = lease_of(held.database)
        return held, {"rules": held.rules, "interval": QUIET, "lease": lease}

    def _clocks(self) -> list[Any]:
        (held, said), catalog = self._rules(), self.app("catalog").state
        return [
            *(
                kind(held.database, held.feed, **said)
                for kind in (ExpiryClock, EngagementClock, ResponseClock)
            ),
            GrantClock(held.database, **{**said, "rules": held.grant_rules}),
            *(catalog.career_clock, catalog.listing_clock, catalog.team_clock),
        ]

    def let_pass(self, time: timedelta) -> None:
        """Let time pass all at once."""
        self._traveller.shift(time)

    def ask(self, who: str, call: str, **said: Any) -> httpx.Response:  # noqa: ANN401 - httpx's
        """Return what a call such as `GET /catalog/experts` is answered."""
        method, _, path = call.partition(" ")
        auth = self._auth(who)
        return self.run(self._client.request(method, path, auth=auth, **said))

    def _auth(self, who: str) -> httpx.Auth | None:
        if who == NOBODY:
            return None
        if who == "matching":
            return _Shown(self._matching, "matching", Role.SERVICE, None)
        role = ROLES.get(who, Role.SECURITY_ADMINISTRATOR)
        return _Shown(self._people, self.cast.people.get(who, who), role, self.cast.unit_of(who))

    def done(self, who: str, call: str, body: object = None) -> Any:  # noqa: ANN401 - JSON
        """Return what a call is answered that must succeed."""
        answer = self.ask(who, call, json=body, headers={"If-Match": "*"})
        assert answer.is_success, f"{call}: {answer.text}"
        return answer.json()


def prepared(folder: Path, databases: Databases) -> Cast:
    """Let everybody come to a new platform in this folder; return who there is."""
    cast = Cast()
    world = World(folder, cast, databases)
    try:
        for who in ROLES:
            person = {"email": f"{who}@example.cn", "name": who, "password": "Kq-Right-Horse-9"}
            cast.people[who] = world.done("chief", "POST /api/people/accounts", person)["id"]
        for unit, (owner, kind, uscc) in UNITS.items():
            body = {"name": f"单位{unit}", "kind": kind, "uscc": uscc}
            found = world.done(owner, "POST /api/organizations", body)["id"]
            world.done("operator", f"PUT /api/organizations/{found}/status", {"action": "verify"})
            cast.units[unit] = found
        for who, kind in (("expert", "expert"), ("envoy", "expert"), ("provider", "provider")):
            entry = {"name": f"能手{who}", "owner_subject": cast.people[who]}
            found = world.done("operator", f"POST /catalog/{kind}s", entry)["id"]
            cast.entries[who] = {"kind": kind, "id": found}
        for mount in MOUNTS:
            cast.documents[mount] = world.done("operator", f"GET {mount}/openapi.json")
    finally:
        world.stop()
    return cast
