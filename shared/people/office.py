"""Tells the portal what a service keeps of somebody, and forgets it when they have left."""

from functools import partial
from typing import Annotated, Final, Protocol

from fastapi import APIRouter, Path
from sqlalchemy.ext.asyncio import AsyncSession

from shared.audit.trail import Trail
from shared.auth import Caller, CallerDep, Role, require
from shared.database import Database
from shared.errors.problems import ForbiddenError
from shared.language import Text
from shared.people.holdings import Holdings, Whom, shown_to
from shared.people.wire import (
    ErasureRead,
    ObligationRead,
    ObligationsAsked,
    PersonalData,
    PersonAsked,
    PersonLeaves,
)

READER: Final = "portal"

Subject = Annotated[
    str, Path(max_length=190, pattern=r"^[\x21-\x7e]+$", description="As tokens name them.")
]


class PeopleNotForYouError(ForbiddenError):
    """What is kept of somebody is asked by the portal, for that person, and by nobody else."""

    slug = "people-not-for-you"
    detail = Text(
        "个人数据只由门户代本人查询和删除。",
        "Somebody's data is asked for by the portal on their behalf, and by nobody else.",
    )


class Leaving(Protocol):
    """What a service does when somebody leaves."""

    async def obligations(
        self, session: AsyncSession, subject: str, organizations: list[str]
    ) -> list[ObligationRead]:
        """Return what was agreed with others and is not over."""
        ...

    async def leave(self, session: AsyncSession, whom: Whom, asked: PersonLeaves) -> ErasureRead:
        """End what is theirs alone, and forget what identifies them; again changes nothing."""
        ...


def require_portal(caller: Caller) -> None:
    """Let the portal pass.

    Raises:
        UnauthenticatedError: Nobody knows who is calling.
        RoleMissingError: The caller is no service.
        PeopleNotForYouError: The caller is another service.
    """
    require(caller, Role.SERVICE)
    if caller.subject != READER:
        raise PeopleNotForYouError


def _record(trail: Trail, session: AsyncSession, caller: Caller, act: str, subject: str) -> None:
    trail.record(session, actor=caller, action=f"person.{act}", subject=f"person/{subject}")


def people_router(
    database: Database, trail: Trail, holdings: Holdings, leaving: Leaving
) -> APIRouter:
    """Return the routes below `/people/{subject}`; each use of them is logged."""
    router = APIRouter(prefix="/people/{subject}", tags=["people"])
    record = partial(_record, trail)

    @router.post("/export")
    async def export_person(
        subject: Subject, asked: PersonAsked, caller: CallerDep
    ) -> PersonalData:
        """Return everything kept about somebody; for the portal, on their behalf."""
        require_portal(caller)
        async with database.transaction() as session:
            record(session, caller, "export", subject)
            found = await shown_to(session, holdings, Whom(subject, asked.email))
        return PersonalData(tables=found)

    @router.post("/obligations")
    async def list_obligations(
        subject: Subject, asked: ObligationsAsked, caller: CallerDep
    ) -> list[ObligationRead]:
        """Return what somebody has agreed with others that is not over; for the portal."""
        require_portal(caller)
        async with database.snapshot() as session:
            return await leaving.obligations(session, subject, asked.organizations)

    @router.post("/erasure")
    async def erase_person(subject: Subject, asked: PersonLeaves, caller: CallerDep) -> ErasureRead:
        """End what is theirs alone, and forget what identifies them; for the portal.

        What others need for their accounts is kept under their pseudonym.
        """
        require_portal(caller)
        async with database.transaction() as session:
            record(session, caller, "erase", subject)
            return await leaving.leave(session, Whom(subject, asked.email), asked)

    return router
