"""The life of a response, exhaustively: as a table, and through HTTP."""

from http import HTTPStatus
from itertools import product
from typing import Any, Final

from services.requests.responses.domain import (
    LIFE,
    STATUS_LABELS,
    WAITING,
    WAITS_FOR,
    Part,
    ResponseAction,
    ResponseStatus,
)
from services.requests.responses.reasons import NEEDS_NOTE, NEEDS_REASON, REASONS, ResponseReason
from services.requests.responses.rules import ResponseRules
from tests.requests.conftest import Parties
from tests.requests.responses.stories import (
    OFFER,
    SQLITE,
    at,
    pass_working_days,
    seen,
    step,
    written,
)

A, S = ResponseAction, ResponseStatus
TABLE: Final = {(row.state, row.action): row for row in LIFE.transitions}
PEOPLE: Final = {"expert": Part.AUTHOR, "owner": Part.FIRM, "operator": Part.OPERATOR}


class TestTheTable:
    def test_every_status_can_be_reached_and_left(self) -> None:
        assert LIFE.unreachable() == set()
        assert LIFE.without_exit() == set()

    def test_every_action_is_in_the_table(self) -> None:
        assert {row.action for row in LIFE.transitions} == set(A)

    def test_every_wait_has_an_end_by_the_clock_and_somebody_whose_turn_it_is(self) -> None:
        ended = {row.state for row in LIFE.transitions if row.action in {A.EXPIRE, A.HAND_ON}}

        assert ended == WAITING == set(WAITS_FOR)
        assert {f"{status}_days" for status in WAITING} < set(ResponseRules.model_fields)

    def test_what_the_platform_does_people_cannot(self) -> None:
        own = {A.EXPIRE, A.CLOSE, A.HAND_ON, A.FALL_THROUGH}

        assert {row.action for row in LIFE.transitions if Part.SYSTEM in row.parties} == own
        assert {len(row.parties) for row in LIFE.transitions if row.action in own} == {1}

    def test_every_status_is_named_in_both_languages(self) -> None:
        assert set(STATUS_LABELS) == set(S)
        assert all(label.zh and label.en for label in STATUS_LABELS.values())

    def test_every_reason_has_a_meaning_and_a_use(self) -> None:
        assert set(REASONS) == set(ResponseReason)
        assert all(reason.label.zh and reason.label.en for reason in REASONS.values())
        assert all(reason.actions for reason in REASONS.values())
        for action in NEEDS_REASON:
            assert len([one for one in REASONS.values() if action in one.given_for]) > 2


def said(action: ResponseAction) -> dict[str, Any]:
    """Return what goes with an action."""
    words: dict[str, Any] = {}
    if action in NEEDS_REASON:
        words["reason_code"] = "other"
    if action in NEEDS_REASON | NEEDS_NOTE:
        words["note"] = "见说明"
    if action in {A.OFFER, A.COUNTER}:
        words["offer"] = OFFER
    return words


@SQLITE
async def test_at_each_status_everybody_can_do_what_the_table_says_and_no_more(
    parties: Parties,
) -> None:
    for status in S:
        response = await at(parties, status)

        for (who, part), action in product(PEOPLE.items(), A):
            row = TABLE.get((status, action))
            if row is not None and part in row.parties:
                continue  # allowed: the next test does it
            if row is None and part is not Part.AUTHOR:
                continue  # as impossible for the author as for anybody
            answer = await step(getattr(parties, who), response, action, **said(action))
            wanted = HTTPStatus.CONFLICT if row is None else HTTPStatus.FORBIDDEN
            if status is S.DRAFT and part is not Part.AUTHOR:
                wanted = HTTPStatus.NOT_FOUND
            assert answer.status_code == wanted, (status, who, action, answer.text)

        assert await seen(parties.expert, response) == response


ANYWHERE: Final = {A.AGREE_CONTACT, A.REFUSE, A.WITHDRAW}
"""What is the same wherever a response is in hand; it is tried at the ends of that."""

ROWS: Final = [
    (row.state, row.action, next(who for who, part in PEOPLE.items() if part in row.parties))
    for row in LIFE.transitions
    if row.parties & set(PEOPLE.values())
    and (row.state, row.action) != (S.DRAFT, A.INVITE)
    and not (row.action in ANYWHERE and row.state not in {S.EXPRESSED, S.TAKEN_OVER, S.COUNTERED})
]
"""What people do; a draft is invited without being seen, which the invitations show."""


@SQLITE
async def test_what_people_do_leads_where_the_table_says(parties: Parties) -> None:
    for state, action, who in ROWS:
        response = await at(parties, state)
        if state is S.INVITED:
            response = await written(parties.expert, response)

        answer = await step(getattr(parties, who), response, action, **said(action))

        assert answer.status_code == HTTPStatus.OK, (state, action, who, answer.text)
        moved = answer.json()
        assert moved["status"] == TABLE[state, action].next
        history = (await parties.expert.get(f"/responses/{response['id']}/history")).json()
        last = {name: history[-1][name] for name in ("action", "from_status", "part")}
        assert last == {"action": action, "from_status": state, "part": PEOPLE[who]}


@SQLITE
async def test_the_clock_ends_every_wait(parties: Parties) -> None:
    for status in WAITING:
        response = await at(parties, status)

        assert await pass_working_days(parties, 21) >= 1

        ended = await seen(parties.expert, response)
        row = TABLE.get((status, A.HAND_ON)) or TABLE[status, A.EXPIRE]
        assert ended["status"] == row.next
        assert ended["reason_code"] is not None
