"""Names and contacts pass when both sides of a response agreed, and to nobody else."""

from http import HTTPStatus
from typing import Any, Final
from uuid import UUID

import httpx
import pytest

from services.requests.dependencies import Resources
from services.requests.grants.domain import Side
from services.requests.grants.exchange import Between, Card, ContactExchanges
from shared.types import new_id
from tests.requests.conftest import Parties
from tests.requests.grants.stories import seen
from tests.requests.stories import published

CARD: Final = Card("华南焊接研究所", "孙工", "020-88886666", "sun@example.org")
ORDERS: Final = [[Side.FIRM, Side.AUTHOR], [Side.AUTHOR, Side.FIRM]]
SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


async def agreed(parties: Parties, between: Between, side: Side) -> bool:
    """Let one side agree, as responses do; return whether both have."""
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        card = CARD if side is Side.AUTHOR else None
        return await ContactExchanges(session).agree(between, side, actor="x", card=card)


async def contacts(client: httpx.AsyncClient, between: Between) -> httpx.Response:
    """Ask for the contacts of a response."""
    return await client.get(f"/responses/{between.response_id}/contacts")


async def a_response(parties: Parties) -> tuple[dict[str, Any], Between]:
    """Return a need whose organization is hidden, and the provider's response to it."""
    demand = await published(parties, org_hidden=True)
    return demand, Between(new_id(), UUID(demand["id"]), "organization institute")


@SQLITE
@pytest.mark.parametrize("order", ORDERS)
async def test_nothing_passes_before_both_have_agreed(parties: Parties, order: list[Side]) -> None:
    demand, between = await a_response(parties)
    first, second = order

    none = await contacts(parties.owner, between)
    half = await agreed(parties, between, first)
    waiting = [await contacts(client, between) for client in (parties.owner, parties.provider)]
    nameless = await seen(parties.provider, demand)
    both = await agreed(parties, between, second)

    assert none.status_code == HTTPStatus.NOT_FOUND
    assert (half, both) == (False, True)
    assert {(one.json()["firm"], one.json()["author"]) for one in waiting} == {(None, None)}
    assert not [one for one in waiting if "孙工" in one.text or "李工" in one.text]
    assert nameless["organization_name"] is None
    told = (await contacts(parties.provider, between)).json()
    assert told == (await contacts(parties.colleague, between)).json()
    assert (told["firm"]["contact_phone"], told["firm"]["organization_name"]) == (
        "0769-22831234",
        "测试电池厂",
    )
    assert (told["author"]["contact_name"], told["author"]["contact_email"]) == (
        "孙工",
        "sun@example.org",
    )
    assert (await seen(parties.provider, demand))["organization_name"] == "测试电池厂"


@SQLITE
async def test_others_neither_read_the_contacts_nor_learn_the_name(parties: Parties) -> None:
    demand, between = await a_response(parties)
    for side in Side:
        await agreed(parties, between, side)

    for client in (parties.stranger, parties.expert, parties.nobody, parties.service):
        hidden = await contacts(client, between)
        unknown = await contacts(client, Between(new_id(), between.demand_id, between.holder))

        assert hidden.status_code == unknown.status_code == HTTPStatus.NOT_FOUND
        assert hidden.json()["type"] == unknown.json()["type"]
        assert (await seen(client, demand))["organization_name"] is None


@SQLITE
async def test_a_half_agreement_is_forgotten_with_its_response(parties: Parties) -> None:
    _, between = await a_response(parties)
    await agreed(parties, between, Side.AUTHOR)
    resources: Resources = parties.app.state.resources

    async with resources.database.transaction() as session:
        await ContactExchanges(session).call_off(between.response_id)

    assert (await contacts(parties.owner, between)).status_code == HTTPStatus.NOT_FOUND
    assert not await agreed(parties, between, Side.FIRM)


async def test_what_has_passed_stays_known(parties: Parties) -> None:
    _, between = await a_response(parties)
    for side in Side:
        await agreed(parties, between, side)
    resources: Resources = parties.app.state.resources

    async with resources.database.transaction() as session:
        await ContactExchanges(session).call_off(between.response_id)
        sides = await ContactExchanges(session).agreed(between.response_id)

    assert sides == frozenset(Side)
    assert (await contacts(parties.owner, between)).json()["author"]["contact_name"] == "孙工"
