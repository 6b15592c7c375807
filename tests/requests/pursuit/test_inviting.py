"""The clock invites those it came upon: who answers for an entry, once, and never to a secret."""

from typing import Any
from uuid import UUID

import pytest

from services.requests.demands.reads import FoundRead
from services.requests.demands.repository import DemandRepository
from tests.requests.conftest import Parties
from tests.requests.pursuit.stories import SQLITE_ONLY, Pursuing, at, told
from tests.requests.stories import published

SQLITE = pytest.mark.parametrize(*SQLITE_ONLY, indirect=True)


def listed(parties: Parties) -> list[FoundRead]:
    """List entries: nobody answers for the first, one is the firm's own, three are others'."""
    add = parties.listed.add
    entries = {
        "没人管的机构": add("provider", "没人管的机构", None),
        "需求方自己的": add("provider", "需求方自己的", "li", "acme"),
        "陈专家": add("expert", "陈专家", "chen"),
        "陈专家的成果": add("achievement", "陈专家的成果", "chen"),
        "焊接中心": add("facility", "焊接中心", "sun", "institute"),
        "周专家": add("expert", "周专家", "zhou"),
    }
    return [FoundRead.model_validate({**named, "title": t}) for t, named in entries.items()]


async def invited(
    parties: Parties, **changes: object
) -> tuple[Pursuing, dict[str, Any], dict[str, Any]]:
    """Let a need come to its second move; return who pursues it, the need, and what is noted."""
    pursuing = Pursuing(parties)
    pursuing.catalogue.first = listed(parties)
    with at("2026-11-23 10:00"):
        demand = await published(parties, **changes)
    for moment in ("2026-11-26 10:00", "2026-11-30 10:00"):
        with at(moment):
            assert await pursuing.strike() == 1
    with at("2026-11-30 10:00"):
        return pursuing, demand, (await pursuing.moves(demand))[-1]["details"]


async def test_up_to_so_many_are_invited_who_can_answer_and_are_told(parties: Parties) -> None:
    _, _, details = await invited(parties)

    messages = await told(parties, "response_invited")
    assert (details["move"], len(details["found"])) == ("invite_more", 6)
    assert [one["title"] for one in details["invited"]] == ["陈专家", "焊接中心"]
    assert [message["to"]["id"] for message in messages] == ["chen", "institute"]


@SQLITE
async def test_nobody_is_invited_to_what_its_firm_keeps_confidential(parties: Parties) -> None:
    _, _, details = await invited(parties, confidentiality="confidential")

    assert (details["move"], details["invited"]) == ("invite_more", None)
    assert await told(parties, "response_invited") == []


@SQLITE
async def test_whoever_was_asked_before_is_not_asked_again(parties: Parties) -> None:
    pursuing, need, _ = await invited(parties)
    inviter = pursuing.inviter()

    with at("2026-12-01 10:00"):
        entries = await inviter.answering(pursuing.catalogue.first or [])
        async with pursuing.resources.database.transaction() as session:
            demand = await DemandRepository(session).get(UUID(need["id"]), for_update=True)
            again = await inviter.invite(session, demand, entries)

    assert [one.title for one in again] == ["周专家"]
