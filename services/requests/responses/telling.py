"""Tells people what became of responses, in the transaction of its cause.

Nobody is told what a response says: the message names the need and where things stand.
"""

from collections.abc import Mapping
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from services.requests.demands.models import Demand
from services.requests.demands.telling import owner_of
from services.requests.messages import MESSAGES, MessageCode
from services.requests.responses.case import Case
from services.requests.responses.domain import STATUS_LABELS, Part, ResponseAction
from services.requests.responses.models import Response, ResponseMember, ResponseTransition
from services.requests.responses.reasons import REASONS
from shared.auth import Role
from shared.language import Text
from shared.messages.wire import Fact, Recipient, organization, person, role

_A, _C = ResponseAction, MessageCode

_WHO_IS_TOLD: Final[Mapping[ResponseAction, tuple[tuple[MessageCode, Part], ...]]] = {
    _A.INVITE: ((_C.RESPONSE_INVITED, Part.AUTHOR),),
    _A.EXPRESS: ((_C.RESPONSE_ARRIVED, Part.OPERATOR), (_C.RESPONSE_ARRIVED, Part.FIRM)),
    _A.DECLINE: ((_C.RESPONSE_LOST, Part.FIRM), (_C.RESPONSE_LOST, Part.OPERATOR)),
    _A.CANCEL: ((_C.RESPONSE_ENDED, Part.AUTHOR),),
    _A.TAKE_OVER: ((_C.RESPONSE_MOVED, Part.AUTHOR),),
    _A.HAND_ON: ((_C.RESPONSE_AWAITS_FIRM, Part.FIRM), (_C.RESPONSE_MOVED, Part.AUTHOR)),
    _A.REQUEST_INFO: ((_C.RESPONSE_AWAITS_AUTHOR, Part.AUTHOR),),
    _A.SUPPLY_INFO: ((_C.RESPONSE_ARRIVED, Part.OPERATOR), (_C.RESPONSE_ARRIVED, Part.FIRM)),
    _A.QUALIFY: ((_C.RESPONSE_MOVED, Part.AUTHOR), (_C.RESPONSE_AWAITS_FIRM, Part.FIRM)),
    _A.RECONSIDER: ((_C.RESPONSE_MOVED, Part.AUTHOR),),
    _A.SHORTLIST: ((_C.RESPONSE_AWAITS_AUTHOR, Part.AUTHOR),),
    _A.OFFER: ((_C.RESPONSE_AWAITS_FIRM, Part.FIRM),),
    _A.ACCEPT: ((_C.RESPONSE_AWAITS_FIRM, Part.FIRM),),
    _A.COUNTER: ((_C.RESPONSE_AWAITS_AUTHOR, Part.AUTHOR),),
    _A.SELECT: ((_C.RESPONSE_SELECTED, Part.AUTHOR),),
    _A.REFUSE: ((_C.RESPONSE_ENDED, Part.AUTHOR),),
    _A.CLOSE: ((_C.RESPONSE_ENDED, Part.AUTHOR),),
    _A.FALL_THROUGH: ((_C.RESPONSE_ENDED, Part.AUTHOR),),
    _A.WITHDRAW: ((_C.RESPONSE_LOST, Part.FIRM), (_C.RESPONSE_LOST, Part.OPERATOR)),
}

_EXPIRED: Final = ((_C.RESPONSE_ENDED, Part.AUTHOR),)
_EXPIRED_KNOWN: Final = (*_EXPIRED, (_C.RESPONSE_LOST, Part.FIRM))


