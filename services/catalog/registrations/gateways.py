"""Asks the portal what somebody is to an organization, and tells it who is an expert."""

from typing import Final, Literal
from urllib.parse import quote

import httpx
from pydantic import BaseModel

from services.catalog.registrations.domain import Standing
from shared.auth import Caller
from shared.errors import InvalidError, NotFoundError

OWNER: Final = "owner"
VERIFIED: Final = "verified"
PATIENCE: Final = httpx.Timeout(5.0)


class StandingAnswer(BaseModel):
    """What the portal says; what we do not read is left out."""

    name: str
    status: str
    role: Literal["owner", "member"]


class Portal:
    """The portal, over HTTP."""

    def __init__(self, peers: httpx.AsyncClient) -> None:
        self._peers = peers

    async def standing(self, caller: Caller) -> Standing | None:
        """Return what the caller is to the organization they act for; None if nothing.

        Raises:
            PeerUnavailableError: The portal does not answer.
        """
        if caller.organization is None:
            return None
        organization, subject = quote(caller.organization, safe=""), quote(caller.subject, safe="")
        place = f"http://portal/api/organizations/{organization}/members/{subject}"
        try:
            answer = await self._peers.get(place, timeout=PATIENCE)
        except (NotFoundError, InvalidError):
            return None
        said = StandingAnswer.model_validate_json(answer.content)
        return Standing(caller.organization, said.name, said.role == OWNER, said.status == VERIFIED)

    async def say_expert(self, subject: str, *, wanted: bool) -> None:
        """Let somebody be an expert at the portal, or no longer; twice is once.

        Raises:
            PlatformError: The portal does not answer, or says why not.
        """
        place = f"http://portal/api/people/{quote(subject, safe='')}/roles/expert"
        await self._peers.request("PUT" if wanted else "DELETE", place, timeout=PATIENCE)
