"""How somebody's answer to a need lives, and the rules that depend on nothing but it.

    invited ┐
    draft ──┴express─► expressed ─► taken_over ─► qualified ─► shortlisted ─► offered ─► selected
                           ▲            │                                      │  ▲
                           └ info_requested                                 countered

Whatever is underway ends when its author withdraws it, when it is refused, when nobody
does in time what is waited for, or with the need. Every end has a way back for as long
as the need is open: `revise` for the author, `reconsider` for the firm. The picture:
docs/lifecycles.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from services.requests.demands.domain import substance
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition


class ResponseStatus(StrEnum):
    """Where a response stands."""

    INVITED = "invited"
    DRAFT = "draft"
    EXPRESSED = "expressed"
    TAKEN_OVER = "taken_over"
    INFO_REQUESTED = "info_requested"
    QUALIFIED = "qualified"
    SHORTLISTED = "shortlisted"
    OFFERED = "offered"
    COUNTERED = "countered"
    SELECTED = "selected"
    NOT_SELECTED = "not_selected"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class ResponseAction(StrEnum):
    """What somebody does to a response."""

    INVITE = "invite"
    EXPRESS = "express"
    DECLINE = "decline"
    CANCEL = "cancel"
    DISCARD = "discard"
    TAKE_OVER = "take_over"
    HAND_ON = "hand_on"
    REQUEST_INFO = "request_info"
    SUPPLY_INFO = "supply_info"
    QUALIFY = "qualify"
    SHORTLIST = "shortlist"
    AGREE_CONTACT = "agree_contact"
    OFFER = "offer"
    COUNTER = "counter"
    ACCEPT = "accept"
    SELECT = "select"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    CLOSE = "close"
    FALL_THROUGH = "fall_through"
    REVISE = "revise"
    RECONSIDER = "reconsider"


class Part(StrEnum):
    """The part somebody has in a response."""

    AUTHOR = "author"
    MEMBER = "member"
    FIRM = "firm"
    OPERATOR = "operator"
    SYSTEM = "system"


class EntryKind(StrEnum):
    """The kinds of catalogue entries that can answer a need."""

    PROVIDER = "provider"
    OFFERING = "offering"
    EXPERT = "expert"
    FACILITY = "facility"
    ACHIEVEMENT = "achievement"


class Consent(StrEnum):
    """Whether a member of a team has agreed to be one."""

    PENDING = "pending"
    AGREED = "agreed"
    REFUSED = "refused"


class Bidder(StrEnum):
    """Whose terms an offer states."""

    AUTHOR = "author"
    FIRM = "firm"


STATUS_LABELS: Final[Mapping[ResponseStatus, Text]] = MappingProxyType(
    {
        ResponseStatus.INVITED: Text("受邀", "Invited"),
        ResponseStatus.DRAFT: Text("草稿", "Draft"),
        ResponseStatus.EXPRESSED: Text("已表达意向", "Expressed"),
        ResponseStatus.TAKEN_OVER: Text("经办接手", "Taken over"),
        ResponseStatus.INFO_REQUESTED: Text("待补充", "More asked for"),
        ResponseStatus.QUALIFIED: Text("符合条件", "Qualified"),
        ResponseStatus.SHORTLISTED: Text("入围", "Shortlisted"),
        ResponseStatus.OFFERED: Text("已报价", "Offered"),
        ResponseStatus.COUNTERED: Text("还价", "Countered"),
        ResponseStatus.SELECTED: Text("已选定", "Selected"),
        ResponseStatus.NOT_SELECTED: Text("未选中", "Not selected"),
        ResponseStatus.DECLINED: Text("谢绝", "Declined"),
        ResponseStatus.WITHDRAWN: Text("撤回", "Withdrawn"),
        ResponseStatus.EXPIRED: Text("超时", "Expired"),
    }
)

_S, _A = ResponseStatus, ResponseAction

UNSENT: Final = frozenset({_S.INVITED, _S.DRAFT})
"""Not yet an answer: nobody but its author, and who invited, knows of it."""

IN_HAND: Final = frozenset(
    {
        _S.EXPRESSED,
        _S.TAKEN_OVER,
        _S.INFO_REQUESTED,
        _S.QUALIFIED,
        _S.SHORTLISTED,
        _S.OFFERED,
        _S.COUNTERED,
    }
)
"""Underway between those who take part."""

LIVE: Final = IN_HAND | {_S.SELECTED}
"""What a need has when somebody is there for it."""

WAITING: Final = UNSENT | IN_HAND
"""What waits for somebody, and ends by the clock if nothing comes."""

INVITABLE: Final = frozenset({_S.DRAFT, _S.WITHDRAWN, _S.EXPIRED})
"""Where an invitation can still, or again, be of use."""

EDITABLE: Final = UNSENT | {_S.INFO_REQUESTED}
"""Where the author may rewrite it."""

WAITS_FOR: Final[Mapping[ResponseStatus, Part]] = MappingProxyType(
    {
        _S.INVITED: Part.AUTHOR,
        _S.DRAFT: Part.AUTHOR,
        _S.EXPRESSED: Part.OPERATOR,
        _S.TAKEN_OVER: Part.FIRM,
        _S.INFO_REQUESTED: Part.AUTHOR,
        _S.QUALIFIED: Part.FIRM,
        _S.SHORTLISTED: Part.AUTHOR,
        _S.OFFERED: Part.FIRM,
        _S.COUNTERED: Part.AUTHOR,
    }
)
"""Whose turn it is."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the guards of a step look at."""

    open: bool
    """Whether the need takes responses at present."""
    approach: str | None
    contact: str | None
    consents: tuple[Consent, ...]
    offer_valid_until: date | None
    refused: bool
    """Whether it was judged and refused, not merely ended with the need."""
    today: date


