"""What each of our tables holds of people.

An expert's file and registration are the person's own, and are emptied when they leave. What
they served and who confirmed it stays for the accounts of others, under a number that names
nobody once the portal has forgotten whose it was.
"""

from types import MappingProxyType
from typing import Final

from services.catalog.achievements.models import Achievement
from services.catalog.cases.models import HelperReview, SolvedCase
from services.catalog.entries.models import EntryTag, ErasureMark, ForgottenContact, StatusChange
from services.catalog.experts.models import Expert
from services.catalog.facilities.models import Facility
from services.catalog.listings.models import ListingStep
from services.catalog.offerings.models import Offering
from services.catalog.providers.models import Provider
from services.catalog.registrations.models import (
    AssessmentRecord,
    Dispatch,
    Registration,
    RegistrationCounter,
    RegistrationStep,
    RoleWish,
    ServiceRecord,
)
from services.catalog.tables import (
    AuditEntry,
    AuditHead,
    FeedCursor,
    FeedEntry,
    FeedHead,
    FeedQuarantine,
    IdempotencyKey,
    Lease,
    MessageEntry,
    MessageHead,
)
from services.catalog.teams.models import Team, TeamMember, TeamStep
from shared.people.holdings import LEFT, NOBODYS, Holding, Holdings, Through

_ENTRY: Final = Holding(
    own=("owner_subject",),
    address="contact_email",
    shown=("id",),
    hidden=frozenset({"sort_name", "held_by_operator"}),
    forgets=MappingProxyType({"contact_name": None, "contact_phone": None, "contact_email": None}),
)
_OF_THEIRS: Final = Through("registration_id", Registration, "subject")


def _step(of: str) -> Holding:
    """Return what a history's table holds: who took which step, and what they said with it."""
    return Holding(acted=("actor",), shown=("id", of, "action", "at", "note"))


HOLDINGS: Final[Holdings] = {
    **dict.fromkeys((Provider, Offering, Expert, Facility, Achievement), _ENTRY),
    StatusChange: _step("entry_id"),
    ListingStep: _step("provider_id"),
    Registration: Holding(
        own=("subject",),
        acted=("nominated_by",),
        shown=("id", "sender_name"),
        hidden=frozenset({"nominated_by"}),
        forgets={"profile": {"name": LEFT}, "statement": None},
    ),
    RegistrationStep: Holding(
        acted=("actor",),
        shown=("id", "registration_id", "action", "at", "note"),
        hidden=frozenset({"actor"}),
        through=_OF_THEIRS,
    ),
    Dispatch: Holding(
        acted=("recorded_by",),
        shown=("id", "agreement_number"),
        hidden=frozenset({"recorded_by"}),
        through=_OF_THEIRS,
    ),
    ServiceRecord: Holding(
        acted=("confirmed_by",),
        shown=("id", "served_on", "confirmed_at", "rating"),
        hidden=frozenset({"confirmed_by"}),
        through=_OF_THEIRS,
    ),
    AssessmentRecord: Holding(through=_OF_THEIRS),
    RoleWish: Holding(own=("subject",), deleted=True),
    Team: Holding(acted=("lead",), shown=("id", "name", "task", "ends_on")),
    TeamMember: Holding(own=("subject",), forgets={"name": LEFT}),
    TeamStep: _step("team_id"),
    IdempotencyKey: Holding(own=("caller",), shown=("key", "created_at"), deleted=True),
    AuditEntry: Holding(acted=("actor",), shown=("at", "action", "subject", "outcome")),
    # What the feed told of somebody's file is taken out of it apart (`leaving`).
    **dict.fromkeys((FeedEntry, MessageEntry), NOBODYS),
    **dict.fromkeys((FeedHead, FeedCursor, FeedQuarantine, MessageHead, AuditHead), NOBODYS),
    **dict.fromkeys((EntryTag, SolvedCase, HelperReview, RegistrationCounter, Lease), NOBODYS),
    # Which entries, not who was to be reached there.
    ForgottenContact: NOBODYS,
    # Digests that say nothing of anybody without a key that lies elsewhere.
    ErasureMark: NOBODYS,
}
