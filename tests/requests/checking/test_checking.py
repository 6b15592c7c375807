"""A need is checked before it is submitted, and never held up by it."""

from http import HTTPStatus

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.stories import NEED, brought_to, draft, move, published


async def test_a_draft_is_checked_without_being_stored(parties: Parties) -> None:
    checked = await parties.nobody.post("/demands/check", json={"title": "风机太吵"})
    listed = (await parties.operator.get("/demands")).json()

    answer = checked.json()
    assert checked.status_code == HTTPStatus.OK
    assert answer["completeness"] < 50
    first = answer["findings"][0]
    assert (first["code"], first["field"]) == ("problem_not_stated", "description")
    assert set(first["message"]) == set(first["reason"]) == {"zh", "en"}
    assert listed["items"] == []


async def test_what_is_missing_does_not_stand_in_the_way(parties: Parties) -> None:
    demand = await draft(parties.owner, metric_targets=[], budget_min=None, budget_max=None)

    checked = (await parties.owner.get(f"/demands/{demand['id']}/check")).json()
    submitted = await move(parties.owner, demand, action="submit")

    assert {finding["code"] for finding in checked["findings"]} >= {"budget_not_stated"}
    assert submitted.status_code == HTTPStatus.OK


async def test_similar_needs_are_shown_as_everybody_may_see_them(parties: Parties) -> None:
    secret = await published(parties, confidentiality="confidential", org_hidden=True)
    hidden = await draft(parties.owner)
    parties.neighbours.ids = [secret["id"], hidden["id"]]

    answer = (await parties.stranger.post("/demands/check", json=NEED)).json()["similar"]

    assert answer["looked"] is True
    [item] = answer["items"]
    assert (item["demand"]["id"], item["demand"]["disclosure"]) == (secret["id"], "notice")
    assert item["closeness"] == 0.9
    joined = await parties.stranger.post(item["join"], json={})
    assert joined.status_code == HTTPStatus.OK


async def test_a_need_is_not_similar_to_itself(parties: Parties) -> None:
    demand, other = await published(parties), await published(parties, title="另一个气孔")
    parties.neighbours.ids = [demand["id"], other["id"]]

    answer = (await parties.nobody.get(f"/demands/{demand['id']}/similar")).json()

    assert [item["demand"]["id"] for item in answer["items"]] == [other["id"]]


async def test_without_matching_it_is_said_that_nobody_looked(parties: Parties) -> None:
    parties.neighbours.status = 503
    demand = await draft(parties.owner)

    answer = await parties.owner.get(f"/demands/{demand['id']}/check")

    assert answer.status_code == HTTPStatus.OK
    similar = answer.json()["similar"]
    assert (similar["looked"], similar["items"]) == (False, [])
    assert similar["note"]["zh"]


async def test_no_confidential_word_leaves_the_service_to_look_for_similar_needs(
    parties: Parties,
) -> None:
    texts = {"description": "机密描述", "confidential_detail": "机密细节"}
    demand = await brought_to(
        parties, DemandStatus.PUBLISHED, confidentiality="confidential", **texts
    )

    for client in (parties.owner, parties.operator, parties.stranger):
        await client.get(f"/demands/{demand['id']}/similar")
    await parties.owner.get(f"/demands/{demand['id']}/check")
    secret = {**NEED, **texts, "confidentiality": "confidential"}
    await parties.owner.post("/demands/check", json=secret)

    assert len(parties.neighbours.asked) == 5
    assert "机密" not in str(parties.neighbours.asked)
