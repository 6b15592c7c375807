"""The pages call states and steps as the services that own them do."""

from services.portal.pages.wording.responding import (
    ENGAGEMENT_STATUSES,
    RESPONSE_ACTIONS,
    RESPONSE_STATUSES,
)
from services.requests.engagements import domain as engagements
from services.requests.responses import domain as responses


def test_states_are_called_as_the_requests_service_calls_them() -> None:
    ours = {**RESPONSE_STATUSES}, {**ENGAGEMENT_STATUSES}

    assert ours[0] == {status.value: label for status, label in responses.STATUS_LABELS.items()}
    assert ours[1] == {status.value: label for status, label in engagements.STATUS_LABELS.items()}


def test_every_step_of_a_response_has_a_name() -> None:
    assert set(RESPONSE_ACTIONS) == {action.value for action in responses.ResponseAction}
