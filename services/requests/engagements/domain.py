"""How a firm and its helper work together, as a table, and the rules that depend on nothing but it.

What both sides have to sign takes two steps of people and one of the system: each side's
signature is a step that stays where it is, and the second one concludes. A dispute on a
delivered result goes back to the delivery, any other to the work; an operator decides if
the sides do not agree. Nothing waits for ever: each state but the last has a due date, and
the clock takes the step that the table names for it (`timekeeping`).
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shared.language import Text
from shared.lifecycle import Lifecycle, Transition


class EngagementStatus(StrEnum):
    """Where an engagement stands."""

    PROPOSED = "proposed"
    NDA_SIGNED = "nda_signed"
    NEGOTIATING = "negotiating"
    CONTRACT_SIGNED = "contract_signed"
    REGISTERED = "registered"
    IN_PROGRESS = "in_progress"
    DELIVERED = "delivered"
    CHANGES_REQUESTED = "changes_requested"
    ACCEPTED = "accepted"
    REVIEWED = "reviewed"
    FOLLOW_UP = "follow_up"
    ARCHIVED = "archived"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"
    DISPUTED = "disputed"


class EngagementAction(StrEnum):
    """What somebody does to an engagement."""

    SIGN_NDA = "sign_nda"
    CONCLUDE_NDA = "conclude_nda"
    NEGOTIATE = "negotiate"
    DRAFT_CONTRACT = "draft_contract"
    SIGN_CONTRACT = "sign_contract"
    CONCLUDE_CONTRACT = "conclude_contract"
    REGISTER = "register"
    START = "start"
    AMEND = "amend"
    DELIVER = "deliver"
    REQUEST_CHANGES = "request_changes"
    ACCEPT = "accept"
    DISPUTE = "dispute"
    WITHDRAW_DISPUTE = "withdraw_dispute"
    WITHDRAW_REFUSAL = "withdraw_refusal"
    DECIDE_WORK = "decide_work"
    DECIDE_ACCEPTANCE = "decide_acceptance"
    DECIDE_TERMINATION = "decide_termination"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "terminate"
    CLOSE_REVIEWS = "close_reviews"
    FOLLOW_UP = "follow_up"
    ARCHIVE = "archive"
    REOPEN_FOLLOW_UP = "reopen_follow_up"
    ESCALATE = "escalate"


class Party(StrEnum):
    """The part somebody has in an engagement; a member is of the helper's team."""

    FIRM = "firm"
    HELPER = "helper"
    MEMBER = "member"
    OPENER = "opener"
    OPERATOR = "operator"
    SYSTEM = "system"


class Side(StrEnum):
    """The two who work together."""

    FIRM = "firm"
    HELPER = "helper"

    @property
    def other(self) -> "Side":
        """The one opposite."""
        return Side.HELPER if self is Side.FIRM else Side.FIRM


class Document(StrEnum):
    """What both sides sign."""

    NDA = "nda"
    CONTRACT = "contract"


class ContractKind(StrEnum):
    """The five technology contracts of the Civil Code (book three, chapter twenty)."""

    DEVELOPMENT = "development"
    TRANSFER = "transfer"
    LICENCE = "licence"
    CONSULTING = "consulting"
    SERVICE = "service"


CONTRACT_LABELS: Final[Mapping[ContractKind, Text]] = MappingProxyType(
    {
        ContractKind.DEVELOPMENT: Text("技术开发合同", "Technology development"),
        ContractKind.TRANSFER: Text("技术转让合同", "Technology transfer"),
        ContractKind.LICENCE: Text("技术许可合同", "Technology licence"),
        ContractKind.CONSULTING: Text("技术咨询合同", "Technology consulting"),
        ContractKind.SERVICE: Text("技术服务合同", "Technology service"),
    }
)

_S, _A = EngagementStatus, EngagementAction

