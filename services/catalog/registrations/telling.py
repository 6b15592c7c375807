"""Tells people what becomes of a registration."""

from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.catalog.messages import MESSAGES, MessageCode
from services.catalog.registrations.domain import RegistrationAction, RegistrationStatus
from services.catalog.registrations.lifecycle import LIFECYCLE
from services.catalog.registrations.models import Registration
from services.catalog.registrations.reasons import REASONS
from services.catalog.registrations.step import Step
from shared.auth import Role
from shared.messages.wire import organization, person, role

FOR_OPERATORS: Final = frozenset({RegistrationStatus.ENDORSED, RegistrationStatus.APPEALED})
"""An operator is told when something comes to stand here, and whenever the clock reminds."""


def tell(session: AsyncSession, registration: Registration, step: Step | None) -> None:
    """Tell whoever has to act next, and whoever something was done to."""
    link = f"/registrations/{registration.id}"
    status = LIFECYCLE.labels[registration.status]
    if step is not None and step.subject != registration.subject and not _is_reminder(step):
        reason = REASONS[step.reason_code].label if step.reason_code else None
        facts = {"status": status, "reason": reason}
        to = person(registration.subject)
        MESSAGES.tell(session, to=to, code=MessageCode.REGISTRATION_MOVED, facts=facts, link=link)
    if registration.status in FOR_OPERATORS or (step is not None and _is_reminder(step)):
        MESSAGES.tell(
            session,
            to=role(Role.OPERATOR),
            code=MessageCode.REGISTRATION_WAITS,
            facts={"status": status},
            link=link,
        )
    if registration.status is RegistrationStatus.APPLIED:
        MESSAGES.tell(
            session,
            to=organization(registration.sender),
            code=MessageCode.ENDORSEMENT_ASKED,
            facts={},
            link=link,
        )
    if registration.status is RegistrationStatus.NOMINATED:
        MESSAGES.tell(
            session,
            to=person(registration.subject),
            code=MessageCode.NOMINATED,
            facts={"sender": registration.sender_name},
            link=link,
        )


def _is_reminder(step: Step) -> bool:
    return step.action is RegistrationAction.ESCALATE
