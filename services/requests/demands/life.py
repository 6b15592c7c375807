"""The life of a demand: which step leads where, and whose it is. The picture: docs/lifecycles.md.

Up to `published` a demand is its owner's and the desk's. Then responses and engagements
drive it, in the part of the system: the person who caused a step is still its actor. What
is open, falls back, fails or is solved always has a way on: a need never just ends.

`resolved` is left by reopening, not by filing it away: a follow-up may find the problem
back, and then the same case, with all its history, goes on.
"""

from collections.abc import Callable, Iterator
from typing import Final

from services.requests.demands.domain import (
    EXPIRING,
    OPEN,
    STATUS_LABELS,
    UNDER_CONTRACT,
    Circumstances,
    DemandAction,
    DemandStatus,
    Party,
    can_be_judged,
    can_be_published,
    is_asked_to_close,
    is_not_asked_to_close,
    is_proven,
)
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition

Row = Transition[DemandStatus, DemandAction]

_OWNER: Final = frozenset({Party.OWNER})
_OPERATOR: Final = frozenset({Party.OPERATOR})
_EITHER: Final = _OWNER | _OPERATOR
_SYSTEM: Final = frozenset({Party.SYSTEM})
_DESK: Final = _SYSTEM | _OPERATOR
_S, _A = DemandStatus, DemandAction


def _each(
    states: frozenset[DemandStatus],
    action: DemandAction,
    parties: frozenset[Party],
    following: DemandStatus | None = None,
    guard: Callable[[Circumstances], Text | None] | None = None,
) -> Iterator[Row]:
    """Yield a row for each of the states, in the order of their declaration.

    Without `following` the demand stays where it stands.
    """
    for state in DemandStatus:
        if state in states:
            yield Transition(state, action, parties, following or state, guard)


_AT_THE_DESK: Final = frozenset({_S.SUBMITTED, _S.UNDER_REVIEW})
_SEARCHING: Final = OPEN - {_S.IN_CONTACT}
_ENDED: Final = frozenset({_S.RESOLVED, _S.UNRESOLVED})
_CLOSABLE: Final = _SEARCHING | {_S.ESCALATED, _S.EXPIRED, _S.UNRESOLVED}

