"""Who counts as being there for a need: the pursuit and real responses, put together."""

from uuid import UUID

import pytest

from services.requests.pursuit.assembly import pursuit_clock
from services.requests.pursuit.presence import somebody_responds
from services.requests.responses.domain import ResponseStatus
from shared.leases import Lease
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import SQLITE_ONLY, Pursuing, at
from tests.requests.responses.stories import brought_to, stepped
from tests.requests.stories import published

pytestmark = pytest.mark.parametrize(*SQLITE_ONLY, indirect=True)
S = ResponseStatus


async def strike(parties: Parties) -> int:
    """Let the clock strike as the service's own does."""
    held = Pursuing(parties).resources
    clock = pursuit_clock(
        held.database, held.feed, held.peers, rules=held.rules, interval=1, lease=Lease()
    )
    return await clock.do_what_is_due()


async def test_a_response_underway_holds_the_moves_up_and_its_end_lets_them_go_on(
    parties: Parties,
) -> None:
    pursuing = Pursuing(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties)
        response = await brought_to(parties, S.EXPRESSED, demand)
        [listed] = await pursuing.listed()
    assert (listed["status"], listed["next_at"]) == ("matching", "2026-11-26T02:00:00Z")

    with at("2026-11-26 10:00"):
        assert await strike(parties) == 1
        assert await pursuing.moves(demand) == []
    with at("2026-11-27 10:00"):
        await stepped(parties.expert, response, "withdraw", reason_code="no_capacity")
        [listed] = await pursuing.listed()
    assert (listed["status"], listed["next_at"]) == ("published", "2026-12-02T02:00:00Z")

    with at("2026-12-03 11:00"):
        assert await strike(parties) == 1  # a day late, since nothing answers searches here
        [made] = await pursuing.moves(demand)
    assert (made["details"]["move"], made["details"]["looked"]) == ("wider_match", False)


@pytest.mark.parametrize(
    ("status", "there"),
    [
        (S.DRAFT, False),
        (S.INVITED, False),
        (S.EXPRESSED, True),
        (S.OFFERED, True),
        (S.NOT_SELECTED, False),
        (S.DECLINED, False),
    ],
)
async def test_whoever_only_could_respond_is_not_there_yet(
    parties: Parties, status: ResponseStatus, *, there: bool
) -> None:
    demand = await published(parties)
    await brought_to(parties, status, demand)

    async with Pursuing(parties).resources.database.snapshot() as session:
        found = await somebody_responds(session, UUID(demand["id"]))

    assert found == there