SUBSTANCE: Final = 20
"""Letters, characters and digits without which nobody could judge an approach."""


def is_open(facts: Facts) -> Text | None:
    """Say that the need does not go on at present."""
    if facts.open:
        return None
    return Text("需求目前不接受响应。", "the need takes no responses at present.")


def can_be_expressed(facts: Facts) -> Text | None:
    """Say what those who judge would lack."""
    if substance(facts.approach) < SUBSTANCE:
        return Text("请写明解决思路。", "say how you would solve it.")
    if not facts.contact:
        return Text("请填写联系电话或邮箱。", "a telephone number or e-mail address is missing.")
    return is_open(facts)


def team_agrees(facts: Facts) -> Text | None:
    """Say that a member has not agreed to be one."""
    if any(consent is not Consent.AGREED for consent in facts.consents):
        return Text("团队成员尚未全部同意。", "not every member of the team has agreed.")
    return is_open(facts)


def can_be_selected(facts: Facts) -> Text | None:
    """Say why the offer cannot be taken."""
    if facts.offer_valid_until is not None and facts.offer_valid_until < facts.today:
        return Text("报价已过有效期。", "the offer has lapsed.")
    return team_agrees(facts)


def may_try_again(facts: Facts) -> Text | None:
    """Say that a refusal is for those who refused to take back."""
    if facts.refused:
        return Text(
            "响应未获选定，只能由对方重新考虑。", "it was refused; only they can reconsider."
        )
    return is_open(facts)


_AUTHOR: Final = frozenset({Part.AUTHOR})
_FIRM: Final = frozenset({Part.FIRM})
_JUDGES: Final = frozenset({Part.FIRM, Part.OPERATOR})
_BOTH_SIDES: Final = frozenset({Part.AUTHOR, Part.FIRM})
_SYSTEM: Final = frozenset({Part.SYSTEM})

_ANSWERED: Final[tuple[ResponseStatus, ...]] = tuple(state for state in _S if state in IN_HAND)
_JUDGED: Final[tuple[ResponseStatus, ...]] = _ANSWERED[1:]
"""All but the expressed: somebody has taken it over."""

