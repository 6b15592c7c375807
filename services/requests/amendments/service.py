"""What can be done about changes that both sides must agree on, inside one transaction."""

from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.amendments.domain import (
    LIFE,
    STATUS_LABELS,
    AmendmentAction,
    AmendmentKind,
    AmendmentStatus,
    Role,
)
from services.requests.amendments.errors import (
    AmendmentPendingError,
    FinishBeforeStartError,
    NothingToAmendError,
)
from services.requests.amendments.models import Amendment
from services.requests.amendments.repository import AmendmentRepository
from services.requests.amendments.schemas import AmendmentDraft, AmendmentRead, AmendmentStep
from services.requests.demands.rules import Rules
from services.requests.engagements import telling
from services.requests.engagements.access import Access, Held
from services.requests.engagements.contracts import terms_of, written
from services.requests.engagements.domain import (
    Document,
    EngagementAction,
    EngagementStatus,
    Side,
)
from services.requests.engagements.lives import AS_SYSTEM, EngagementLives, Step
from services.requests.engagements.models import (
    Engagement,
    EngagementSignature,
)
from services.requests.engagements.openings import UNDER_CONTRACT
from services.requests.engagements.reasons import EngagementReason
from services.requests.engagements.recording import record
from services.requests.engagements.repository import EngagementRepository
from services.requests.messages import MessageCode
from shared.auth import Caller
from shared.clock import city_today, utc_now
from shared.feed.publisher import Feed
from shared.messages.wire import Fact
from shared.preconditions import require_match

SYSTEM: Final = "system"


