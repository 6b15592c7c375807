"""Teams: nobody is counted on who has not agreed."""

from http import HTTPStatus
from typing import Any

from services.requests.responses.domain import ResponseStatus
from services.requests.responses.teams import TEAM_SIZE
from shared.auth import Role
from tests.requests.conftest import Parties
from tests.requests.responses.stories import (
    SQLITE,
    asked_to_join,
    brought_to,
    seen,
    step,
    stepped,
    told,
)

pytestmark = SQLITE
S = ResponseStatus


async def answer(client: Any, response: dict[str, Any], member: str, consent: str) -> Any:  # noqa: ANN401 - clients and their answers
    """Answer as a member."""
    return await client.put(
        f"/responses/{response['id']}/members/{member}/consent", json={"consent": consent}
    )


async def test_a_team_is_not_qualified_before_every_member_has_agreed(parties: Parties) -> None:
    response = await brought_to(parties, S.TAKEN_OVER)
    lab = parties.listed.add("provider", "检测中心", "sun", "institute")
    member = await asked_to_join(parties.expert, response, lab)
    [asked] = await told(parties, "team_asked")

    before = await step(parties.operator, response, "qualify")
    agreed = await answer(parties.provider, response, member, "agreed")
    after = await step(parties.operator, response, "qualify")

    assert asked["to"] == {"kind": "organization", "id": "institute"}
    assert before.json()["type"] == "urn:keqiao:problem:transition-not-ready"
    assert agreed.json()["members"][0]["consent"] == "agreed"
    assert (after.status_code, after.json()["status"]) == (HTTPStatus.OK, "qualified")
    [message] = await told(parties, "team_answered")
    assert message["facts"]["answer"] == {"zh": "同意", "en": "agreed"}


async def test_who_takes_consent_back_stops_the_team_until_the_author_acts(
    parties: Parties,
) -> None:
    response = await brought_to(parties, S.TAKEN_OVER)
    gu = parties.as_person("gu", Role.EXPERT, None)
    member = await asked_to_join(
        parties.expert, response, parties.listed.add("expert", "顾工", "gu")
    )
    await answer(gu, response, member, "agreed")
    await stepped(parties.operator, response, "qualify")

    refused = await answer(gu, response, member, "refused")
    stopped = await step(parties.owner, response, "shortlist")
    unseen = await gu.get(f"/responses/{response['id']}")
    left = await parties.expert.delete(f"/responses/{response['id']}/members/{member}")
    goes_on = await step(parties.owner, response, "shortlist")

    assert refused.json()["members"][0]["consent"] == "refused"
    assert (stopped.status_code, unseen.status_code) == (HTTPStatus.CONFLICT, HTTPStatus.NOT_FOUND)
    assert (left.status_code, goes_on.status_code) == (HTTPStatus.NO_CONTENT, HTTPStatus.OK)


async def test_a_member_reads_what_they_would_take_part_in_but_no_prices_or_contacts(
    parties: Parties,
) -> None:
    response = await brought_to(parties, S.OFFERED)
    lab = parties.listed.add("provider", "检测中心", "sun", "institute")
    await asked_to_join(parties.expert, response, lab)

    read = await seen(parties.provider, response)
    offers = await parties.provider.get(f"/responses/{response['id']}/offers")
    listed = (await parties.provider.get("/responses?part=member")).json()["items"]

    assert (read["seen_as"], read["offer"], read["actions"]) == ("member", None, [])
    assert read["approach"] is not None
    assert "contact" not in read
    assert offers.status_code == HTTPStatus.FORBIDDEN
    assert [one["id"] for one in listed] == [response["id"]]


async def test_a_team_is_asked_once_is_not_the_author_and_has_a_size(parties: Parties) -> None:
    response = await brought_to(parties, S.DRAFT)
    place = f"/responses/{response['id']}/members"
    own = parties.listed.add("expert", "陈工", "chen")
    lab = parties.listed.add("provider", "检测中心", "sun", "institute")
    unclaimed = parties.listed.add("facility", "电镜", None)
    gone = parties.listed.add("expert", "走了", "zou", status="withdrawn")
    await asked_to_join(parties.expert, response, lab)

    async def refusal(entry: dict[str, str]) -> str:
        answer = await parties.expert.post(place, json={"entry": entry, "role": "检测"})
        return str(answer.json()["type"]).removeprefix("urn:keqiao:problem:")

    told_why = [await refusal(entry) for entry in (lab, own, unclaimed, gone)]
    for number in range(TEAM_SIZE - 1):
        entry = parties.listed.add("expert", f"专家{number}", f"expert-{number}")
        await asked_to_join(parties.expert, response, entry)

    assert told_why == ["already-member", "already-member", "entry-unanswered", "entry-unavailable"]
    assert await refusal(parties.listed.add("expert", "再来", "zai")) == "team-full"


async def test_after_the_selection_a_team_does_not_change(parties: Parties) -> None:
    response = await brought_to(parties, S.OFFERED)
    member = await asked_to_join(
        parties.expert, response, parties.listed.add("provider", "检测中心", "sun", "institute")
    )
    await answer(parties.provider, response, member, "agreed")
    await stepped(parties.owner, response, "select")

    late = [
        await answer(parties.provider, response, member, "refused"),
        await parties.expert.delete(f"/responses/{response['id']}/members/{member}"),
    ]

    assert {one.json()["type"] for one in late} == {"urn:keqiao:problem:response-not-editable"}