STATUS_LABELS: Final[Mapping[EngagementStatus, Text]] = MappingProxyType(
    {
        _S.PROPOSED: Text("拟合作", "Proposed"),
        _S.NDA_SIGNED: Text("保密已签", "Confidentiality agreed"),
        _S.NEGOTIATING: Text("洽谈中", "Negotiating"),
        _S.CONTRACT_SIGNED: Text("合同已签", "Contract signed"),
        _S.REGISTERED: Text("合同已登记", "Contract registered"),
        _S.IN_PROGRESS: Text("实施中", "In progress"),
        _S.DELIVERED: Text("已交付", "Delivered"),
        _S.CHANGES_REQUESTED: Text("要求整改", "Changes requested"),
        _S.ACCEPTED: Text("验收通过", "Accepted"),
        _S.REVIEWED: Text("双方互评", "Reviewed"),
        _S.FOLLOW_UP: Text("跟踪回访", "Follow-up"),
        _S.ARCHIVED: Text("归档", "Archived"),
        _S.SUSPENDED: Text("中止", "Suspended"),
        _S.TERMINATED: Text("终止", "Terminated"),
        _S.DISPUTED: Text("争议中", "Disputed"),
    }
)

BEFORE_CONTRACT: Final = frozenset({_S.PROPOSED, _S.NDA_SIGNED, _S.NEGOTIATING})
SIGNED: Final = frozenset({_S.CONTRACT_SIGNED, _S.REGISTERED})
AT_WORK: Final = frozenset({_S.IN_PROGRESS, _S.CHANGES_REQUESTED})
LIVE: Final = BEFORE_CONTRACT | SIGNED | AT_WORK | {_S.DELIVERED, _S.SUSPENDED, _S.DISPUTED}
"""A demand has at most one engagement in these."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards of a step look at.

    `before` is where it stood when a dispute began, `heard` whether both sides have said
    their part in it, or have had their time; `evidence` that the firm, which accepts, has
    said or shown what the result is worth.
    """

    drafted: bool = False
    open_milestones: int = 0
    delivered_files: int = 0
    before: EngagementStatus | None = None
    accepted: bool = False
    evidence: bool = False
    heard: bool = False


def has_draft(case: Facts) -> Text | None:
    """Say that there is nothing to sign yet."""
    return None if case.drafted else Text("尚无合同草案。", "there is no draft contract.")


def is_complete(case: Facts) -> Text | None:
    """Say what is missing before a result can be handed over."""
    if case.open_milestones:
        return Text("还有未完成的里程碑。", "some milestones are not completed.")
    if not case.delivered_files:
        return Text("请先上传交付物。", "no deliverable has been uploaded.")
    return None


def has_evidence(case: Facts) -> Text | None:
    """Say that nothing shows that the need is met."""
    return None if case.evidence else Text("请附验收依据。", "there is no evidence.")


def was_heard(case: Facts) -> Text | None:
    """Say that it is too early to decide."""
    if case.heard:
        return None
    return Text("举证期未满，双方尚未都陈述。", "both sides have not been heard yet.")


def was_heard_on_a_delivery(case: Facts) -> Text | None:
    """Say that it is too early to decide, or that there is nothing to be accepted."""
    return was_delivered(case) or was_heard(case)


def was_delivered(case: Facts) -> Text | None:
    """Say that the dispute is about something else than a result."""
    if case.before is _S.DELIVERED:
        return None
    return Text("争议发生时尚未交付。", "nothing was delivered when the dispute began.")


def was_at_work(case: Facts) -> Text | None:
    """Say that the dispute is about a result."""
    if case.before is _S.DELIVERED:
        return Text("争议针对已交付的成果。", "the dispute is about what was delivered.")
    return None


def was_accepted(case: Facts) -> Text | None:
    """Say that there is no result to ask about."""
    if case.accepted:
        return None
    return Text("没有验收通过的成果。", "no result was accepted.")


_FIRM: Final = frozenset({Party.FIRM})
_HELPER: Final = frozenset({Party.HELPER})
_BOTH: Final = _FIRM | _HELPER
_OPENER: Final = frozenset({Party.OPENER})
_OPERATOR: Final = frozenset({Party.OPERATOR})
_SYSTEM: Final = frozenset({Party.SYSTEM})
_ANYBODY: Final = _BOTH | _OPERATOR | _SYSTEM

Row = Transition


_HALTED: Final = frozenset({_S.DELIVERED, _S.SUSPENDED, _S.DISPUTED})


def _each(
    states: frozenset[EngagementStatus],
    action: EngagementAction,
    who: frozenset[Party],
    following: EngagementStatus | None = None,
    guard: Callable[[Facts], Text | None] | None = None,
) -> Iterator[Transition[EngagementStatus, EngagementAction]]:
    """Yield a row for each of the states; without `following` it stays where it stands."""
    for state in EngagementStatus:
        if state in states:
            yield Row(state, action, who, following or state, guard)


