"""Who may do what with registrations of experts; nobody decides about themselves."""

from services.catalog.policy.callers import is_operator
from services.catalog.registrations.domain import Party, Standing
from services.catalog.registrations.errors import (
    ConfirmerOnlyError,
    NotTheApplicantError,
    RegistrationNotFoundError,
    SenderOnlyError,
)
from services.catalog.registrations.models import Dispatch, Registration
from shared.auth import Caller, Role


def answers_for(standing: Standing | None, organization: str) -> bool:
    """Say whether the caller is an owner of a verified organization, acting for it."""
    return (
        standing is not None
        and standing.organization == organization
        and standing.owns
        and standing.verified
    )


def require_sender(standing: Standing | None, organization: str) -> None:
    """Let owners of the sending unit pass.

    Raises:
        SenderOnlyError: The caller is none.
    """
    if not answers_for(standing, organization):
        raise SenderOnlyError


def parties(
    caller: Caller, registration: Registration, standing: Standing | None
) -> frozenset[Party]:
    """Return what the caller is to a registration; nobody decides about themselves."""
    if caller.subject == registration.subject:
        return frozenset({Party.APPLICANT})
    found = {
        Party.SENDER: answers_for(standing, registration.sender),
        Party.OPERATOR: is_operator(caller),
    }
    return frozenset(party for party, applies in found.items() if applies)


def sees(caller: Caller, registration: Registration) -> bool:
    """Say whether, to the caller, the registration exists."""
    of_the_unit = caller.organization is not None and caller.organization == registration.sender
    return caller.subject == registration.subject or of_the_unit or is_operator(caller)


def require_sight(caller: Caller, registration: Registration) -> None:
    """Let those pass to whom the registration exists.

    Raises:
        RegistrationNotFoundError: To the caller there is none.
    """
    if not sees(caller, registration):
        raise RegistrationNotFoundError(registration.id)


def require_applicant(caller: Caller, registration: Registration) -> None:
    """Let the person pass whose registration it is.

    Raises:
        NotTheApplicantError: It is somebody else.
    """
    if caller.subject != registration.subject:
        raise NotTheApplicantError


def is_firm(caller: Caller) -> bool:
    """Say whether the caller may be of a firm that experts are dispatched to."""
    return caller.has(Role.FIRM)


def served_by(caller: Caller, dispatch: Dispatch) -> bool:
    """Say whether the caller acts for the firm that an expert is dispatched to."""
    acts = is_firm(caller) and caller.organization is not None
    return acts and dispatch.firm == caller.organization


def confirms(caller: Caller, dispatch: Dispatch | None, registration: Registration) -> bool:
    """Say whether it is the firm that was served, or an operator; nobody confirms their own."""
    served = dispatch is not None and served_by(caller, dispatch)
    own = caller.subject == registration.subject
    return not own and (served or is_operator(caller))


def require_confirmer(
    caller: Caller, dispatch: Dispatch | None, registration: Registration
) -> None:
    """Let those pass who may confirm hours.

    Raises:
        ConfirmerOnlyError: The caller may not.
    """
    if not confirms(caller, dispatch, registration):
        raise ConfirmerOnlyError
