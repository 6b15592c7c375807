"""The desk's list of needs in pursuit, and the rule that everybody may read."""

from services.requests.demands.domain import DemandStatus
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import Pursuing, at
from tests.requests.stories import brought_to, move, published


async def test_operators_see_what_is_done_next_and_when(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-24 10:00"):
        later = await published(parties, title="后来的需求")
    with at("2026-11-23 10:00"):
        first = await published(parties, title="先来的需求")
        raised = await brought_to(parties, DemandStatus.ESCALATED, title="转了揭榜的需求")

    with at("2026-11-26 10:00"):
        listed = await pursuing.listed()
        due = await pursuing.listed("overdue=true")
        rest = await pursuing.listed("overdue=false")
    with at("2026-11-26 10:01"):
        await pursuing.strike()
        moved = await pursuing.listed("move=invite_more")

    assert [one["id"] for one in listed] == [first["id"], later["id"], raised["id"]]
    assert [one["next_move"] for one in listed] == ["wider_match", "wider_match", "decide"]
    assert ([one["id"] for one in due], len(rest)) == ([first["id"]], 2)
    assert [(one["last_move"], one["moves"], one["overdue"]) for one in moved] == [
        ("wider_match", 1, False)
    ]


async def test_the_list_is_narrowed_and_read_in_pages(parties: Parties) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        needs = [await published(parties, title=f"需求{n}") for n in range(3)]
        brokered = (await move(parties.operator, needs[0], action="broker")).json()
        proposal = {"action": "propose_closing", "reason_code": "no_help_found"}
        await move(parties.operator, needs[1], **proposal)

        mine = await pursuing.listed("mine=true")
        nobodys = await pursuing.listed("unbrokered=true")
        asked = await pursuing.listed("asked=true")
        unasked = await pursuing.listed("asked=false&status=published&status=matching")
        page = (await parties.operator.get("/pursuit?limit=2")).json()
        rest = await pursuing.listed(f"limit=2&cursor={page['next_cursor']}")

    assert {one["id"] for one in mine} == {brokered["id"], needs[1]["id"]}
    assert [one["id"] for one in nobodys] == [needs[2]["id"]]
    assert [(one["id"], one["closing_reason"]) for one in asked] == [
        (needs[1]["id"], "no_help_found")
    ]
    assert len(unasked) == 2
    assert [one["id"] for one in page["items"] + rest] == [need["id"] for need in needs]


async def test_everybody_may_read_the_rule(parties: Parties) -> None:
    rules = (await parties.nobody.get("/pursuit/rules")).json()

    assert [(rule["move"], rule["after_working_days"]) for rule in rules[:2]] == [
        ("wider_match", 3),
        ("invite_more", 2),
    ]
    assert [rule["repeats"] for rule in rules] == [False] * 6 + [True]
    assert all(rule["label"]["zh"] and rule["label"]["en"] for rule in rules)
