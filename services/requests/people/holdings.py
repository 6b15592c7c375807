"""What each of our tables holds of people.

Whoever took a step, signed or said something stays in the accounts of others as a number
that names nobody, once the portal has forgotten whose it was. Names, cards and how to reach
somebody go.
"""

from types import MappingProxyType
from typing import Final

from services.requests.amendments.models import Amendment
from services.requests.cases.models import SolvedCase
from services.requests.deliverables.models import Deliverable
from services.requests.demands.models import (
    CaseCounter,
    Demand,
    DemandDiscipline,
    DemandTransition,
    ErasureMark,
    ForgottenContact,
)
from services.requests.disputes.models import Statement
from services.requests.engagements.models import (
    Engagement,
    EngagementContract,
    EngagementMember,
    EngagementSignature,
    EngagementTransition,
)
from services.requests.followups.models import FollowUp
from services.requests.grants.models import (
    Acceptance,
    AccessGrant,
    AccessGrantStep,
    Agreement,
    ContactExchange,
    Participation,
)
from services.requests.joining.models import Joining
from services.requests.milestones.models import Milestone
from services.requests.pursuit.models import Pursuit
from services.requests.responses.models import (
    Response,
    ResponseMember,
    ResponseOffer,
    ResponseTransition,
)
from services.requests.reviews.models import Review
from services.requests.tables import (
    AuditEntry,
    AuditHead,
    FeedEntry,
    FeedHead,
    IdempotencyKey,
    Lease,
    MessageEntry,
    MessageHead,
)
from shared.people.holdings import LEFT, NOBODYS, Holding, Holdings

_CARD: Final = MappingProxyType(
    {"contact_name": None, "contact_phone": None, "contact_email": None}
)


def _step(of: str) -> Holding:
    """Return what a history's table holds: who took which step, and what they said with it."""
    return Holding(acted=("actor",), shown=("id", of, "action", "at", "note"))


HOLDINGS: Final[Holdings] = {
    Demand: Holding(
        own=("owner_subject",),
        acted=("assignee", "broker"),
        address="contact_email",
        shown=("id", "case_number"),
        hidden=frozenset({"assignee", "assigned_until", "broker", "import_digest"}),
        forgets=_CARD,
    ),
    DemandTransition: _step("demand_id"),
    Joining: Holding(own=("subject", "joiner"), forgets={"note": None}),
    Response: Holding(
        own=("author_subject", "author"),
        acted=("invited_by", "handler"),
        address="contact_email",
        shown=("id", "demand_id"),
        hidden=frozenset({"invited_by", "handler"}),
        forgets=_CARD,
    ),
    ResponseOffer: Holding(own=("actor",)),
    ResponseMember: Holding(own=("subject", "member"), forgets={"consent_note": None}),
    ResponseTransition: _step("response_id"),
    AccessGrant: Holding(
        own=("subject", "holder"),
        acted=("decided_by",),
        shown=("id", "demand_id"),
        hidden=frozenset({"decided_by"}),
        forgets={"applicant_name": LEFT},
    ),
    AccessGrantStep: _step("grant_id"),
    Agreement: Holding(acted=("published_by",), shown=("number", "published_at")),
    Acceptance: Holding(own=("subject",)),
    Participation: Holding(own=("holder",)),
    ContactExchange: Holding(
        own=("author_agreed_by", "holder"),
        acted=("firm_agreed_by",),
        address="contact_email",
        shown=("response_id", "demand_id"),
        hidden=frozenset({"firm_agreed_by"}),
        forgets=_CARD,
    ),
    Engagement: Holding(
        own=("firm_subject", "helper_subject"),
        acted=("broker",),
        shown=("id", "case_number"),
        hidden=frozenset({"broker"}),
    ),
    EngagementMember: Holding(own=("subject",)),
    EngagementContract: Holding(own=("subject",)),
    EngagementSignature: Holding(own=("subject",)),
    EngagementTransition: _step("engagement_id"),
    Deliverable: Holding(own=("subject",)),
    Statement: Holding(own=("subject",)),
    Amendment: Holding(own=("subject",), acted=("answered_by",), shown=("id", "answered_at")),
    Milestone: Holding(acted=("changed_by",), shown=("id", "engagement_id", "title", "note")),
    Review: Holding(own=("subject",)),
    FollowUp: Holding(own=("answered_by",)),
    SolvedCase: Holding(acted=("confirmed_by",), shown=("id", "demand_id", "evidence")),
    IdempotencyKey: Holding(own=("caller",), shown=("key", "created_at"), deleted=True),
    AuditEntry: Holding(acted=("actor",), shown=("at", "action", "subject", "outcome")),
    # Public needs name organizations, not people; messages name nobody but by number.
    **dict.fromkeys((FeedEntry, MessageEntry), NOBODYS),
    **dict.fromkeys((FeedHead, MessageHead, AuditHead, Lease), NOBODYS),
    **dict.fromkeys((CaseCounter, DemandDiscipline, Pursuit), NOBODYS),
    # Which needs, not who was to be reached there.
    ForgottenContact: NOBODYS,
    # Digests that say nothing of anybody without a key that lies elsewhere.
    ErasureMark: NOBODYS,
}