LIFE: Final = Lifecycle(
    initial=_S.PROPOSED,
    labels=STATUS_LABELS,
    transitions=(
        Row(_S.PROPOSED, _A.SIGN_NDA, _BOTH, _S.PROPOSED),
        Row(_S.PROPOSED, _A.CONCLUDE_NDA, _SYSTEM, _S.NDA_SIGNED),
        *_each(frozenset({_S.PROPOSED, _S.NDA_SIGNED}), _A.NEGOTIATE, _BOTH, _S.NEGOTIATING),
        Row(_S.NEGOTIATING, _A.DRAFT_CONTRACT, _BOTH, _S.NEGOTIATING),
        Row(_S.NEGOTIATING, _A.SIGN_CONTRACT, _BOTH, _S.NEGOTIATING, has_draft),
        Row(_S.NEGOTIATING, _A.CONCLUDE_CONTRACT, _SYSTEM, _S.CONTRACT_SIGNED),
        Row(_S.CONTRACT_SIGNED, _A.REGISTER, _BOTH | _OPERATOR, _S.REGISTERED),
        Row(_S.IN_PROGRESS, _A.REGISTER, _BOTH | _OPERATOR, _S.IN_PROGRESS),
        *_each(SIGNED, _A.START, _BOTH | _SYSTEM, _S.IN_PROGRESS),
        *_each(AT_WORK, _A.DELIVER, _HELPER, _S.DELIVERED, is_complete),
        Row(_S.DELIVERED, _A.REQUEST_CHANGES, _FIRM, _S.CHANGES_REQUESTED),
        Row(_S.DELIVERED, _A.ACCEPT, _FIRM, _S.ACCEPTED, has_evidence),
        *_each(AT_WORK | {_S.DELIVERED}, _A.DISPUTE, _BOTH | _SYSTEM, _S.DISPUTED),
        *_each(AT_WORK, _A.SUSPEND, _OPERATOR | _SYSTEM, _S.SUSPENDED),
        Row(_S.SUSPENDED, _A.RESUME, _OPERATOR | _SYSTEM, _S.IN_PROGRESS),
        Row(_S.DISPUTED, _A.WITHDRAW_DISPUTE, _OPENER, _S.IN_PROGRESS, was_at_work),
        Row(_S.DISPUTED, _A.WITHDRAW_REFUSAL, _OPENER, _S.DELIVERED, was_delivered),
        Row(_S.DISPUTED, _A.DECIDE_WORK, _OPERATOR, _S.IN_PROGRESS, was_heard),
        Row(
            _S.DISPUTED,
            _A.DECIDE_ACCEPTANCE,
            _OPERATOR,
            _S.DELIVERED,
            was_heard_on_a_delivery,
        ),
        Row(_S.DISPUTED, _A.DECIDE_TERMINATION, _OPERATOR, _S.TERMINATED, was_heard),
        Row(_S.DISPUTED, _A.ESCALATE, _SYSTEM, _S.DISPUTED),
        *_each(SIGNED | AT_WORK | _HALTED, _A.AMEND, _SYSTEM),
        *_each(BEFORE_CONTRACT, _A.TERMINATE, _ANYBODY, _S.TERMINATED),
        # One side alone ends nothing that is signed: both agree, or an operator decides.
        *_each(SIGNED | AT_WORK | _HALTED, _A.TERMINATE, _OPERATOR | _SYSTEM, _S.TERMINATED),
        Row(_S.ACCEPTED, _A.CLOSE_REVIEWS, _SYSTEM, _S.REVIEWED),
        Row(_S.REVIEWED, _A.FOLLOW_UP, _SYSTEM, _S.FOLLOW_UP),
        Row(_S.REVIEWED, _A.ARCHIVE, _SYSTEM, _S.ARCHIVED),
        Row(_S.FOLLOW_UP, _A.FOLLOW_UP, _SYSTEM, _S.FOLLOW_UP),
        Row(_S.FOLLOW_UP, _A.ARCHIVE, _SYSTEM, _S.ARCHIVED),
        Row(_S.TERMINATED, _A.ARCHIVE, _OPERATOR | _SYSTEM, _S.ARCHIVED),
        Row(_S.ARCHIVED, _A.REOPEN_FOLLOW_UP, _FIRM | _OPERATOR, _S.FOLLOW_UP, was_accepted),
    ),
)
