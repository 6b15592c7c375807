"""Finds an engagement for somebody, as far as they have a part in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.engagements.domain import EngagementStatus, Party, Side
from services.requests.engagements.errors import UnknownFileError, WrongStageError
from services.requests.engagements.models import Engagement, EngagementMember
from services.requests.engagements.repository import EngagementRepository
from shared.auth import Caller


@dataclass(frozen=True, slots=True)
class Held:
    """An engagement in somebody's hands: what they are to it."""

    engagement: Engagement
    team: Sequence[EngagementMember]
    parties: frozenset[Party]

    @property
    def side(self) -> Side:
        """For which side they speak.

        Raises:
            NotYourPartError: For neither.
        """
        return policy.engagements.require_side(self.parties)

    @property
    def voice(self) -> Party:
        """As what they speak."""
        return policy.engagements.voice_of(self.parties)

    @property
    def speaks(self) -> bool:
        """Whether they speak for a side."""
        return bool(self.parties & {Party.FIRM, Party.HELPER})

    def require_insight(self) -> None:
        """Let those pass who know of more than what is to be done.

        Raises:
            NotYourPartError: They are of the team only.
        """
        policy.engagements.require_insight(self.parties)

    def require(self, statuses: frozenset[EngagementStatus]) -> None:
        """Let only an engagement pass that stands at one of these.

        Raises:
            WrongStageError: It stands elsewhere.
        """
        if self.engagement.status not in statuses:
            raise WrongStageError(self.engagement.status)


class Access:
    """Engagements for one caller in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._engagements = EngagementRepository(session)

    async def read(self, caller: Caller, engagement_id: UUID) -> Held:
        """Return an engagement that is only read.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
        """
        return await self._held(caller, await self._engagements.get(engagement_id))

    async def locked(self, caller: Caller, engagement_id: UUID) -> Held:
        """Return an engagement that something is to be done with.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
        """
        await self.read(caller, engagement_id)
        return await self._held(caller, await self._engagements.locked(engagement_id))

    async def files(self, held: Held, ids: Sequence[UUID], place: str = "files") -> list[str]:
        """Return the ids of files that somebody refers to, as they are stored.

        Raises:
            UnknownFileError: One is none of the engagement's.
        """
        if set(ids) - await self._engagements.files(held.engagement.id, ids):
            raise UnknownFileError(place)
        return [str(one) for one in dict.fromkeys(ids)]

    async def _held(self, caller: Caller, engagement: Engagement) -> Held:
        team = await self._engagements.members(engagement.id)
        return Held(engagement, team, policy.engagements.require_sight(caller, engagement, team))
