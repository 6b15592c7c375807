"""How a registration lives: one table of transitions."""

from typing import Final

from services.catalog.registrations.domain import (
    Circumstances,
    Grade,
    Party,
    RegistrationAction,
    RegistrationStatus,
)
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition

_S, _A = RegistrationStatus, RegistrationAction
_APPLICANT: Final = frozenset({Party.APPLICANT})
_SENDER: Final = frozenset({Party.SENDER})
_OPERATOR: Final = frozenset({Party.OPERATOR})
_CLOCK: Final = frozenset({Party.SYSTEM})
_DESK: Final = _OPERATOR | _CLOCK

_GOOD: Final = frozenset({Grade.EXCELLENT, Grade.QUALIFIED})


def _says_why(case: Circumstances) -> Text | None:
    if case.reason_given:
        return None
    return Text(
        "须给出适用的原因代码（reason_code）；原因为“其他”时须写明说明（note）。",
        "Say why, with a reason_code that belongs to the step; “other” needs a note.",
    )


def _agreed_with_the_rule(case: Circumstances) -> Text | None:
    """Let the rule's outcome pass, and another one if somebody says why."""
    if case.grade in _GOOD or case.reason_given:
        return None
    return Text(
        "考核结果不是优秀或合格；另作决定须给出原因代码（reason_code）。",
        "The assessment is neither excellent nor qualified; to decide otherwise, say why.",
    )


def _posted(case: Circumstances) -> Text | None:
    if case.posted:
        return None
    return Text(
        "没有生效的三方派驻协议；请先登记协议。",
        "No agreement of three parties is in force; record it first.",
    )


def _term_has_begun(case: Circumstances) -> Text | None:
    if case.term_begins is not None and case.term_begins <= case.today:
        return None
    return Text("新一期聘期尚未开始。", "The new term has not begun.")


def _in_time(case: Circumstances) -> Text | None:
    if case.appeal_until is not None and case.today <= case.appeal_until:
        return None
    return Text("申诉期已过；可以重新申请。", "It is too late to appeal; you may apply again.")


_BEFORE = (
    Transition(_S.APPLIED, _A.ENDORSE, _SENDER, _S.ENDORSED),
    Transition(_S.APPLIED, _A.REFUSE, _SENDER, _S.REJECTED, _says_why),
    Transition(_S.APPLIED, _A.WITHDRAW, _APPLICANT, _S.WITHDRAWN, _says_why),
    Transition(_S.APPLIED, _A.LAPSE, _CLOCK, _S.WITHDRAWN),
    Transition(_S.NOMINATED, _A.ACCEPT, _APPLICANT, _S.ENDORSED),
    Transition(_S.NOMINATED, _A.DECLINE, _APPLICANT, _S.WITHDRAWN, _says_why),
    Transition(_S.NOMINATED, _A.WITHDRAW, _SENDER, _S.WITHDRAWN, _says_why),
    Transition(_S.NOMINATED, _A.LAPSE, _CLOCK, _S.WITHDRAWN),
    Transition(_S.ENDORSED, _A.START_REVIEW, _OPERATOR, _S.UNDER_REVIEW),
    Transition(_S.ENDORSED, _A.ESCALATE, _CLOCK, _S.ENDORSED),
    Transition(_S.ENDORSED, _A.WITHDRAW, _APPLICANT, _S.WITHDRAWN, _says_why),
    Transition(_S.UNDER_REVIEW, _A.REGISTER, _OPERATOR, _S.REGISTERED),
    Transition(_S.UNDER_REVIEW, _A.RETURN, _OPERATOR, _S.RETURNED, _says_why),
    Transition(_S.UNDER_REVIEW, _A.REJECT, _OPERATOR, _S.REJECTED, _says_why),
    Transition(_S.UNDER_REVIEW, _A.ESCALATE, _CLOCK, _S.UNDER_REVIEW),
    Transition(_S.UNDER_REVIEW, _A.WITHDRAW, _APPLICANT, _S.WITHDRAWN, _says_why),
    Transition(_S.RETURNED, _A.RESUBMIT, _APPLICANT, _S.ENDORSED),
    Transition(_S.RETURNED, _A.WITHDRAW, _APPLICANT, _S.WITHDRAWN, _says_why),
    Transition(_S.RETURNED, _A.LAPSE, _CLOCK, _S.WITHDRAWN),
)