class Telling:
    """Tells those who have a part in a response."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    def tell_of(self, case: Case, taken: ResponseTransition, *, known: bool) -> None:
        """Tell what a step means to those who did not take it.

        Args:
            case: The response after the step.
            taken: The step.
            known: Whether the other side knew of the response.
        """
        told = _WHO_IS_TOLD.get(taken.action, ())
        if taken.action is _A.EXPIRE:
            told = _EXPIRED_KNOWN if known else _EXPIRED
        for code, part in told:
            if part is not taken.part:
                self._tell(case, code, part, _facts(case, taken, code))

    def tell_contact(self, case: Case, agreed_by: Part) -> None:
        """Tell the other side that one would pass on its contact, or both that it has passed."""
        if case.acquainted:
            for part in (Part.AUTHOR, Part.FIRM):
                self._tell(case, _C.CONTACT_PASSED, part, _case_facts(case))
            return
        other = Part.FIRM if agreed_by is Part.AUTHOR else Part.AUTHOR
        self._tell(case, _C.CONTACT_ASKED, other, _case_facts(case))

    def tell_paused(self, case: Case) -> None:
        """Tell an author that the need rests, and the response with it."""
        due = case.response.due_at
        self._tell(case, _C.RESPONSE_PAUSED, Part.AUTHOR, {**_case_facts(case), "due": due})

    def tell_of_merger(self, case: Case, into: Demand, draft: Response | None) -> None:
        """Tell an author where the need goes on, and what they wrote, if that goes on as well."""
        facts = {**_case_facts(case), "into": into.case_number}
        MESSAGES.tell(
            self._session,
            to=recipient_of(case.response, case.demand, Part.AUTHOR),
            code=_C.RESPONSE_MERGED if draft is None else _C.RESPONSE_CARRIED_ON,
            facts=facts,
            link=f"/demands/{into.id}" if draft is None else f"/responses/{draft.id}",
        )

    def ask_member(self, case: Case, member: ResponseMember) -> None:
        """Ask somebody whether they will take part."""
        facts = {**_case_facts(case), "role": member.role}
        to = _named(member.subject, member.organization)
        self._send(to, _C.TEAM_ASKED, facts, case)

    def tell_consent(self, case: Case, member: ResponseMember) -> None:
        """Tell the author what a member answered."""
        answer = _ANSWERS[member.consent.value]
        facts = {**_case_facts(case), "member": member.role, "answer": answer}
        self._tell(case, _C.TEAM_ANSWERED, Part.AUTHOR, facts)

    def _tell(self, case: Case, code: MessageCode, part: Part, facts: Mapping[str, Fact]) -> None:
        self._send(recipient_of(case.response, case.demand, part), code, facts, case)

    def _send(
        self, to: Recipient, code: MessageCode, facts: Mapping[str, Fact], case: Case
    ) -> None:
        link = f"/responses/{case.response.id}"
        MESSAGES.tell(self._session, to=to, code=code, facts=facts, link=link)


_ANSWERS: Final = {
    "agreed": Text("同意", "agreed"),
    "refused": Text("不同意", "did not agree"),
}


def _case_facts(case: Case) -> dict[str, Fact]:
    return {"case_number": case.demand.case_number, "title": case.demand.title}


def _facts(case: Case, taken: ResponseTransition, code: MessageCode) -> dict[str, Fact]:
    said: dict[str, Fact] = {
        **_case_facts(case),
        "status": STATUS_LABELS[case.response.status],
        "due": case.response.due_at,
        "reason": None if taken.reason_code is None else REASONS[taken.reason_code].label,
    }
    return {name: said[name] for name in MESSAGES.codes[code]}


def recipient_of(response: Response, demand: Demand, part: Part) -> Recipient:
    """Return who is told for a part in a response."""
    if part is Part.AUTHOR:
        return _named(response.author_subject, response.author_organization)
    if part is Part.FIRM:
        return firm_of(demand)
    return role(Role.OPERATOR) if demand.broker is None else person(demand.broker)


def firm_of(demand: Demand) -> Recipient:
    """Return who is told about a need: its organization, or its owner if there is none."""
    return owner_of(demand)


def _named(subject: str, of: str | None) -> Recipient:
    return person(subject) if of is None else organization(of)
