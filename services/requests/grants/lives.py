"""Moves grants along their lives inside one transaction: each step recorded and told."""

from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.models import Demand
from services.requests.demands.telling import owner_of
from services.requests.grants.domain import (
    LIFE,
    STATUS_LABELS,
    Asking,
    GrantAction,
    GrantParty,
    GrantStatus,
)
from services.requests.grants.models import AccessGrant, AccessGrantStep
from services.requests.grants.reasons import REASONS, GrantReason
from services.requests.grants.rules import GrantRules
from services.requests.messages import MESSAGES, MessageCode
from services.requests.tables import TRAIL
from shared.auth import Caller
from shared.clock import utc_now
from shared.messages.wire import Fact, Recipient, organization, person


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does about a grant, as what, and why."""

    action: GrantAction
    actor: Caller | str
    parties: frozenset[GrantParty]
    reason_code: GrantReason | None = None
    note: str | None = None


class GrantLives:
    """Takes steps; everything that ends by itself gets its time here."""

    def __init__(self, session: AsyncSession, rules: GrantRules) -> None:
        self._session = session
        self._rules = rules

    def begin(self, grant: AccessGrant, demand: Demand, caller: Caller) -> None:
        """Record a first request, and by when it is to be decided."""
        grant.due_at = self._rules.due(GrantAction.REQUEST, utc_now(), None)
        self._session.add(grant)
        step = Step(GrantAction.REQUEST, caller, frozenset({GrantParty.HOLDER}))
        self._record(grant, demand, step, None)

    def take(self, grant: AccessGrant, demand: Demand, step: Step) -> None:
        """Take a step, record it, and tell those who have to know.

        Raises:
            IllegalTransitionError: The grant cannot go there from where it stands.
            TransitionForbiddenError: The step is for others to take.
            GuardedTransitionError: It is too early to ask again.
        """
        now, before = utc_now(), grant.status
        asking = Asking(grant.again_from, now)
        grant.status = LIFE.next(before, step.action, step.parties, asking)
        grant.version += 1
        grant.reason_code, grant.note = step.reason_code, step.note
        grant.again_from = self._rules.again(step.action, now)
        if before is not GrantStatus.ACTIVE or step.action is not GrantAction.ACCEPT:
            grant.due_at = self._rules.due(step.action, now, grant.valid_days)
        if step.action in {GrantAction.APPROVE, GrantAction.REFUSE}:
            grant.decided_at, grant.decided_by = now, _subject_of(step.actor)
        self._record(grant, demand, step, before)

    def _record(
        self, grant: AccessGrant, demand: Demand, step: Step, before: GrantStatus | None
    ) -> None:
        party = _taken_as(step)
        self._session.add(
            AccessGrantStep(
                grant_id=grant.id,
                version=grant.version,
                action=step.action,
                from_status=before,
                to_status=grant.status,
                party=party,
                actor=_subject_of(step.actor),
                reason_code=step.reason_code,
                note=step.note,
            )
        )
        TRAIL.record(
            self._session,
            actor=step.actor,
            action=f"grant.{step.action}",
            subject=f"grant/{grant.id}",
            details={"demand": str(demand.id), "status": grant.status, "party": party},
        )
        if before is not grant.status:
            self._tell(grant, demand, party)

    def _tell(self, grant: AccessGrant, demand: Demand, party: GrantParty) -> None:
        """Tell those of the two sides who did not do it themselves."""
        owner = owner_of(demand)
        holder = _named(grant.subject, grant.organization)
        told = {GrantParty.HOLDER: [owner], GrantParty.OWNER: [holder]}.get(party, [owner, holder])
        label = STATUS_LABELS[grant.status]
        reason = REASONS[grant.reason_code].label if grant.reason_code else None
        facts: dict[str, Fact] = {
            "case_number": demand.case_number,
            "title": demand.title,
            "status": label,
            "reason": reason,
            "due": grant.due_at,
        }
        for recipient in told:
            MESSAGES.tell(
                self._session,
                to=recipient,
                code=MessageCode.GRANT_MOVED,
                facts=facts,
                link=f"/demands/{demand.id}",
            )


def _subject_of(actor: Caller | str) -> str:
    return actor if isinstance(actor, str) else actor.subject


def _taken_as(step: Step) -> GrantParty:
    """Return the part in which a step is taken, for somebody who has several."""
    takers = {
        party for row in LIFE.transitions if row.action is step.action for party in row.parties
    }
    return next(party for party in GrantParty if party in step.parties & takers)


def _named(subject: str, organization_id: str | None) -> Recipient:
    return person(subject) if organization_id is None else organization(organization_id)
