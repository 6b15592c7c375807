"""Tells people of the steps in a need's life that others took; a sequel of every step."""

from collections.abc import Mapping
from typing import Final

from services.requests.clocks.domain import STAGE_LABELS
from services.requests.demands.disclosure import OF_THE_DESK
from services.requests.demands.domain import STATUS_LABELS, DemandAction, DemandStatus
from services.requests.demands.models import Demand, DemandTransition
from services.requests.demands.reasons import REASONS, ReasonCode
from services.requests.demands.taken import Taken
from services.requests.demands.timekeeping import next_stage
from services.requests.messages import MESSAGES, MessageCode
from shared.auth import Role
from shared.language import Text
from shared.messages.wire import Fact, Recipient, organization, person, role

_A = DemandAction

_FOR_THE_OWNER: Final = frozenset(
    {
        _A.START_REVIEW,
        _A.RETURN,
        _A.REJECT,
        _A.PUBLISH,
        _A.MERGE,
        _A.SEPARATE,
        _A.SUSPEND,
        _A.RESUME,
        _A.EXPIRE,
        _A.WITHDRAW,
        _A.RENEW,
        _A.FALL_BACK,
        _A.RAISE_CHALLENGE,
        _A.RETURN_TO_MARKET,
        _A.REOPEN,
        _A.RELAPSE,
    }
)
"""Of which a need's owner hears unless they did it; responses and engagements tell of theirs."""

_ANSWERS: Final[Mapping[DemandAction, Text]] = {
    _A.ACCEPT_CLOSING: Text("同意结案", "accepted"),
    _A.DECLINE_CLOSING: Text("不同意结案", "declined"),
    _A.LAPSE: Text("逾期未答复", "not answered in time"),
}


def owner_of(demand: Demand) -> Recipient:
    """Return who is told what happens to a need: its organization, or its person if it has none."""
    if demand.owner_organization is not None:
        return organization(demand.owner_organization)
    if demand.owner_subject == OF_THE_DESK:
        return role(Role.OPERATOR)
    return person(demand.owner_subject)


def desk_of_need(demand: Demand) -> Recipient:
    """Return who answers for a need at the desk: its broker, or all operators if it has none."""
    return role(Role.OPERATOR) if demand.broker is None else person(demand.broker)


async def tell(taken: Taken) -> None:
    """Tell those of a step who have to know of it."""
    demand, step = taken.demand, taken.step
    if step.reason_code is ReasonCode.IMPORTED:
        return
    for recipient, code, more in _news(demand, step):
        MESSAGES.tell(
            taken.session,
            to=recipient,
            code=code,
            facts={"case_number": demand.case_number, "title": demand.title, **more},
            link=f"/demands/{demand.id}",
        )


def _news(
    demand: Demand, step: DemandTransition
) -> list[tuple[Recipient, MessageCode, dict[str, Fact]]]:
    reason = REASONS[step.reason_code].label if step.reason_code else None
    lapsed = step.action is _A.LAPSE and step.from_status is DemandStatus.RETURNED
    if lapsed or (step.action in _FOR_THE_OWNER and step.actor != demand.owner_subject):
        status = STATUS_LABELS[step.to_status]
        return [(owner_of(demand), MessageCode.NEED_MOVED, {"status": status, "reason": reason})]
    if step.action is _A.PROPOSE_CLOSING:
        asked: dict[str, Fact] = {"reason": reason, "due": demand.closing_due}
        return [(owner_of(demand), MessageCode.CLOSING_PROPOSED, asked)]
    if step.action in _ANSWERS:
        answered: dict[str, Fact] = {"answer": _ANSWERS[step.action], "reason": reason}
        return [(desk_of_need(demand), MessageCode.CLOSING_ANSWERED, answered)]
    return _for_the_desk(demand, step)


def _for_the_desk(
    demand: Demand, step: DemandTransition
) -> list[tuple[Recipient, MessageCode, dict[str, Fact]]]:
    operators = role(Role.OPERATOR)
    if step.action is _A.SUBMIT:
        return [(operators, MessageCode.NEED_SUBMITTED, {"due": demand.due_at})]
    if step.action is _A.ESCALATE:
        stage = next_stage(demand)
        late: dict[str, Fact] = {
            "stage": None if stage is None else STAGE_LABELS[stage],
            "due": demand.due_at,
        }
        return [(operators, MessageCode.NEED_OVERDUE, late)]
    if step.action is _A.TRANSFER and step.details:
        handed: dict[str, Fact] = {"due": demand.due_at}
        return [(person(str(step.details["to"])), MessageCode.NEED_HANDED_ON, handed)]
    return []
