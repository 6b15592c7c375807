"""What people are told about their engagements."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.engagements.domain import (
    STATUS_LABELS,
    EngagementAction,
    Side,
)
from services.requests.engagements.models import Engagement, EngagementTransition
from services.requests.engagements.reasons import REASONS
from services.requests.messages import MESSAGES, MessageCode
from shared.auth import Role
from shared.language import Text
from shared.messages.wire import Fact, Recipient, organization, person, role

_A = EngagementAction

_UNTOLD: Final = frozenset({_A.AMEND, _A.FOLLOW_UP, _A.ARCHIVE, _A.REOPEN_FOLLOW_UP})
"""Told in other words, or of no concern to anybody."""

_JUDGED: Final = frozenset({_A.DISPUTE, _A.ESCALATE})

ACTION_LABELS: Final[Mapping[EngagementAction, Text]] = MappingProxyType(
    {
        _A.SIGN_NDA: Text("签署保密协议", "signed the confidentiality agreement"),
        _A.CONCLUDE_NDA: Text("保密协议生效", "the confidentiality agreement holds"),
        _A.NEGOTIATE: Text("开始洽谈", "began to negotiate"),
        _A.DRAFT_CONTRACT: Text("提出合同草案", "drafted the contract"),
        _A.SIGN_CONTRACT: Text("签署合同", "signed the contract"),
        _A.CONCLUDE_CONTRACT: Text("合同生效", "the contract holds"),
        _A.REGISTER: Text("登记合同", "had the contract registered"),
        _A.START: Text("开始实施", "work has begun"),
        _A.AMEND: Text("变更合同", "the contract was amended"),
        _A.DELIVER: Text("提交交付物", "delivered the result"),
        _A.REQUEST_CHANGES: Text("要求整改", "asked for changes"),
        _A.ACCEPT: Text("验收通过", "accepted the result"),
        _A.DISPUTE: Text("提出争议", "began a dispute"),
        _A.WITHDRAW_DISPUTE: Text("撤回争议", "withdrew the dispute"),
        _A.WITHDRAW_REFUSAL: Text("撤回对成果的异议", "withdrew the objection to the result"),
        _A.DECIDE_WORK: Text("裁定继续实施", "it was decided that work goes on"),
        _A.DECIDE_ACCEPTANCE: Text("裁定重新验收", "it was decided that the result stands"),
        _A.DECIDE_TERMINATION: Text("裁定终止合作", "it was decided to end it"),
        _A.SUSPEND: Text("中止合作", "suspended the work"),
        _A.RESUME: Text("恢复实施", "resumed the work"),
        _A.TERMINATE: Text("终止合作", "ended it"),
        _A.CLOSE_REVIEWS: Text("互评结束", "the reviews are closed"),
        _A.FOLLOW_UP: Text("跟踪回访", "follow-up"),
        _A.ARCHIVE: Text("归档", "archived"),
        _A.REOPEN_FOLLOW_UP: Text("重新回访", "follow-up anew"),
        _A.ESCALATE: Text("争议逾期未决", "the dispute is overdue"),
    }
)


def recipient(engagement: Engagement, side: Side) -> Recipient:
    """Return who is told for a side: all of its organization, or the person if there is none."""
    firm = side is Side.FIRM
    whole = engagement.firm_organization if firm else engagement.helper_organization
    if whole is not None:
        return organization(whole)
    return person(engagement.firm_subject if firm else engagement.helper_subject)


def tell(
    session: AsyncSession,
    engagement: Engagement,
    side: Side,
    code: MessageCode,
    facts: Mapping[str, Fact],
) -> None:
    """Tell one side something about the engagement; case number and title go with everything."""
    known = {"case_number": engagement.case_number, "title": engagement.title}
    MESSAGES.tell(
        session,
        to=recipient(engagement, side),
        code=code,
        facts={**known, **facts},
        link=f"/engagements/{engagement.id}",
    )


def operators(session: AsyncSession, engagement: Engagement, code: MessageCode) -> None:
    """Tell all operators something about the engagement, and until when they should act."""
    MESSAGES.tell(
        session,
        to=role(Role.OPERATOR),
        code=code,
        facts={
            "case_number": engagement.case_number,
            "title": engagement.title,
            "due_at": engagement.due_at,
        },
        link=f"/engagements/{engagement.id}",
    )


def of_proposal(session: AsyncSession, engagement: Engagement) -> None:
    """Tell the helper that they were selected, and until when they should take it up."""
    facts = {"due_at": engagement.due_at}
    tell(session, engagement, Side.HELPER, MessageCode.ENGAGEMENT_PROPOSED, facts)


def of_step(session: AsyncSession, engagement: Engagement, step: EngagementTransition) -> None:
    """Tell everybody of a step who has not taken it; and operators, if they have to judge."""
    if step.action in _JUDGED:
        operators(session, engagement, MessageCode.ENGAGEMENT_DISPUTED)
    if step.action in _UNTOLD:
        return
    reason = REASONS[step.reason_code].label if step.reason_code else None
    facts: dict[str, Fact] = {
        "step": ACTION_LABELS[step.action],
        "status": STATUS_LABELS[engagement.status],
        "reason": reason,
    }
    for side in Side:
        if not _is_of(engagement, side, step.actor):
            tell(session, engagement, side, MessageCode.ENGAGEMENT_MOVED, facts)


def _is_of(engagement: Engagement, side: Side, subject: str) -> bool:
    own = engagement.firm_subject if side is Side.FIRM else engagement.helper_subject
    return own == subject
