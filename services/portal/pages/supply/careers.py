"""What the pages ask the catalogue about registrations and teams, and the part they show."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from services.portal.pages.peers import PeerGateway
from services.portal.pages.supply.snapshots import SpokenReasonSnapshot

REVISABLE = frozenset(
    {"applied", "nominated", "returned", "rejected", "withdrawn", "expired", "exited"}
)
"""Where an applicant may change what they say."""


class RegistrationSnapshot(BaseModel):
    """A registration as an expert."""

    id: UUID
    version: int
    status: str
    subject: str
    sender: str
    sender_name: str
    nominated_by: str | None
    profile: dict[str, Any]
    statement: str | None
    number: str | None
    expert_id: UUID | None
    term_begins: date | None
    term_ends: date | None
    renewal_declined: bool
    appeal_until: date | None
    due_at: datetime | None
    overdue: bool
    actions: list[str]

    @property
    def etag(self) -> str:
        """What the next change must name."""
        return f'"v{self.version}"'

    @property
    def revisable(self) -> bool:
        """Whether the applicant may change what they say."""
        return self.status in REVISABLE


class RegistrationPageSnapshot(BaseModel):
    """Some registrations, the newest first."""

    items: list[RegistrationSnapshot]


class CareerStepSnapshot(BaseModel):
    """A step in the life of a registration or a team."""

    action: str
    to_status: str
    at: datetime
    reason_code: str | None
    note: str | None


class CareerReasonSnapshot(SpokenReasonSnapshot):
    """A reason, and the steps it may be given for."""

    actions: list[str]


class ServiceSnapshot(BaseModel):
    """Service on a day."""

    served_on: date
    minutes: int
    note: str
    confirmed_at: datetime | None
    rating: int | None


class AssessmentLineSnapshot(BaseModel):
    """A criterion's part of an assessment; null is unknown."""

    criterion: str
    value: float | None
    full_at: float
    points: float | None
    possible: int


class AssessmentSnapshot(BaseModel):
    """What the rule made of somebody's service."""

    at: datetime
    rule_version: str
    period_from: date
    period_to: date
    lowest: float
    highest: float
    grade: str
    lines: list[AssessmentLineSnapshot]


class TeamMemberRow(BaseModel):
    """What somebody does in a team, and what they answered."""

    expert_id: UUID
    name: str
    duty: str
    skills: list[str]
    consent: str
    reason_code: str | None


class TeamSnapshot(BaseModel):
    """A team of experts."""

    id: UUID
    version: int
    status: str
    name: str
    task: str
    demand_id: UUID | None
    ends_on: date
    due_at: datetime | None
    members: list[TeamMemberRow]
    actions: list[str]

    @property
    def etag(self) -> str:
        """What the next change must name."""
        return f'"v{self.version}"'


class TeamPageSnapshot(BaseModel):
    """Some teams, the newest first."""

    items: list[TeamSnapshot]
    next_cursor: str | None = None


class CareerGateway(PeerGateway):
    """Asks the catalogue about registrations and teams."""

    PEER = "catalog"

    async def registrations(self) -> list[RegistrationSnapshot]:
        """Return one's own registration, and those of one's unit."""
        page = await self._done(
            RegistrationPageSnapshot, "GET", "/registrations", params={"limit": 100}
        )
        return page.items

    async def registration(self, registration_id: UUID) -> RegistrationSnapshot:
        """Return a registration."""
        return await self._done(RegistrationSnapshot, "GET", f"/registrations/{registration_id}")

    async def apply(self, said: Mapping[str, Any], key: str) -> RegistrationSnapshot:
        """Apply, or nominate somebody."""
        once = {"Idempotency-Key": key}
        return await self._done(
            RegistrationSnapshot, "POST", "/registrations", json=said, headers=once
        )

    async def revise(
        self, registration_id: UUID, said: Mapping[str, Any], etag: str
    ) -> RegistrationSnapshot:
        """Change what one says of oneself."""
        place, seen = f"/registrations/{registration_id}", {"If-Match": etag}
        return await self._done(RegistrationSnapshot, "PATCH", place, json=said, headers=seen)

    async def move(
        self, registration_id: UUID, step: Mapping[str, Any], etag: str
    ) -> RegistrationSnapshot:
        """Take a step."""
        place, seen = f"/registrations/{registration_id}/status", {"If-Match": etag}
        return await self._done(RegistrationSnapshot, "PUT", place, json=step, headers=seen)

    async def history(self, registration_id: UUID) -> list[CareerStepSnapshot]:
        """Return what happened to a registration."""
        place = f"/registrations/{registration_id}/history"
        return await self._done(list[CareerStepSnapshot], "GET", place)

    async def reasons(self) -> list[CareerReasonSnapshot]:
        """Return why registrations are refused or end."""
        return await self._done(list[CareerReasonSnapshot], "GET", "/registrations/reason-codes")

    async def service(self, registration_id: UUID) -> list[ServiceSnapshot]:
        """Return the service that was logged."""
        place = f"/registrations/{registration_id}/service-records"
        return await self._done(list[ServiceSnapshot], "GET", place)

    async def log_service(self, registration_id: UUID, said: Mapping[str, Any]) -> None:
        """Log one's own service on a day."""
        await self._ask("POST", f"/registrations/{registration_id}/service-records", json=said)

    async def assessments(self, registration_id: UUID) -> list[AssessmentSnapshot]:
        """Return the assessments, the newest first."""
        place = f"/registrations/{registration_id}/assessments"
        return await self._done(list[AssessmentSnapshot], "GET", place)

    async def teams(self, cursor: str) -> TeamPageSnapshot:
        """Return the teams one is in."""
        wanted = {"cursor": cursor} if cursor else {}
        return await self._done(TeamPageSnapshot, "GET", "/teams", params=wanted)

    async def team(self, team_id: UUID) -> TeamSnapshot:
        """Return a team one is in."""
        return await self._done(TeamSnapshot, "GET", f"/teams/{team_id}")

    async def propose_team(self, said: Mapping[str, Any]) -> TeamSnapshot:
        """Propose a team as its lead."""
        return await self._done(TeamSnapshot, "POST", "/teams", json=said)

    async def move_team(self, team_id: UUID, step: Mapping[str, Any], etag: str) -> None:
        """Take a step with a team."""
        seen = {"If-Match": etag}
        await self._ask("PUT", f"/teams/{team_id}/status", json=step, headers=seen)

    async def ask_member(self, team_id: UUID, said: Mapping[str, Any], etag: str) -> None:
        """Ask somebody to join."""
        seen = {"If-Match": etag}
        await self._ask("POST", f"/teams/{team_id}/members", json=said, headers=seen)

    async def remove_member(self, team_id: UUID, expert_id: UUID, etag: str) -> None:
        """Do without somebody."""
        seen = {"If-Match": etag}
        await self._ask("DELETE", f"/teams/{team_id}/members/{expert_id}", headers=seen)

    async def answer_team(self, team_id: UUID, said: Mapping[str, Any]) -> None:
        """Agree to be in a team, decline, or leave it."""
        await self._ask("PUT", f"/teams/{team_id}/consent", json=said)

    async def team_reasons(self) -> list[SpokenReasonSnapshot]:
        """Return why people decline and teams end."""
        return await self._done(list[SpokenReasonSnapshot], "GET", "/teams/reason-codes")

    async def team_history(self, team_id: UUID) -> list[CareerStepSnapshot]:
        """Return what happened to a team."""
        return await self._done(list[CareerStepSnapshot], "GET", f"/teams/{team_id}/history")
