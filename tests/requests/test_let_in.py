"""Whoever was let in on a need finds what that opens to them, and not a token more."""

import logging
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

import pytest

from services.requests.dependencies import Resources
from services.requests.grants.domain import Side
from services.requests.grants.exchange import Between, Card, ContactExchanges
from services.requests.grants.participation import Participations
from shared.auth import Role
from shared.types import new_id
from tests.requests.conftest import Parties
from tests.requests.crawling import everything_readable, texts_of
from tests.requests.grants.stories import accepted, asked, step
from tests.requests.stories import advance, published
from tests.requests.test_canary import (
    FULL,
    NOTICE,
    ORGANIZATION,
    OUTLINE,
    SQLITE,
    need_with_canaries,
)

US: Final = "organization institute"
CONTACTS: Final = {"contact_name", "contact_phone", "contact_email"}
CONFIDED: Final = FULL | {"confidential_detail"}


@dataclass
class Trove:
    """Confidential needs that tell a token for each field, and what leads to them."""

    parties: Parties
    ids: dict[str, list[str]] = field(
        default_factory=lambda: {"demand_id": [], "grant_id": [], "response_id": []}
    )
    tokens: dict[str, str] = field(default_factory=dict)
    """By token, of which need and in which field it is."""

    async def need(self, name: str) -> dict[str, Any]:
        """Publish a confidential need whose organization is hidden."""
        number = len(self.ids["demand_id"])
        changes = {"confidentiality": "confidential", "org_hidden": True}
        need, canaries = need_with_canaries(number, **changes)
        demand = await published(self.parties, **need)
        self.ids["demand_id"].append(demand["id"])
        self.tokens |= {token: f"{name}.{place}" for place, token in canaries.items()}
        return demand

    async def granted(self, name: str) -> dict[str, Any]:
        """Return a need whose details the provider may read; the last grant is its."""
        demand = await self.need(name)
        grant = await asked(self.parties.provider, demand)
        self.ids["grant_id"].append(grant["id"])
        await step(self.parties.owner, grant, "approve")
        await accepted(self.parties.provider, grant)
        return demand

    async def found(self, who: str, role: Role, organization: str | None) -> set[str]:
        """Return which tokens somebody finds, wherever they look."""
        client = self.parties.as_person(who, role, organization)
        seen = texts_of(await everything_readable(client, self.ids))
        return {place for token, place in self.tokens.items() if token in seen}


async def filled(parties: Parties) -> Trove:
    """Return needs in which the provider has every kind of part, at present or not any more."""
    trove = Trove(parties)
    resources: Resources = parties.app.state.resources
    await trove.need("unrelated")
    await trove.granted("confided")
    revoked = await trove.granted("revoked")
    grant = {"id": trove.ids["grant_id"][-1]}
    await step(parties.owner, grant, "revoke", reason_code="misuse")
    invited, known = await trove.need("invited"), await trove.need("acquainted")
    engaged, gone = await trove.granted("engaged"), await trove.granted("gone")
    response_id = new_id()
    trove.ids["response_id"].append(str(response_id))
    async with resources.database.transaction() as session:
        parts, exchanges = Participations(session), ContactExchanges(session)
        await parts.invite(UUID(invited["id"]), US, basis=new_id())
        await parts.engage(UUID(engaged["id"]), US, basis=new_id())
        between = Between(response_id, UUID(known["id"]), US)
        await exchanges.agree(between, Side.FIRM, actor="li")
        await exchanges.agree(between, Side.AUTHOR, actor="sun", card=Card("研究所", "孙工"))
    for demand in (engaged, gone):
        for action in ("begin_contact", "contract"):
            await advance(parties, demand, action)
    assert revoked["status"] == "published"
    return trove


def of(need: str, texts: set[str]) -> set[str]:
    """Return the places of a need's texts."""
    return {f"{need}.{text}" for text in texts}


@SQLITE
async def test_everybody_finds_what_was_opened_to_them_and_nothing_else(
    parties: Parties, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    trove = await filled(parties)
    notices = [of(name, NOTICE) for name in ("unrelated", "confided", "revoked", "invited")]
    public = set().union(*notices, of("acquainted", NOTICE))
    together = public | of("invited", OUTLINE) | of("engaged", OUTLINE)
    together |= of("acquainted", OUTLINE | ORGANIZATION | CONTACTS)
    mine = together | of("confided", CONFIDED) | of("engaged", CONFIDED)

    assert await trove.found("sun", Role.PROVIDER, "institute") == mine
    assert await trove.found("colleague", Role.PROVIDER, "institute") == together
    assert await trove.found("sun", Role.PROVIDER, "elsewhere") == public
    assert await trove.found("sun", Role.PROVIDER, None) == public
    assert await trove.found("sun", Role.SYSTEM_ADMINISTRATOR, "institute") == public
    assert await trove.found("qian", Role.EXPERT, None) == public
    assert set(trove.tokens.values()) == await trove.found("li", Role.FIRM, "acme")
    assert not [token for token in trove.tokens if token in caplog.text]
