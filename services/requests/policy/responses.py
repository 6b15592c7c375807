"""Who may do what with answers to needs: their authors, teams, the firm, and operators."""

from typing import Final

from services.requests.demands.disclosure import holder_of
from services.requests.demands.domain import Party
from services.requests.policy.callers import is_nobody, is_operator, require_operator
from services.requests.policy.demands import owns
from services.requests.responses.case import Case
from services.requests.responses.domain import Consent, EntryKind, Part, ResponseAction
from services.requests.responses.errors import (
    NotYourResponseError,
    ResponseNotFoundError,
)
from services.requests.responses.models import Response, ResponseMember
from shared.auth import Caller, Role, require

RESPONDING: Final = (Role.EXPERT, Role.PROVIDER)
"""Who meets needs."""

_PARTIES: Final = frozenset({Part.AUTHOR, Part.FIRM, Part.OPERATOR})

_GOING_ON: Final = frozenset(
    {
        ResponseAction.EXPRESS,
        ResponseAction.SUPPLY_INFO,
        ResponseAction.OFFER,
        ResponseAction.ACCEPT,
        ResponseAction.REVISE,
    }
)
"""What an author does as somebody whom the platform has verified; to step back takes nothing."""


def require_responder(caller: Caller) -> None:
    """Let those pass who meet needs.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller does not meet needs.
    """
    require(caller, *RESPONDING)


def author_of(caller: Caller, kind: EntryKind | None) -> tuple[str, str | None]:
    """Return on whose behalf the caller responds: their subject, and the organization if it does.

    An expert's word is their own; a provider's is its organization's, whoever of it writes.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller does not meet needs.
    """
    require_responder(caller)
    personal = kind is EntryKind.EXPERT or not caller.has(Role.PROVIDER)
    return caller.subject, None if personal else caller.organization


def parties(caller: Caller, case: Case) -> frozenset[Part]:
    """Return every part the caller has in a response that they may know of."""
    if is_nobody(caller):
        return frozenset()
    reached = reached_others(case.response)
    has = {
        Part.AUTHOR: wrote(caller, case.response),
        Part.MEMBER: any(is_member(caller, member) for member in case.members),
        Part.FIRM: reached and owns(caller, case.demand),
        Part.OPERATOR: reached and is_operator(caller),
    }
    return frozenset(part for part, holds in has.items() if holds)


def parts_in_need(parties: frozenset[Party]) -> frozenset[Part]:
    """Return the parts in responses of somebody who has these parts in their need."""
    same = {Party.OWNER: Part.FIRM, Party.OPERATOR: Part.OPERATOR}
    return frozenset(same[party] for party in parties if party in same)


def wrote(caller: Caller, response: Response) -> bool:
    """Whether the response is the caller's own, or their organization's."""
    return _is(caller, response.author_subject, response.author_organization)


def is_member(caller: Caller, member: ResponseMember) -> bool:
    """Whether it is the caller who was asked to take part, and has not refused."""
    asked = _is(caller, member.subject, member.organization)
    return asked and member.consent is not Consent.REFUSED


def _is(caller: Caller, subject: str, organization: str | None) -> bool:
    if organization is None:
        return caller.subject == subject
    return caller.organization == organization


def reached_others(response: Response) -> bool:
    """Whether somebody besides its author knows of the response."""
    return response.expressed_at is not None or response.invited_by is not None


def require_sight(caller: Caller, case: Case) -> frozenset[Part]:
    """Return the parts the caller has in a response.

    Raises:
        ResponseNotFoundError: None, so the caller may not know that there is one.
    """
    found = parties(caller, case)
    if not found:
        raise ResponseNotFoundError(case.response.id)
    return found


def require_author(caller: Caller, case: Case) -> None:
    """Let the author pass.

    Raises:
        ResponseNotFoundError: The caller may not know that there is one.
        NotYourResponseError: The caller has another part in it.
    """
    if Part.AUTHOR not in require_sight(caller, case):
        raise NotYourResponseError


def require_going_on(caller: Caller, action: ResponseAction, parts: frozenset[Part]) -> None:
    """Let an author go on whom the platform still stands by.

    Raises:
        RoleMissingError: The caller is the author, but does not meet needs any more.
    """
    if action in _GOING_ON and Part.AUTHOR in parts:
        require_responder(caller)


def require_party(caller: Caller, case: Case) -> None:
    """Let author, firm and operators pass; who is asked into the team knows only of that.

    Raises:
        ResponseNotFoundError: The caller may not know that there is one.
        NotYourResponseError: The caller is only asked to take part in it.
    """
    if not require_sight(caller, case) & _PARTIES:
        raise NotYourResponseError


def require_broker(caller: Caller, case: Case) -> None:
    """Let operators pass, who lead the talks of those whose names are hidden.

    Raises:
        ResponseNotFoundError: The caller may not know that there is one.
        RoleMissingError: The caller is no operator.
    """
    require_sight(caller, case)
    require_operator(caller)


def answers_for(caller: Caller, subject: str | None, organization: str | None) -> bool:
    """Say whether an entry of the catalogue, of this owner, is the caller's to respond with."""
    ours = organization is not None and caller.organization == organization
    return caller.subject == subject or ours


def holder(response: Response) -> str:
    """Return as whom the author is given something in a demand."""
    return holder_of(response.author_subject, response.author_organization)
