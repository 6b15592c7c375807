"""The pages call states and steps as the services do, and leave none without a name."""

from collections.abc import Mapping
from typing import Any

from services.catalog.listings.domain import ListingAction
from services.catalog.listings.lifecycle import LIFECYCLE as LISTING
from services.catalog.registrations.domain import RegistrationAction
from services.catalog.registrations.lifecycle import LIFECYCLE as REGISTRATION
from services.catalog.teams.domain import Consent, TeamAction
from services.catalog.teams.lifecycle import LIFECYCLE as TEAM
from services.matching.proposals.domain import LIFE as TERM
from services.matching.proposals.domain import ProposalAction
from services.matching.text.vocabulary import Kind
from services.portal.organizations.domain import OrganizationAction
from services.portal.pages.wording import desk_terms, lives
from shared.language import Text


def test_terms_are_told_of_as_matching_does() -> None:
    assert said(TERM.labels) == said(desk_terms.TERM_STATUSES)
    assert set(desk_terms.TERM_ACTIONS) == {one.value for one in ProposalAction}
    assert set(desk_terms.TERM_KINDS) == {one.value for one in Kind}


def said(labels: Mapping[Any, Text]) -> dict[str, str]:
    return {str(status): label.zh for status, label in labels.items()}


def test_states_are_called_as_the_services_call_them() -> None:
    assert said(REGISTRATION.labels) == said(lives.REGISTRATION_STATUSES)
    assert said(TEAM.labels) == said(lives.TEAM_STATUSES)
    assert said(LISTING.labels) == said(lives.LISTING_STATUSES)


def test_every_step_has_a_name() -> None:
    assert set(lives.REGISTRATION_ACTIONS) == {one.value for one in RegistrationAction}
    assert set(lives.TEAM_ACTIONS) == {one.value for one in TeamAction}
    assert set(lives.LISTING_ACTIONS) == {one.value for one in ListingAction}
    assert set(lives.ORGANIZATION_ACTIONS) == {one.value for one in OrganizationAction}
    assert set(lives.CONSENTS) == {one.value for one in Consent}
