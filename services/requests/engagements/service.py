"""What can be done with engagements, inside one transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.rules import Rules
from services.requests.engagements.access import Access, Held
from services.requests.engagements.confidentiality import NDA
from services.requests.engagements.contracts import written
from services.requests.engagements.domain import Document, EngagementAction
from services.requests.engagements.errors import DocumentChangedError, SignedAlreadyError
from services.requests.engagements.lives import AS_SYSTEM, EngagementLives, Step
from services.requests.engagements.models import (
    Engagement,
    EngagementSignature,
    EngagementTransition,
)
from services.requests.engagements.projection import Shape, engagement_as, item_as
from services.requests.engagements.reads import EngagementItem
from services.requests.engagements.reasons import require_reason
from services.requests.engagements.repository import EngagementRepository
from services.requests.engagements.schemas import (
    ContractDraft,
    EngagementFilters,
    EngagementStep,
    RegistrationDraft,
    SignatureDraft,
)
from shared.auth import Caller
from shared.feed.publisher import Feed
from shared.pagination import Page
from shared.preconditions import require_match

_A = EngagementAction


class EngagementService:
    """The use cases of engagements."""

    def __init__(self, session: AsyncSession, feed: Feed, *, rules: Rules) -> None:
        self._session = session
        self._engagements = EngagementRepository(session)
        self._access = Access(session)
        self._lives = EngagementLives(session, feed, rules=rules)

    async def read(self, caller: Caller, engagement_id: UUID) -> Shape:
        """Return what the caller may read of an engagement.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
        """
        return await self._shown(await self._access.read(caller, engagement_id))

    async def page(self, caller: Caller, wanted: EngagementFilters) -> Page[EngagementItem]:
        """Return the engagements the caller has a part in; to operators, all.

        Raises:
            UnauthenticatedError: The caller is unknown.
        """
        policy.callers.require_known(caller)
        everybody = policy.callers.is_operator(caller)
        found = await self._engagements.page(
            None if everybody else caller.subject,
            caller.organization,
            wanted.page(),
            statuses=wanted.status,
            demand_id=wanted.demand,
        )
        teams = await self._engagements.teams([one.id for one in found])
        return wanted.page().page(
            found,
            key=lambda engagement: engagement.id,
            read=lambda one: item_as(
                one, policy.engagements.parties(caller, one, teams.get(one.id, ()))
            ),
        )

    async def history(self, caller: Caller, engagement_id: UUID) -> Sequence[EngagementTransition]:
        """Return every step in an engagement's life, the first first.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of neither side.
        """
        held = await self._access.read(caller, engagement_id)
        held.require_insight()
        return await self._engagements.steps(engagement_id)

    async def move(
        self, caller: Caller, engagement_id: UUID, step: EngagementStep, *, if_match: str | None
    ) -> Shape:
        """Take a step in an engagement's life.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            VersionChangedError: Somebody else has changed it.
            EngagementReasonError: The reason is missing or unfit.
            IllegalTransitionError: It cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: Something is missing.
        """
        held = await self._taken_up(caller, engagement_id, if_match)
        require_reason(step.action, step.reason_code, step.note)
        said = Step(step.action, caller, held.parties, step.reason_code, step.note)
        await self._lives.take(held.engagement, said)
        return await self._shown(await self._access.read(caller, engagement_id))

    async def draft_contract(
        self, caller: Caller, engagement_id: UUID, draft: ContractDraft, *, if_match: str | None
    ) -> Shape:
        """Propose what the contract shall say; signatures under earlier drafts are void.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of neither side.
            VersionChangedError: Somebody else has changed it.
            IllegalTransitionError: There is nothing to negotiate.
        """
        held = await self._taken_up(caller, engagement_id, if_match)
        engagement, version = held.engagement, held.engagement.contract_version + 1
        details = {"contract_version": version}
        await self._lives.take(
            engagement, Step(_A.DRAFT_CONTRACT, caller, held.parties, details=details)
        )
        self._session.add(
            written(engagement.id, version, draft.model_dump(), held.side, caller.subject)
        )
        engagement.contract_version = version
        await self._session.flush()
        return await self._shown(held)

    async def sign(
        self, caller: Caller, engagement_id: UUID, said: SignatureDraft, *, if_match: str | None
    ) -> Shape:
        """Sign a text for the caller's side; what both have signed holds.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            NotYourPartError: The caller is of neither side.
            VersionChangedError: Somebody else has changed it.
            IllegalTransitionError: It is not the time to sign this.
            DocumentChangedError: It is not what lies there to be signed.
            SignedAlreadyError: The side has signed it.
        """
        held = await self._taken_up(caller, engagement_id, if_match)
        nda = said.document is Document.NDA
        action = _A.SIGN_NDA if nda else _A.SIGN_CONTRACT
        details = {"digest": said.digest}
        engagement = held.engagement
        await self._lives.take(engagement, Step(action, caller, held.parties, details=details))
        if await self._put_name_under(held, caller, said):
            concluded = _A.CONCLUDE_NDA if nda else _A.CONCLUDE_CONTRACT
            if not nda:
                await self._agree_on_dates(engagement)
            await self._lives.take(engagement, Step(concluded, caller.subject, AS_SYSTEM))
        return await self._shown(held)

    async def register(
        self, caller: Caller, engagement_id: UUID, said: RegistrationDraft, *, if_match: str | None
    ) -> Shape:
        """Note under which number the contract is registered.

        Raises:
            EngagementNotFoundError: There is none that the caller may know of.
            VersionChangedError: Somebody else has changed it.
            IllegalTransitionError: There is no contract to register.
            TransitionForbiddenError: It is for others to do.
        """
        held = await self._taken_up(caller, engagement_id, if_match)
        details = {"number": said.number, "registered_on": said.registered_on.isoformat()}
        await self._lives.take(
            held.engagement, Step(_A.REGISTER, caller, held.parties, details=details)
        )
        held.engagement.registration_number = said.number
        held.engagement.registered_on = said.registered_on
        return await self._shown(held)

    async def _taken_up(self, caller: Caller, engagement_id: UUID, if_match: str | None) -> Held:
        held = await self._access.locked(caller, engagement_id)
        require_match(if_match, held.engagement.version)
        return held

    async def _put_name_under(self, held: Held, caller: Caller, said: SignatureDraft) -> bool:
        """Store a signature; return whether both sides have signed now."""
        engagement = held.engagement
        version, digest = await self._lying_there(engagement, said.document)
        if said.digest != digest:
            raise DocumentChangedError(digest)
        present = await self._engagements.signed(engagement.id, said.document, digest)
        if any(one.side is held.side for one in present):
            raise SignedAlreadyError
        self._session.add(
            EngagementSignature(
                engagement_id=engagement.id,
                document=said.document,
                version=version,
                digest=digest,
                side=held.side,
                subject=caller.subject,
                organization=caller.organization,
            )
        )
        await self._session.flush()
        return bool(present)

    async def _lying_there(self, engagement: Engagement, document: Document) -> tuple[int, str]:
        contract = await self._engagements.contract(engagement)
        if document is Document.CONTRACT and contract is not None:
            return contract.version, contract.digest
        return NDA.version, NDA.digest

    async def _agree_on_dates(self, engagement: Engagement) -> None:
        if contract := await self._engagements.contract(engagement):
            engagement.start_on, engagement.finish_on = contract.start_on, contract.finish_on

    async def _shown(self, held: Held) -> Shape:
        engagement = held.engagement
        contract = await self._engagements.contract(engagement)
        signatures = await self._engagements.signatures(engagement.id)
        return engagement_as(held, contract, signatures)
