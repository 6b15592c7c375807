"""Another firm says that it has the same need."""

from http import HTTPStatus

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.stories import brought_to, move, published


async def test_the_owner_learns_how_many_joined_and_operators_who(parties: Parties) -> None:
    demand = await published(parties)
    place = f"/demands/{demand['id']}"

    joined = await parties.stranger.post(f"{place}/join", json={"note": "我们也有同样的问题"})
    await parties.expert.post(f"{place}/join", json={})
    owner = (await parties.owner.get(f"{place}/joiners")).json()
    operator = (await parties.operator.get(f"{place}/joiners")).json()

    assert joined.json()["organization"] == "other"
    assert owner == {"count": 2, "joiners": None}
    assert [one["subject"] for one in operator["joiners"]] == ["zhao", "chen"]
    assert operator["joiners"][0]["note"] == "我们也有同样的问题"


async def test_joining_twice_counts_once_and_can_be_taken_back(parties: Parties) -> None:
    demand = await published(parties)
    place = f"/demands/{demand['id']}"

    first = await parties.stranger.post(f"{place}/join", json={})
    again = await parties.stranger.post(f"{place}/join", json={"note": "再来一次"})
    counted = (await parties.owner.get(f"{place}/joiners")).json()["count"]
    left = [await parties.stranger.delete(f"{place}/join") for _ in range(2)]

    assert first.json() == again.json()
    assert counted == 1
    assert {answer.status_code for answer in left} == {HTTPStatus.NO_CONTENT}
    assert (await parties.owner.get(f"{place}/joiners")).json()["count"] == 0


async def test_joining_changes_nothing_that_others_see(parties: Parties) -> None:
    demand = await published(parties)
    before = await parties.nobody.get(f"/demands/{demand['id']}")

    await parties.stranger.post(f"/demands/{demand['id']}/join", json={})
    after = await parties.nobody.get(f"/demands/{demand['id']}")
    refused = await parties.stranger.get(f"/demands/{demand['id']}/joiners")

    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
    assert refused.status_code == HTTPStatus.FORBIDDEN


async def test_nobody_joins_their_own_need_or_one_that_is_not_public(parties: Parties) -> None:
    own = await published(parties)
    gone = await brought_to(parties, DemandStatus.PUBLISHED)
    await move(parties.owner, gone, action="withdraw", reason_code="no_longer_needed")

    refused = await parties.colleague.post(f"/demands/{own['id']}/join", json={})
    hidden = await parties.stranger.post(f"/demands/{gone['id']}/join", json={})

    assert refused.json()["type"] == "urn:keqiao:problem:own-demand"
    assert hidden.status_code == HTTPStatus.NOT_FOUND