_UNTIL_PUBLISHED: Final = (
    Transition(_S.DRAFT, _A.SUBMIT, _OWNER, _S.SUBMITTED, can_be_judged),
    Transition(_S.DRAFT, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
    Transition(_S.SUBMITTED, _A.START_REVIEW, _OPERATOR, _S.UNDER_REVIEW),
    Transition(_S.SUBMITTED, _A.REVISE, _OWNER, _S.DRAFT),
    Transition(_S.SUBMITTED, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
    Transition(_S.UNDER_REVIEW, _A.PUBLISH, _OPERATOR, _S.PUBLISHED, can_be_published),
    Transition(_S.UNDER_REVIEW, _A.RETURN, _OPERATOR, _S.RETURNED),
    Transition(_S.UNDER_REVIEW, _A.REJECT, _OPERATOR, _S.REJECTED),
    Transition(_S.UNDER_REVIEW, _A.MERGE, _OPERATOR, _S.MERGED),
    Transition(_S.UNDER_REVIEW, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
    Transition(_S.RETURNED, _A.SUBMIT, _OWNER, _S.SUBMITTED, can_be_judged),
    Transition(_S.RETURNED, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
    Transition(_S.RETURNED, _A.LAPSE, _SYSTEM, _S.WITHDRAWN),
    Transition(_S.REJECTED, _A.REVISE, _OWNER, _S.DRAFT),
    Transition(_S.WITHDRAWN, _A.REVISE, _OWNER, _S.DRAFT),
    *_each(_AT_THE_DESK, _A.CLAIM, _OPERATOR),
    *_each(_AT_THE_DESK, _A.RELEASE, _OPERATOR),
    *_each(_AT_THE_DESK, _A.TRANSFER, _OPERATOR),
    *_each(_AT_THE_DESK, _A.ESCALATE, _SYSTEM),
    # With a reason, and for a while: what its owner keeps confidential is for whoever is at work.
    *_each(frozenset(_S) - _AT_THE_DESK - {_S.DRAFT}, _A.TAKE_OVER, _OPERATOR),
)

_WHILE_OPEN: Final = (
    *_each(OPEN, _A.RENEW, _EITHER, guard=can_be_published),
    *_each(EXPIRING, _A.EXPIRE, _SYSTEM, _S.EXPIRED),
    *_each(_SEARCHING, _A.REVISE, _OWNER, _S.DRAFT),
    *_each(OPEN, _A.WITHDRAW, _EITHER, _S.WITHDRAWN),
    *_each(OPEN, _A.ESCALATE, _SYSTEM),
    *_each(OPEN, _A.BROKER, _OPERATOR),
    *_each(_SEARCHING, _A.MERGE, _OPERATOR, _S.MERGED),
    *_each(OPEN, _A.SUSPEND, _OPERATOR, _S.SUSPENDED),
    Transition(_S.SUSPENDED, _A.RESUME, _OPERATOR, _S.PUBLISHED, can_be_published),
    Transition(_S.SUSPENDED, _A.REVISE, _OWNER, _S.DRAFT),
    Transition(_S.SUSPENDED, _A.WITHDRAW, _EITHER, _S.WITHDRAWN),
    Transition(_S.EXPIRED, _A.RENEW, _EITHER, _S.PUBLISHED, can_be_published),
    Transition(_S.EXPIRED, _A.REVISE, _OWNER, _S.DRAFT),
    Transition(_S.EXPIRED, _A.WITHDRAW, _EITHER, _S.WITHDRAWN),
    Transition(_S.MERGED, _A.SEPARATE, _EITHER, _S.UNDER_REVIEW),
    Transition(_S.MERGED, _A.WITHDRAW, _OWNER, _S.WITHDRAWN),
)

_WITH_OTHERS: Final = (
    Transition(_S.PUBLISHED, _A.BEGIN_MATCHING, _DESK, _S.MATCHING),
    *_each(_SEARCHING, _A.BEGIN_CONTACT, _SYSTEM, _S.IN_CONTACT),
    *_each(OPEN - {_S.PUBLISHED}, _A.FALL_BACK, _SYSTEM, _S.PUBLISHED),
    Transition(_S.IN_CONTACT, _A.CONTRACT, _SYSTEM, _S.CONTRACTED),
    Transition(_S.CONTRACTED, _A.START, _SYSTEM, _S.IN_PROGRESS),
    Transition(_S.IN_PROGRESS, _A.DELIVER, _SYSTEM, _S.PENDING_ACCEPTANCE),
    Transition(_S.PENDING_ACCEPTANCE, _A.REQUEST_CHANGES, _SYSTEM, _S.IN_PROGRESS),
    Transition(_S.PENDING_ACCEPTANCE, _A.RESOLVE, _SYSTEM, _S.RESOLVED, is_proven),
    Transition(_S.PENDING_ACCEPTANCE, _A.REFUSE_RESULT, _SYSTEM, _S.UNRESOLVED),
    *_each(UNDER_CONTRACT | {_S.IN_CONTACT}, _A.BREAK_OFF, _SYSTEM, _S.UNRESOLVED),
)

_NEVER_LOST: Final = (
    *_each(_SEARCHING | {_S.UNRESOLVED}, _A.RAISE_CHALLENGE, _OPERATOR, _S.ESCALATED),
    Transition(_S.ESCALATED, _A.RETURN_TO_MARKET, _DESK, _S.PUBLISHED, can_be_published),
    Transition(_S.ESCALATED, _A.EXPIRE, _SYSTEM, _S.EXPIRED),
    *_each(OPEN | {_S.ESCALATED, _S.UNRESOLVED}, _A.PURSUE, _SYSTEM),
    Transition(_S.ESCALATED, _A.REVISE, _OWNER, _S.DRAFT),
    Transition(_S.ESCALATED, _A.WITHDRAW, _EITHER, _S.WITHDRAWN),
    *_each(_CLOSABLE, _A.PROPOSE_CLOSING, _OPERATOR, guard=is_not_asked_to_close),
    *_each(_CLOSABLE, _A.ACCEPT_CLOSING, _OWNER, _S.UNRESOLVED, is_asked_to_close),
    *_each(_CLOSABLE, _A.DECLINE_CLOSING, _OWNER, guard=is_asked_to_close),
    *_each(_CLOSABLE, _A.LAPSE, _SYSTEM, guard=is_asked_to_close),
    # Its firm says that what was solved is not any more: somebody has to decide what now.
    Transition(_S.RESOLVED, _A.RELAPSE, _SYSTEM, _S.UNRESOLVED),
    *_each(_ENDED, _A.REOPEN, _EITHER, _S.PUBLISHED, can_be_published),
    *_each(_ENDED, _A.REVISE, _OWNER, _S.DRAFT),
)

LIFE: Final = Lifecycle(
    initial=_S.DRAFT,
    labels=STATUS_LABELS,
    transitions=(*_UNTIL_PUBLISHED, *_WHILE_OPEN, *_WITH_OTHERS, *_NEVER_LOST),
)

_ANSWERS: Final = frozenset({_A.ACCEPT_CLOSING, _A.DECLINE_CLOSING})
_QUESTION: Final = frozenset({_A.PROPOSE_CLOSING})


def actions_for(
    status: DemandStatus, parties: frozenset[Party], *, closing_proposed: bool
) -> list[DemandAction]:
    """Return what somebody may do; what answers a proposal only while there is one."""
    moot = _QUESTION if closing_proposed else _ANSWERS
    return [action for action in LIFE.actions_for(status, parties) if action not in moot]
