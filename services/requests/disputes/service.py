"""What can be said in disputes, inside one transaction; steps of the engagement decide them."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.disputes.models import Statement
from services.requests.disputes.repository import StatementRepository
from services.requests.disputes.schemas import StatementDraft, StatementRead
from services.requests.engagements import telling
from services.requests.engagements.access import Access
from services.requests.engagements.domain import Party, Side
from services.requests.engagements.openings import DISPUTED
from services.requests.engagements.recording import record
from services.requests.messages import MessageCode
from shared.auth import Caller


class DisputeService:
    """The use cases of disputes."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._statements = StatementRepository(session)
        self._access = Access(session)

    async def of(self, caller: Caller, engagement_id: UUID) -> list[StatementRead]:
        """Return what was said in an engagement's disputes, the first first.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of the team only.
        """
        held = await self._access.read(caller, engagement_id)
        held.require_insight()
        found = await self._statements.of(engagement_id)
        return [StatementRead.model_validate(one) for one in found]

    async def state(
        self, caller: Caller, engagement_id: UUID, draft: StatementDraft
    ) -> StatementRead:
        """Say something in a dispute; both sides and operators may, as often as they need to.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of the team only.
            WrongStageError: There is no dispute.
            UnknownFileError: A file is none of the engagement's.
        """
        held = await self._access.locked(caller, engagement_id)
        held.require_insight()
        held.require(DISPUTED)
        files = await self._access.files(held, draft.files)
        statement = Statement(
            engagement_id=engagement_id,
            party=held.voice,
            subject=caller.subject,
            words=draft.words,
            files=files,
        )
        await self._statements.add(statement)
        named = {"statement": str(statement.id), "as": held.voice.value}
        record(self._session, caller, held.engagement, "dispute.state", **named)
        facts = {"due_at": held.engagement.due_at}
        for side in Side:
            if Party(side) is not held.voice:
                telling.tell(
                    self._session, held.engagement, side, MessageCode.DISPUTE_STATEMENT, facts
                )
        return StatementRead.model_validate(statement)
