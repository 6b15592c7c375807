from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.stories import PUBLISH, brought_to, draft, events, move, published

TYPE = "requests.demand.changed.v1"


async def test_nothing_is_told_before_publication(parties: Parties) -> None:
    await brought_to(parties, DemandStatus.UNDER_REVIEW)

    assert await events(parties) == []


async def test_a_published_demand_is_told_as_the_public_sees_it(parties: Parties) -> None:
    demand = await published(
        parties, confidential_detail="客户名单", contact_email="li@example.org"
    )

    [event] = await events(parties)

    assert (event["type"], event["subject"], event["method"]) == (TYPE, demand["id"], "PUT")
    assert event["data"] == (await parties.nobody.get(f"/demands/{demand['id']}")).json()
    assert event["data"]["disclosure"] == "full"


async def test_what_needs_a_sign_in_is_not_told(parties: Parties) -> None:
    await published(parties, confidentiality="registered", org_hidden=True)

    [event] = await events(parties)

    assert event["data"]["disclosure"] == "outline"
    assert "description" not in event["data"]
    assert event["data"]["organization_name"] is None


async def test_leaving_the_public_is_told_as_a_deletion(parties: Parties) -> None:
    for action in ("withdraw", "revise"):
        demand = await published(parties)
        reason = "no_longer_needed" if action == "withdraw" else None
        await move(parties.owner, demand, action=action, reason_code=reason)

        last = (await events(parties))[-1]

        assert (last["subject"], last["method"]) == (demand["id"], "DELETE")
        assert "data" not in last


async def test_steps_that_the_public_does_not_see_are_not_told(parties: Parties) -> None:
    demand = await published(parties)
    told = await events(parties)

    renewed = await move(parties.owner, demand, action="renew")

    assert renewed.json()["expires_on"] == demand["expires_on"]
    assert await events(parties) == told


async def test_a_demand_comes_back_after_a_second_review(parties: Parties) -> None:
    demand = await published(parties)
    for who, step in (
        (parties.owner, {"action": "revise"}),
        (parties.owner, {"action": "submit"}),
        (parties.operator, {"action": "start_review"}),
        (parties.operator, PUBLISH[1]),
    ):
        demand = (await move(who, demand, **step)).json()

    methods = [event["method"] for event in await events(parties)]
    assert methods == ["PUT", "DELETE", "PUT"]


async def test_the_snapshot_holds_what_is_published_now(parties: Parties) -> None:
    kept = await published(parties)
    gone = await published(parties, title="撤回的需求")
    await draft(parties.owner)
    await move(parties.owner, gone, action="withdraw", reason_code="no_longer_needed")

    snapshot = (await parties.service.get("/feed/snapshot")).json()

    assert [event["subject"] for event in snapshot["events"]] == [kept["id"]]
