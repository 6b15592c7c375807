"""What auditors and security administrators have at hand: logs, and the accounts of others."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, ClassVar, Final
from uuid import UUID

from fastapi import Depends, Request
from pydantic import BaseModel
from starlette.responses import HTMLResponse

from services.portal import policy
from services.portal.dependencies import ResourcesDep, ShownDep
from services.portal.pages.desk.sections import OFFICE_SECTIONS
from services.portal.pages.peers import PeerGateway
from services.portal.pages.rendering import Pages
from services.portal.pages.routing import PagesDep
from services.portal.pages.visit import Me, Visit, VisitDep, service_token
from shared.network import connect

SHOWN: Final = 50


class EntrySnapshot(BaseModel):
    """Something that was done or tried."""

    sequence: int
    at: datetime
    actor: str
    roles: list[str]
    action: str
    subject: str
    outcome: str
    details: dict[str, Any]


class EntryPage(BaseModel):
    """Some of a log, the latest first."""

    items: list[EntrySnapshot]
    next_cursor: str | None = None


class BreakSnapshot(BaseModel):
    """The first entry that is not as it was recorded."""

    sequence: int
    damage: str


class VerdictSnapshot(BaseModel):
    """What a log was found to be."""

    intact: bool
    anchor: int
    last: int
    hash: str
    broken: BreakSnapshot | None


class PersonSnapshot(BaseModel):
    """Somebody's account."""

    id: UUID
    email: str
    name: str
    status: str
    created_at: datetime
    granted_roles: list[str] = []


class PersonPage(BaseModel):
    """Some accounts, the oldest first."""

    items: list[PersonSnapshot]
    next_cursor: str | None = None


class LogGateway(PeerGateway):
    """Asks a service for its audit log."""

    async def entries(self, place: str, wanted: Mapping[str, Any]) -> EntryPage:
        """Return entries, the latest first."""
        return await self._done(EntryPage, "GET", place, params={"limit": SHOWN, **wanted})

    async def verdict(self, place: str) -> VerdictSnapshot:
        """Let the service read its whole log, and return what it found."""
        found = f"{place}/verification"
        return await self._done(VerdictSnapshot, "GET", found, timeout=LONGEST)


LONGEST: Final = 120.0
"""Seconds that reading a whole log may take."""


class OwnGateway(LogGateway):
    """Asks the portal itself, as any other client would."""

    PEER: ClassVar[str] = "portal"

    async def people(self, wanted: Mapping[str, Any]) -> PersonPage:
        """Return accounts, the oldest first."""
        said = {"limit": SHOWN, **wanted}
        return await self._done(PersonPage, "GET", "/api/people", params=said)

    async def person(self, person_id: UUID) -> PersonSnapshot:
        """Return an account."""
        return await self._done(PersonSnapshot, "GET", f"/api/people/{person_id}")

    async def create(self, said: Mapping[str, Any]) -> PersonSnapshot:
        """Make an account for somebody, who gets a letter to choose a password."""
        return await self._done(PersonSnapshot, "POST", "/api/people/accounts", json=said)

    async def grant(self, person_id: UUID, role: str) -> None:
        """Grant a role."""
        await self._ask("PUT", f"/api/people/{person_id}/roles/{role}")

    async def revoke(self, person_id: UUID, role: str) -> None:
        """Take a role back."""
        await self._ask("DELETE", f"/api/people/{person_id}/roles/{role}")

    async def move(self, person_id: UUID, action: str) -> None:
        """Disable an account, or enable it again."""
        await self._ask("PUT", f"/api/people/{person_id}/status", json={"action": action})

    async def end_sessions(self, person_id: UUID) -> None:
        """End every session of somebody."""
        await self._ask("DELETE", f"/api/people/{person_id}/sessions")

    async def release(self, person_id: UUID) -> None:
        """Let somebody try again who failed too often."""
        await self._ask("DELETE", f"/api/people/{person_id}/lockout")


class CatalogLog(LogGateway):
    """The catalogue's log."""

    PEER: ClassVar[str] = "catalog"


class RequestsLog(LogGateway):
    """The log of the requests service."""

    PEER: ClassVar[str] = "requests"


@dataclass(frozen=True, slots=True)
class Office:
    """Who works there, and how they get at what is shown."""

    visit: Visit
    me: Me
    pages: Pages
    own: OwnGateway
    logs: Mapping[str, tuple[LogGateway, str]]
    """By the name of a service: whom one asks, and where."""

    def page(
        self,
        template: str,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        labels: Mapping[str, str] | None = None,
        **shown: Any,  # noqa: ANN401 - what the template tells
    ) -> HTMLResponse:
        """Return a page of the office."""
        roles = self.me.standing.roles
        sections = [place for place in OFFICE_SECTIONS if place.role in roles]
        return self.pages.render(
            f"desk/{template}",
            self.visit,
            status=status,
            labels=labels or {},
            sections=sections,
            **shown,
        )


async def get_own(request: Request, shown: ShownDep) -> AsyncIterator[OwnGateway]:
    """Yield the portal itself, wherever it runs, as whoever looks may use it."""
    async with connect({"portal": request.app}) as own:
        yield OwnGateway(own, shown)


async def get_office(
    request: Request,
    visit: VisitDep,
    pages: PagesDep,
    resources: ResourcesDep,
    own: Annotated[OwnGateway, Depends(get_own)],
) -> Office:
    """Return the office, to whoever is signed in.

    Raises:
        SignInFirstError: Nobody is.
    """
    me = visit.required()
    peers, token = request.app.state.peers, await service_token(resources, me)
    logs: dict[str, tuple[LogGateway, str]] = {
        "portal": (own, "/api/audit"),
        "catalog": (CatalogLog(peers, token), "/audit"),
        "requests": (RequestsLog(peers, token), "/audit"),
    }
    return Office(visit, me, pages, own, logs)


async def get_auditing(office: Annotated[Office, Depends(get_office)]) -> Office:
    """Return the office, to an auditor.

    Raises:
        RoleMissingError: Whoever is signed in is none.
    """
    policy.require_auditor(office.me.caller)
    return office


async def get_people_office(office: Annotated[Office, Depends(get_office)]) -> Office:
    """Return the office, to a security administrator.

    Raises:
        RoleMissingError: Whoever is signed in is none.
    """
    policy.require_security(office.me.caller)
    return office


AuditingDep = Annotated[Office, Depends(get_auditing)]
PeopleOfficeDep = Annotated[Office, Depends(get_people_office)]
