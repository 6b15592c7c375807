"""The pages call states and steps as the services do, and leave none without a name."""

from services.catalog.listings.domain import ListingAction
from services.catalog.listings.lifecycle import LIFECYCLE as LISTING
from services.catalog.registrations.domain import RegistrationAction
from services.catalog.registrations.lifecycle import LIFECYCLE as REGISTRATION
from services.catalog.teams.domain import Consent, TeamAction
from services.catalog.teams.lifecycle import LIFECYCLE as TEAM
from services.portal.organizations.domain import OrganizationAction
from services.portal.pages.wording import lives


def test_states_are_called_as_the_services_call_them() -> None:
    ours = (lives.REGISTRATION_STATUSES, lives.TEAM_STATUSES, lives.LISTING_STATUSES)

    for names, labels in zip(ours, (REGISTRATION.labels, TEAM.labels, LISTING.labels), strict=True):
        assert {str(status): label.zh for status, label in labels.items()} == {
            name: text.zh for name, text in names.items()
        }


def test_every_step_has_a_name() -> None:
    assert set(lives.REGISTRATION_ACTIONS) == {one.value for one in RegistrationAction}
    assert set(lives.TEAM_ACTIONS) == {one.value for one in TeamAction}
    assert set(lives.LISTING_ACTIONS) == {one.value for one in ListingAction}
    assert set(lives.ORGANIZATION_ACTIONS) == {one.value for one in OrganizationAction}
    assert set(lives.CONSENTS) == {one.value for one in Consent}