class AmendmentService:
    """The use cases of proposed changes."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._amendments = AmendmentRepository(session)
        self._engagements = EngagementRepository(session)
        self._access = Access(session)
        self._lives = EngagementLives(session, feed, rules=rules)
        self._rules = rules

    async def of(self, caller: Caller, engagement_id: UUID) -> list[AmendmentRead]:
        """Return what was proposed in an engagement, the first first.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of the team only.
        """
        held = await self._access.read(caller, engagement_id)
        held.require_insight()
        return [_shown(one, held) for one in await self._amendments.of(engagement_id)]

    async def propose(
        self, caller: Caller, engagement_id: UUID, draft: AmendmentDraft
    ) -> AmendmentRead:
        """Propose to change what was agreed, or to end it; the other side answers.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of neither side.
            NothingToAmendError: Nothing is signed, or all is done.
            AmendmentPendingError: The last proposal is not answered.
            FinishBeforeStartError: The work would end before it begins.
        """
        held = await self._access.locked(caller, engagement_id)
        side, engagement = held.side, held.engagement
        if engagement.status not in UNDER_CONTRACT:
            raise NothingToAmendError
        if pending := await self._amendments.pending(engagement_id):
            raise AmendmentPendingError(pending.id)
        if draft.finish_on and engagement.start_on and draft.finish_on < engagement.start_on:
            raise FinishBeforeStartError
        now, working = utc_now(), self._rules.clock.working
        amendment = Amendment(
            engagement_id=engagement_id,
            proposed_by=side,
            subject=caller.subject,
            due_at=working.days_after(now, self._rules.engagements.amendment_days),
            **draft.model_dump(),
        )
        await self._amendments.add(amendment)
        self._record(caller, held, amendment, "propose")
        self._tell(engagement, amendment, side.other)
        return _shown(amendment, held)

    async def answer(
        self,
        caller: Caller,
        amendment_id: tuple[UUID, UUID],
        step: AmendmentStep,
        *,
        if_match: str | None,
    ) -> AmendmentRead:
        """Agree, refuse or take back, named by the engagement's id and the change's.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of neither side.
            AmendmentNotFoundError: It has no such change.
            VersionChangedError: Somebody else has answered it.
            IllegalTransitionError: It is answered.
            TransitionForbiddenError: It is for the other side to do.
        """
        held = await self._access.locked(caller, amendment_id[0])
        side = held.side
        amendment = await self._amendments.locked(*amendment_id)
        require_match(if_match, amendment.version)
        status = LIFE.next(amendment.status, step.action, _roles(side, amendment))
        _enter(amendment, status, caller.subject)
        amendment.reason_code, amendment.note = step.reason_code, step.note
        if status is AmendmentStatus.AGREED:
            await self._carry_out(held.engagement, amendment, caller)
        await self._session.flush()
        self._record(caller, held, amendment, step.action)
        self._tell(held.engagement, amendment, side.other)
        return _shown(amendment, held)

    async def lapse_overdue(self, *, limit: int) -> int:
        """Let up to `limit` changes lapse that nobody answered in time; return how many."""
        overdue = await self._amendments.overdue(utc_now(), limit=limit)
        for engagement_id, amendment_id in overdue:
            engagement = await self._engagements.locked(engagement_id)
            amendment = await self._amendments.locked(engagement_id, amendment_id)
            if amendment.status is not AmendmentStatus.PROPOSED:
                continue  # Answered while we waited for the lock.
            status = LIFE.next(amendment.status, AmendmentAction.LAPSE, {Role.SYSTEM})
            _enter(amendment, status, SYSTEM)
            for side in Side:
                self._tell(engagement, amendment, side)
        return len(overdue)

    async def _carry_out(
        self, engagement: Engagement, amendment: Amendment, caller: Caller
    ) -> None:
        if amendment.kind is AmendmentKind.TERMINATION:
            action, reason = EngagementAction.TERMINATE, EngagementReason.BOTH_AGREED
            await self._lives.take(
                engagement, Step(action, caller.subject, AS_SYSTEM, reason, amendment.why)
            )
            return
        await self._amend(engagement, amendment, caller)
        details = {
            "amendment": str(amendment.id),
            "contract_version": engagement.contract_version,
        }
        step = Step(EngagementAction.AMEND, caller.subject, AS_SYSTEM, details=details)
        await self._lives.take(engagement, step)
        late = engagement.finish_on is None or engagement.finish_on < city_today()
        if engagement.status is EngagementStatus.SUSPENDED and amendment.finish_on and not late:
            await self._lives.take(
                engagement, Step(EngagementAction.RESUME, caller.subject, AS_SYSTEM)
            )

    async def _amend(self, engagement: Engagement, amendment: Amendment, caller: Caller) -> None:
        """Write the contract anew with what is different; both agreed, so both signed."""
        present = await self._engagements.contract(engagement)
        if present is None:
            raise NothingToAmendError
        news = {
            name: value
            for name in ("finish_on", "price", "scope")
            if (value := getattr(amendment, name)) is not None
        }
        terms, version = {**terms_of(present), **news}, present.version + 1
        contract = written(engagement.id, version, terms, amendment.proposed_by, amendment.subject)
        self._session.add(contract)
        for side, subject in (
            (amendment.proposed_by, amendment.subject),
            (amendment.proposed_by.other, caller.subject),
        ):
            self._session.add(
                EngagementSignature(
                    engagement_id=engagement.id,
                    document=Document.CONTRACT,
                    version=version,
                    digest=contract.digest,
                    side=side,
                    subject=subject,
                    organization=_organization(engagement, side),
                )
            )
        engagement.contract_version = version
        engagement.finish_on = contract.finish_on

    def _record(self, caller: Caller, held: Held, amendment: Amendment, action: str) -> None:
        named = {"amendment": str(amendment.id), "kind": amendment.kind.value}
        record(self._session, caller, held.engagement, f"amendment.{action}", **named)

    def _tell(self, engagement: Engagement, amendment: Amendment, side: Side) -> None:
        facts: dict[str, Fact] = {
            "status": STATUS_LABELS[amendment.status],
            "due_at": amendment.due_at,
        }
        telling.tell(self._session, engagement, side, MessageCode.AMENDMENT_MOVED, facts)


def _organization(engagement: Engagement, side: Side) -> str | None:
    firm = side is Side.FIRM
    return engagement.firm_organization if firm else engagement.helper_organization


def _roles(side: Side, amendment: Amendment) -> frozenset[Role]:
    return frozenset({Role.PROPOSER if side is amendment.proposed_by else Role.OTHER_SIDE})


def _enter(amendment: Amendment, status: AmendmentStatus, subject: str) -> None:
    amendment.status, amendment.answered_by = status, subject
    amendment.answered_at = utc_now()
    amendment.version += 1


def _shown(amendment: Amendment, held: Held) -> AmendmentRead:
    stored = {
        name: getattr(amendment, name) for name in AmendmentRead.model_fields if name != "actions"
    }
    actions = (
        LIFE.actions_for(amendment.status, _roles(held.side, amendment)) if held.speaks else []
    )
    return AmendmentRead(**stored, actions=actions)
