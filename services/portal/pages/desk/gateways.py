"""What the desk asks of the services, as the operator who looks at it."""

import asyncio
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from services.portal.pages.desk.snapshots import (
    CaseFile,
    CasePage,
    CaseSnapshot,
    PursuitPage,
    QueuePage,
    ResponseItem,
    ResponsePage,
    RungSnapshot,
)
from services.portal.pages.gateways import RequestsGateway
from services.portal.pages.snapshots import CheckSnapshot, ReasonSnapshot
from shared.errors import PlatformError

SHOWN = 30

Query = Mapping[str, Any]


class DeskRequests(RequestsGateway):
    """Asks the requests service for what operators see."""

    async def queue(self, wanted: Query) -> QueuePage:
        """Return what waits, what is due first first."""
        said = {"limit": SHOWN, **wanted}
        return await self._done(QueuePage, "GET", "/moderation/queue", params=said)

    async def case(self, need_id: UUID) -> CaseSnapshot:
        """Return a need with all that operators may see of it."""
        return await self._done(CaseSnapshot, "GET", f"/demands/{need_id}")

    async def numbered(self, case_number: str) -> CaseSnapshot | None:
        """Return the need with a number, if there is one."""
        said = {"case_number": case_number}
        found = await self._done(CasePage, "GET", "/demands", params=said)
        return next(iter(found.items), None)

    async def file(self, need_id: UUID) -> CaseFile:
        """Return a need with what happened to it, what it lacks and who answered."""
        need, steps, check, responses, joiners = await asyncio.gather(
            self.case(need_id),
            self.history(need_id),
            self._checked(need_id),
            self.responses({"demand_id": str(need_id)}),
            self.joiners(need_id),
        )
        if need.desk is not None and need.desk.claimed_by is None:
            # The table of steps knows states, not claims: there is none to give back.
            need.actions = [action for action in need.actions if action != "release"]
        return CaseFile(
            need=need, steps=steps, check=check, responses=responses.items, joiners=joiners
        )

    async def responses(self, wanted: Query) -> ResponsePage:
        """Return answers to needs, the newest first."""
        return await self._done(ResponsePage, "GET", "/responses", params=wanted)

    async def waiting_responses(self) -> list[ResponseItem]:
        """Return the answers that an operator is to look at."""
        wanted = {"status": ["expressed", "taken_over"], "part": "operator", "limit": SHOWN}
        found = await self.responses(wanted)
        return [one for one in found.items if one.waiting_for == "operator"]

    async def pursued(self, wanted: Query) -> PursuitPage:
        """Return needs for which nobody is there, what is done next first."""
        said = {"limit": SHOWN, **wanted}
        return await self._done(PursuitPage, "GET", "/pursuit", params=said)

    async def ladder(self) -> list[RungSnapshot]:
        """Return what is done for a need that finds nobody, in order."""
        return await self._done(list[RungSnapshot], "GET", "/pursuit/rules")

    async def refile(self, need_id: UUID, said: Mapping[str, Any], etag: str) -> None:
        """Put right what an operator may put right while judging a need."""
        await self._ask("PATCH", f"/demands/{need_id}", json=said, headers={"If-Match": etag})

    async def _checked(self, need_id: UUID) -> CheckSnapshot | None:
        try:
            return await self._done(CheckSnapshot, "GET", f"/demands/{need_id}/check")
        except PlatformError:
            # A case is judged all the same; the page says that it could not be looked.
            return None


BY_THE_PLATFORM = frozenset({"imported", "time_elapsed"})
"""Reasons that nobody gives."""


def reasons_of(
    reasons: list[ReasonSnapshot], actions: list[str]
) -> dict[str, list[ReasonSnapshot]]:
    """Return the reasons that people may give for each of the actions."""
    given = [one for one in reasons if one.code not in BY_THE_PLATFORM]
    return {action: [one for one in given if action in one.actions] for action in actions}
