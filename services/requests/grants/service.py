"""What can be done about grants, inside one transaction."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests import policy
from services.requests.demands.disclosure import holder_of
from services.requests.demands.domain import OPEN
from services.requests.demands.models import Demand
from services.requests.demands.repository import DemandRepository
from services.requests.grants.domain import LIFE, GrantAction
from services.requests.grants.errors import (
    AgreementOutdatedError,
    NotOpenToAskError,
    OpenToYouError,
)
from services.requests.grants.lives import GrantLives, Step
from services.requests.grants.models import Acceptance, AccessGrant, AccessGrantStep
from services.requests.grants.reasons import require_reason
from services.requests.grants.repository import GrantRepository
from services.requests.grants.rules import GrantRules
from services.requests.grants.schemas import (
    AcceptanceRead,
    AcceptedText,
    GrantFilters,
    GrantRead,
    GrantRequest,
    GrantStep,
)
from shared.auth import Caller
from shared.clock import utc_now
from shared.pagination import Page
from shared.preconditions import require_match


class GrantService:
    """The use cases of grants."""

    def __init__(self, session: AsyncSession, *, rules: GrantRules) -> None:
        self._demands = DemandRepository(session)
        self._grants = GrantRepository(session)
        self._lives = GrantLives(session, rules)
        self._rules = rules

    async def request(self, caller: Caller, demand_id: UUID, asked: GrantRequest) -> GrantRead:
        """Ask to read the details of a need; after an end, ask again.

        Raises:
            DemandNotFoundError: There is none that the caller may know of.
            RoleMissingError: The caller is not verified, or never answers needs.
            OpenToYouError: It is the caller's own.
            NotOpenToAskError: It does not look for help.
            IllegalTransitionError: The caller's organization has asked already.
            GuardedTransitionError: It is too early to ask again.
        """
        demand = await self._demands.get(demand_id, for_update=True)
        self._may_ask(caller, demand)
        holder = holder_of(caller.subject, caller.organization)
        grant = await self._grants.of_holder(demand_id, holder)
        if grant is None:
            grant = AccessGrant(
                demand_id=demand_id,
                holder=holder,
                status=LIFE.initial,
                subject=caller.subject,
                organization=caller.organization,
                **asked.model_dump(),
            )
            self._lives.begin(grant, demand, caller)
        else:
            parties = policy.grants.require_part(caller, grant, demand)
            self._lives.take(grant, demand, Step(GrantAction.REQUEST, caller, parties))
            _ask_anew(grant, caller, asked)
        return await self._read(caller, grant, demand)

    def _may_ask(self, caller: Caller, demand: Demand) -> None:
        policy.demands.require_sight(caller, demand)
        policy.grants.require_asker(caller)
        if policy.demands.owns(caller, demand):
            raise OpenToYouError
        if demand.status not in OPEN:
            raise NotOpenToAskError

    async def move(
        self, caller: Caller, grant_id: UUID, step: GrantStep, *, if_match: str | None
    ) -> GrantRead:
        """Take a step in a grant's life.

        Raises:
            GrantNotFoundError: There is none that the caller may know of.
            VersionChangedError: Somebody else has changed it.
            GrantReasonError: The reason is missing or unfit.
            IllegalTransitionError: The grant cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            RoleMissingError: The caller is not verified, and so accepts nothing.
            AgreementOutdatedError: What the caller accepts is not the present text.
        """
        grant = await self._grants.get(grant_id, for_update=True)
        demand = await self._demands.get(grant.demand_id)
        parties = policy.grants.require_part(caller, grant, demand)
        require_match(if_match, grant.version)
        require_reason(step.action, step.reason_code, step.note)
        if step.action is GrantAction.APPROVE:
            grant.valid_days = step.valid_days or self._rules.valid_days
        taken = Step(step.action, caller, parties, step.reason_code, step.note)
        self._lives.take(grant, demand, taken)
        if step.agreement is not None:
            await self._accept(caller, grant, step.agreement)
        return await self._read(caller, grant, demand)

    async def _accept(self, caller: Caller, grant: AccessGrant, text: AcceptedText) -> None:
        """Store who accepted which text; each person does so once."""
        policy.grants.require_asker(caller)
        current = await self._grants.agreement()
        if (text.number, text.sha256) != (current.number, current.sha256):
            raise AgreementOutdatedError(current.number)
        accepted = await self._grants.acceptances(grant)
        if all(one.subject != caller.subject for one in accepted):
            await self._grants.add(
                Acceptance(
                    grant_id=grant.id,
                    round=grant.round,
                    subject=caller.subject,
                    organization=caller.organization,
                    agreement=current.number,
                    sha256=current.sha256,
                )
            )

    async def read(self, caller: Caller, grant_id: UUID) -> GrantRead:
        """Return a grant.

        Raises:
            GrantNotFoundError: There is none that the caller may know of.
        """
        grant = await self._grants.get(grant_id)
        return await self._read(caller, grant, await self._demands.get(grant.demand_id))

    async def history(self, caller: Caller, grant_id: UUID) -> Sequence[AccessGrantStep]:
        """Return every step in a grant's life, the first first.

        Raises:
            GrantNotFoundError: There is none that the caller may know of.
        """
        grant = await self._grants.get(grant_id)
        policy.grants.require_part(caller, grant, await self._demands.get(grant.demand_id))
        return await self._grants.steps(grant_id)

    async def page(self, caller: Caller, wanted: GrantFilters) -> Page[GrantRead]:
        """Return the grants that the caller holds, or has been asked for; all, to operators.

        Raises:
            UnauthenticatedError: The caller is unknown.
        """
        policy.callers.require_known(caller)
        found = await self._grants.page(policy.demands.person_of(caller), wanted)
        reads = {grant.id: await self._read(caller, grant, demand) for grant, demand in found}
        return wanted.page().page(
            [grant for grant, _ in found],
            key=lambda grant: grant.id,
            read=lambda grant: reads[grant.id],
        )

    async def _read(self, caller: Caller, grant: AccessGrant, demand: Demand) -> GrantRead:
        parties = policy.grants.require_part(caller, grant, demand)
        accepted = await self._grants.acceptances(grant)
        said = {
            name: getattr(grant, name)
            for name in GrantRead.model_fields
            if name not in {"acceptances", "actions"}
        }
        return GrantRead(
            acceptances=[AcceptanceRead.model_validate(one) for one in accepted],
            actions=LIFE.actions_for(grant.status, parties),
            **said,
        )


def _ask_anew(grant: AccessGrant, caller: Caller, asked: GrantRequest) -> None:
    grant.round += 1
    grant.subject, grant.organization = caller.subject, caller.organization
    grant.applicant_name, grant.purpose = asked.applicant_name, asked.purpose
    grant.requested_at = utc_now()
    grant.decided_at = grant.decided_by = grant.valid_days = None
