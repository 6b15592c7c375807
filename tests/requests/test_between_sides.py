"""What two sides tell each other stays between them; who they are, until both agreed to say."""

import logging
from typing import Any, Final

import httpx
import pytest

from shared.auth import Role
from tests.requests.conftest import Parties
from tests.requests.crawling import everything_shown, texts_of
from tests.requests.responses.stories import OFFER, drafted, stepped
from tests.requests.stories import published
from tests.requests.test_canary import SQLITE

NEED: Final = {
    "confidentiality": "registered",
    "org_hidden": True,
    "organization_name": "KanarieFirmName",
    "contact_name": "KanarieFirmContact",
    "contact_phone": "020-11110000",
    "contact_email": "kanarie-firm@example.org",
    "confidential_detail": "KanarieDetail",
}
SAID: Final = {
    "approach": "KanarieApproach：改用摆动激光与保护气联合控制熔池，先做二十件对比试焊。",
    "experience": "KanarieExperience",
    "contact_name": "KanarieAuthorContact",
    "contact_phone": "020-22220000",
    "contact_email": "kanarie-author@example.org",
}
TERMS: Final = {**OFFER, "price_note": "KanariePrice", "terms": "KanarieTerms"}
FIRM: Final = {
    "KanarieFirmName",
    "KanarieFirmContact",
    "020-11110000",
    "kanarie-firm@example.org",
}
AUTHOR: Final = {"KanarieAuthorContact", "020-22220000", "kanarie-author@example.org"}
WORDS: Final = {"KanarieApproach", "KanarieExperience"}
PRICE: Final = {"KanariePrice", "KanarieTerms"}
EVERYTHING: Final = FIRM | AUTHOR | WORDS | PRICE | {"KanarieDetail"}

Ids = dict[str, list[str]]


async def found(client: httpx.AsyncClient, ids: Ids) -> set[str]:
    """Return which tokens somebody finds, wherever they look."""
    text = texts_of(await everything_shown(client, ids))
    return {token for token in EVERYTHING if token in text}


async def outsiders_find_nothing(parties: Parties, ids: Ids) -> None:
    """Assert that nobody else finds a token, not even experts and auditors."""
    other = parties.as_person("qian", Role.EXPERT, None)
    for client in (parties.stranger, parties.auditor, other):
        assert await found(client, ids) == set()


async def offered(parties: Parties) -> tuple[dict[str, Any], Ids]:
    """Return a response of the expert's, with an offer, and what leads to it."""
    demand = await published(parties, **NEED)
    response = await drafted(parties.expert, demand, **SAID)
    ids = {"demand_id": [demand["id"]], "response_id": [response["id"]]}
    assert await found(parties.owner, ids) == FIRM | {"KanarieDetail"}
    for who, action in (
        (parties.expert, "express"),
        (parties.operator, "take_over"),
        (parties.operator, "qualify"),
        (parties.owner, "shortlist"),
    ):
        response = await stepped(who, response, action)
    return await stepped(parties.expert, response, "offer", offer=TERMS), ids


@SQLITE
async def test_what_the_sides_tell_each_other_and_who_they_are_stays_between_them(
    parties: Parties, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    response, ids = await offered(parties)
    owner, expert = {"KanarieDetail"} | FIRM | WORDS | PRICE, AUTHOR | WORDS | PRICE

    assert await found(parties.owner, ids) == owner
    assert await found(parties.expert, ids) == expert
    await outsiders_find_nothing(parties, ids)
    await stepped(parties.owner, response, "agree_contact")
    assert await found(parties.expert, ids) == expert
    await stepped(parties.expert, response, "agree_contact")
    assert await found(parties.owner, ids) == owner | AUTHOR
    assert await found(parties.expert, ids) == expert | FIRM
    await outsiders_find_nothing(parties, ids)
    selected = await stepped(parties.owner, response, "select")
    ids["engagement_id"] = [selected["engagement_id"]]
    assert await found(parties.owner, ids) == owner | AUTHOR
    assert await found(parties.expert, ids) == expert | FIRM
    await outsiders_find_nothing(parties, ids)
    assert not [token for token in EVERYTHING if token in caplog.text]
