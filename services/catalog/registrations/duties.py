"""What the clock does with a registration whose time has come."""

from typing import Final

from services.catalog.registrations.domain import (
    Grade,
    RegistrationAction,
    RegistrationStatus,
)
from services.catalog.registrations.models import Registration
from services.catalog.registrations.reasons import RegistrationReason
from services.catalog.registrations.rules import RegistrationRules
from services.catalog.registrations.step import Step
from services.catalog.registrations.steps import Careers
from shared.clock import city_today

_S, _A, _WHY = RegistrationStatus, RegistrationAction, RegistrationReason

LAPSING: Final = frozenset({_S.APPLIED, _S.NOMINATED, _S.RETURNED})
REMINDING: Final = frozenset({_S.ENDORSED, _S.UNDER_REVIEW, _S.APPEALED, _S.REGISTERED})
GOOD: Final = frozenset({Grade.EXCELLENT, Grade.QUALIFIED})

Decision = tuple[RegistrationAction, RegistrationReason]
EXPIRY: Final[Decision] = (_A.EXPIRE, _WHY.TIME_ELAPSED)
REMINDER: Final[Decision] = (_A.ESCALATE, _WHY.TIME_ELAPSED)


async def do_what_is_due(
    careers: Careers, registration: Registration, rules: RegistrationRules
) -> None:
    """Take the step that the clock takes where the registration stands."""
    action, why = await _decision(careers, registration, rules)
    await careers.take(registration, Step.of_the_clock(action, why))


async def _decision(
    careers: Careers, registration: Registration, rules: RegistrationRules
) -> Decision:
    status = registration.status
    if status in LAPSING:
        return _A.LAPSE, _WHY.TIME_ELAPSED
    if status in REMINDING:
        return REMINDER
    if status in {_S.UNDER_ASSESSMENT, _S.PROBATION}:
        return await _judgement(careers, registration, rules)
    return await _in_service(careers, registration)


async def _in_service(careers: Careers, registration: Registration) -> Decision:
    status, today = registration.status, city_today()
    over = registration.term_ends is not None and registration.term_ends < today
    posted = await careers.registrations.post(registration.id, today) is not None
    if status is _S.RENEWED:
        return (_A.RETURN_TO_POST if posted else _A.BEGIN_TERM), _WHY.BY_THE_RULE
    if over:
        return EXPIRY
    if status is _S.SUSPENDED:
        return _A.RESTORE, _WHY.TIME_ELAPSED
    if status is _S.DISPATCHED and not posted:
        return _A.RECALL, _WHY.AGREEMENT_ENDED
    return _A.ASSESS, _WHY.BY_THE_RULE


async def _judgement(
    careers: Careers, registration: Registration, rules: RegistrationRules
) -> Decision:
    """Decide by the rule, on the evidence of today; what it cannot decide waits for people."""
    grade = (await careers.assess(registration)).grade
    on_probation = registration.status is _S.PROBATION
    if grade in GOOD:
        return (_A.CLEAR if on_probation else _A.RENEW), _WHY.BY_THE_RULE
    if grade is Grade.UNQUALIFIED:
        return (_A.EXIT if on_probation else _A.WARN), _WHY.BY_THE_RULE
    if rules.out_of_patience(registration.term_ends, city_today()):
        return EXPIRY
    return REMINDER