_IN_SERVICE = (
    Transition(_S.REGISTERED, _A.ACTIVATE, _DESK, _S.AVAILABLE),
    Transition(_S.REGISTERED, _A.ESCALATE, _CLOCK, _S.REGISTERED),
    Transition(_S.AVAILABLE, _A.DISPATCH, _OPERATOR, _S.DISPATCHED, _posted),
    Transition(_S.DISPATCHED, _A.RECALL, _DESK, _S.AVAILABLE, _says_why),
    *(
        row
        for state in (_S.AVAILABLE, _S.DISPATCHED)
        for row in (
            Transition(state, _A.ASSESS, _DESK, _S.UNDER_ASSESSMENT),
            Transition(state, _A.DECLINE_RENEWAL, _APPLICANT, state),
            Transition(state, _A.EXPIRE, _CLOCK, _S.EXPIRED),
        )
    ),
    Transition(_S.UNDER_ASSESSMENT, _A.RENEW, _DESK, _S.RENEWED, _agreed_with_the_rule),
    Transition(_S.UNDER_ASSESSMENT, _A.WARN, _DESK, _S.PROBATION, _says_why),
    Transition(_S.UNDER_ASSESSMENT, _A.ESCALATE, _CLOCK, _S.UNDER_ASSESSMENT),
    Transition(_S.UNDER_ASSESSMENT, _A.EXPIRE, _CLOCK, _S.EXPIRED),
    Transition(_S.RENEWED, _A.BEGIN_TERM, _CLOCK, _S.AVAILABLE, _term_has_begun),
    Transition(_S.RENEWED, _A.RETURN_TO_POST, _CLOCK, _S.DISPATCHED, _posted),
    Transition(_S.RENEWED, _A.DISPATCH, _OPERATOR, _S.DISPATCHED, _posted),
    Transition(_S.PROBATION, _A.CLEAR, _DESK, _S.AVAILABLE, _agreed_with_the_rule),
    Transition(_S.PROBATION, _A.ESCALATE, _CLOCK, _S.PROBATION),
    Transition(_S.PROBATION, _A.EXPIRE, _CLOCK, _S.EXPIRED),
)

_ENDS = (
    *(
        Transition(state, _A.EXIT, _DESK, _S.EXITED, _says_why)
        for state in (_S.UNDER_ASSESSMENT, _S.PROBATION, _S.SUSPENDED)
    ),
    *(
        row
        for state in (
            _S.REGISTERED,
            _S.AVAILABLE,
            _S.DISPATCHED,
            _S.UNDER_ASSESSMENT,
            _S.RENEWED,
            _S.PROBATION,
        )
        for row in (
            Transition(state, _A.SUSPEND, _OPERATOR, _S.SUSPENDED, _says_why),
            Transition(state, _A.RESIGN, _APPLICANT, _S.EXITED, _says_why),
        )
    ),
    Transition(_S.SUSPENDED, _A.RESTORE, _DESK, _S.AVAILABLE),
    Transition(_S.SUSPENDED, _A.EXPIRE, _CLOCK, _S.EXPIRED),
    Transition(_S.EXITED, _A.APPEAL, _APPLICANT, _S.APPEALED, _in_time),
    Transition(_S.APPEALED, _A.START_REVIEW, _OPERATOR, _S.UNDER_REVIEW),
    Transition(_S.APPEALED, _A.ESCALATE, _CLOCK, _S.APPEALED),
    Transition(_S.APPEALED, _A.DROP_APPEAL, _APPLICANT, _S.EXITED),
    *(
        Transition(state, _A.REAPPLY, _APPLICANT, _S.APPLIED)
        for state in (_S.REJECTED, _S.WITHDRAWN, _S.EXITED, _S.EXPIRED)
    ),
)

LIFECYCLE: Final = Lifecycle(
    initial=_S.APPLIED,
    also_initial=[_S.NOMINATED],
    labels={
        _S.APPLIED: Text("已申请", "applied"),
        _S.NOMINATED: Text("已推荐", "nominated"),
        _S.ENDORSED: Text("派出单位已同意", "endorsed"),
        _S.UNDER_REVIEW: Text("审核中", "under review"),
        _S.RETURNED: Text("退回补充", "returned"),
        _S.REJECTED: Text("不予登记", "rejected"),
        _S.WITHDRAWN: Text("已撤回", "withdrawn"),
        _S.REGISTERED: Text("在册", "registered"),
        _S.AVAILABLE: Text("待派", "available"),
        _S.DISPATCHED: Text("派驻中", "dispatched"),
        _S.UNDER_ASSESSMENT: Text("考核中", "under assessment"),
        _S.RENEWED: Text("已续聘", "renewed"),
        _S.PROBATION: Text("限期整改", "on probation"),
        _S.SUSPENDED: Text("已暂停", "suspended"),
        _S.EXITED: Text("已退出", "exited"),
        _S.APPEALED: Text("申诉中", "appealed"),
        _S.EXPIRED: Text("期满", "expired"),
    },
    transitions=(*_BEFORE, *_IN_SERVICE, *_ENDS),
)