LIFE: Final = Lifecycle(
    initial=_S.DRAFT,
    also_initial=(_S.INVITED,),
    labels=STATUS_LABELS,
    transitions=(
        Transition(_S.DRAFT, _A.INVITE, _JUDGES, _S.DRAFT, is_open),
        *(
            Transition(state, _A.INVITE, _JUDGES, _S.INVITED, is_open)
            for state in (_S.WITHDRAWN, _S.EXPIRED)
        ),
        Transition(_S.INVITED, _A.EXPRESS, _AUTHOR, _S.EXPRESSED, can_be_expressed),
        Transition(_S.INVITED, _A.DECLINE, _AUTHOR, _S.DECLINED),
        Transition(_S.INVITED, _A.CANCEL, _JUDGES, _S.WITHDRAWN),
        Transition(_S.DRAFT, _A.EXPRESS, _AUTHOR, _S.EXPRESSED, can_be_expressed),
        Transition(_S.DRAFT, _A.DISCARD, _AUTHOR, _S.WITHDRAWN),
        *(Transition(state, _A.EXPIRE, _SYSTEM, _S.EXPIRED) for state in (_S.INVITED, _S.DRAFT)),
        *(Transition(state, _A.CLOSE, _SYSTEM, _S.EXPIRED) for state in (_S.INVITED, _S.DRAFT)),
        Transition(_S.EXPRESSED, _A.TAKE_OVER, _JUDGES, _S.TAKEN_OVER, is_open),
        Transition(_S.EXPRESSED, _A.HAND_ON, _SYSTEM, _S.TAKEN_OVER),
        Transition(_S.TAKEN_OVER, _A.REQUEST_INFO, _JUDGES, _S.INFO_REQUESTED, is_open),
        Transition(_S.INFO_REQUESTED, _A.SUPPLY_INFO, _AUTHOR, _S.EXPRESSED, can_be_expressed),
        Transition(_S.TAKEN_OVER, _A.QUALIFY, _JUDGES, _S.QUALIFIED, team_agrees),
        Transition(_S.QUALIFIED, _A.SHORTLIST, _JUDGES, _S.SHORTLISTED, team_agrees),
        Transition(_S.SHORTLISTED, _A.OFFER, _AUTHOR, _S.OFFERED, is_open),
        Transition(_S.OFFERED, _A.OFFER, _AUTHOR, _S.OFFERED, is_open),
        Transition(_S.OFFERED, _A.COUNTER, _FIRM, _S.COUNTERED, is_open),
        Transition(_S.COUNTERED, _A.OFFER, _AUTHOR, _S.OFFERED, is_open),
        Transition(_S.COUNTERED, _A.ACCEPT, _AUTHOR, _S.OFFERED, is_open),
        Transition(_S.OFFERED, _A.SELECT, _FIRM, _S.SELECTED, can_be_selected),
        *(Transition(state, _A.AGREE_CONTACT, _BOTH_SIDES, state, is_open) for state in _JUDGED),
        *(Transition(state, _A.REFUSE, _JUDGES, _S.NOT_SELECTED) for state in _ANSWERED),
        *(Transition(state, _A.WITHDRAW, _AUTHOR, _S.WITHDRAWN) for state in _ANSWERED),
        *(Transition(state, _A.EXPIRE, _SYSTEM, _S.EXPIRED) for state in _JUDGED),
        *(Transition(state, _A.CLOSE, _SYSTEM, _S.NOT_SELECTED) for state in _ANSWERED),
        Transition(_S.SELECTED, _A.FALL_THROUGH, _SYSTEM, _S.NOT_SELECTED),
        Transition(_S.NOT_SELECTED, _A.RECONSIDER, _JUDGES, _S.QUALIFIED, is_open),
        Transition(_S.NOT_SELECTED, _A.REVISE, _AUTHOR, _S.DRAFT, may_try_again),
        *(
            Transition(state, _A.REVISE, _AUTHOR, _S.DRAFT, is_open)
            for state in (_S.DECLINED, _S.WITHDRAWN, _S.EXPIRED)
        ),
    ),
)
