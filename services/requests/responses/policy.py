"""Who has which part in a response, who may respond at all, and what has to say why."""

from typing import Final

from services.requests.demands.disclosure import holder_of, owns
from services.requests.demands.domain import Party
from services.requests.demands.policy import person_of
from services.requests.responses.case import Case
from services.requests.responses.domain import Consent, EntryKind, Part, ResponseAction
from services.requests.responses.errors import (
    NotYourResponseError,
    ResponseNotFoundError,
    ResponseReasonError,
)
from services.requests.responses.models import Response, ResponseMember
from services.requests.responses.reasons import NEEDS_NOTE, NEEDS_REASON, REASONS
from services.requests.responses.schemas import ResponseStep
from shared.auth import Caller, Role, require
from shared.reasons import ReasonRule

RESPONDING: Final = (Role.EXPERT, Role.PROVIDER)
"""Who meets needs."""

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


def author_of(caller: Caller, kind: EntryKind | None) -> tuple[str, str | None]:
    """Return on whose behalf the caller responds: their subject, and the organization if it does.

    An expert's word is their own; a provider's is its organization's, whoever of it writes.

    Raises:
        UnauthenticatedError: The caller is unknown.
        RoleMissingError: The caller does not meet needs.
    """
    require(caller, *RESPONDING)
    personal = kind is EntryKind.EXPERT or not caller.has(Role.PROVIDER)
    return caller.subject, None if personal else caller.organization


def parts_of(caller: Caller, case: Case) -> frozenset[Part]:
    """Return every part the caller has in a response that they may know of."""
    if not caller.known or caller.has(Role.SERVICE):
        return frozenset()
    reached = reached_others(case.response)
    has = {
        Part.AUTHOR: wrote(caller, case.response),
        Part.MEMBER: any(is_member(caller, member) for member in case.members),
        Part.FIRM: reached and owns(person_of(caller), case.demand.standing()),
        Part.OPERATOR: reached and caller.has(Role.OPERATOR),
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


def may_see(caller: Caller, case: Case) -> frozenset[Part]:
    """Return the parts the caller has in a response.

    Raises:
        ResponseNotFoundError: None, so the caller may not know that there is one.
    """
    found = parts_of(caller, case)
    if not found:
        raise ResponseNotFoundError(case.response.id)
    return found


def may_write(caller: Caller, case: Case) -> None:
    """Let the author pass.

    Raises:
        ResponseNotFoundError: The caller may not know that there is one.
        NotYourResponseError: The caller has another part in it.
    """
    if Part.AUTHOR not in may_see(caller, case):
        raise NotYourResponseError


def may_go_on(caller: Caller, action: ResponseAction, parts: frozenset[Part]) -> None:
    """Let an author go on whom the platform still stands by.

    Raises:
        RoleMissingError: The caller is the author, but does not meet needs any more.
    """
    if action in _GOING_ON and Part.AUTHOR in parts:
        require(caller, *RESPONDING)


def has_reason(step: ResponseStep) -> None:
    """Let a step pass that says why, if it has to.

    Raises:
        ResponseReasonError: The reason or the note is missing, or the reason is unfit.
    """
    if step.action in NEEDS_NOTE and step.note is None:
        raise ResponseReasonError.unexplained()
    rule = ReasonRule(ResponseReasonError, NEEDS_REASON, REASONS.values())
    rule.require(step.action, step.reason_code, step.note)


def holder(response: Response) -> str:
    """Return as whom the author is given something in a demand."""
    return holder_of(response.author_subject, response.author_organization)
