"""Turns a stored response into what somebody may read of it: the only way out."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from services.requests.responses.case import Case
from services.requests.responses.domain import LIFE, UNSENT, WAITS_FOR, Part
from services.requests.responses.models import Response, ResponseMember
from services.requests.responses.reads import (
    AuthorContact,
    NamedEntry,
    OfferRead,
    ResponseOfAuthor,
    ResponseOfDesk,
    ResponseOfFirm,
    ResponseOfMember,
    ResponseShape,
    TeamMember,
)
from shared.clock import utc_now

_SHAPES: Final[Mapping[Part, type[ResponseShape]]] = MappingProxyType(
    {
        Part.AUTHOR: ResponseOfAuthor,
        Part.OPERATOR: ResponseOfDesk,
        Part.FIRM: ResponseOfFirm,
        Part.MEMBER: ResponseOfMember,
    }
)
"""In this order: whoever has more than one part sees it as the first of them."""

_SAID: Final = ("approach", "experience", "available_from")
_PLAIN: Final = (
    "id",
    "demand_id",
    "version",
    "status",
    "created_at",
    "updated_at",
    "due_at",
    "paused",
    "invitation",
    "engagement_id",
)
_OF_DESK: Final = ("author_subject", "author_organization", "invited_by", "handler")


def response_as(parts: frozenset[Part], case: Case) -> ResponseShape:
    """Return what somebody with these parts, of which there is one at least, may read."""
    part = next(part for part in _SHAPES if part in parts)
    shape = _SHAPES[part]
    response = case.response
    values = {name: getattr(response, name) for name in _PLAIN}
    values |= _standing(case) | _content(part, case)
    values["actions"] = LIFE.actions_for(response.status, parts)
    values["contact"] = contact_of(response)
    values |= {name: getattr(response, name) for name in _OF_DESK}
    return shape.model_validate(
        {name: values[name] for name in shape.model_fields if name in values}
    )


def _standing(case: Case) -> dict[str, Any]:
    response, step = case.response, case.last_step
    late = response.due_at is not None and response.due_at < utc_now()
    return {
        "overdue": late and not response.paused,
        "waiting_for": None if response.paused else WAITS_FOR.get(response.status),
        "entry": _entry(response),
        "invited": response.invited_by is not None,
        "contact_agreed": case.contact_agreed,
        "reason_code": None if step is None else step.reason_code,
        "reason_note": None if step is None else step.note,
    }


def _content(part: Part, case: Case) -> dict[str, Any]:
    """Return what the response says; before it is sent only its own side reads that."""
    response = case.response
    told = part in {Part.AUTHOR, Part.MEMBER} or is_sent(response)
    said = {name: getattr(response, name) if told else None for name in _SAID}
    members = [_member(member) for member in case.members] if told else []
    priced = case.offer is not None and part is not Part.MEMBER
    offer = OfferRead.model_validate(case.offer) if priced else None
    return {**said, "members": members, "offer": offer}


def is_sent(response: Response) -> bool:
    """Whether those on the other side know what the response says."""
    return response.expressed_at is not None and response.status not in UNSENT


def contact_of(response: Response) -> AuthorContact:
    """Return how to reach the author, as the author wrote it down."""
    return AuthorContact(
        name=response.contact_name, phone=response.contact_phone, email=response.contact_email
    )


def _entry(response: Response) -> NamedEntry | None:
    kind, entry_id = response.entry_kind, response.entry_id
    if kind is None or entry_id is None:
        return None
    return NamedEntry(kind=kind, id=entry_id, title=response.entry_title or "")


def _member(member: ResponseMember) -> TeamMember:
    return TeamMember(
        id=member.id,
        entry=NamedEntry(kind=member.entry_kind, id=member.entry_id, title=member.entry_title),
        role=member.role,
        task=member.task,
        consent=member.consent,
        consent_note=member.consent_note,
        consent_at=member.consent_at,
    )
