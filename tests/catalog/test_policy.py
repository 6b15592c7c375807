"""Who may do what: every route of the service, for everybody, on an entry that is not theirs."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from services.catalog.duties import KINDS
from tests.catalog.conftest import WORKS, Parties
from tests.catalog.stories import AUTHORS, EXAMPLES, moved, written
from tests.running import calling_over_sockets

EVERYBODY = {
    "nobody",
    "firm",
    "expert",
    "other_expert",
    "provider",
    "other_provider",
    "colleague",
    "operator",
    "administrator",
    "auditor",
    "service",
}
SERVICE = {"service"}
OPERATORS = {"operator"}
PROVIDERS = {"provider", "other_provider", "colleague"}
EXPERTS = {"expert", "other_expert", "colleague"}
WRITERS = {
    "providers": PROVIDERS,
    "offerings": PROVIDERS,
    "facilities": PROVIDERS,
    "experts": EXPERTS,
    "achievements": PROVIDERS | EXPERTS,
}
"""Who may write entries of a kind, if they own them."""

PUBLIC = {
    "read_summary",
    "read_liveness",
    "read_readiness",
    "read_public_keys",
    "list_listing_reasons",
    "read_reviews",
}
PEERS = {"read_feed", "read_feed_snapshot", "read_owner"}
NOBODY: set[str] = set()
AUDITORS = {"auditor"}
MESSAGES = {"read_messages", "read_messages_snapshot"}
"""For the portal, which is none of these."""
PEOPLE = {"export_person", "list_obligations", "erase_person"}
"""The same."""
AUDIT = {"read_audit_log", "verify_audit_log"}
LISTING = {"read_listing", "move_listing"}
QUARANTINE = {"list_quarantine", "decide_quarantined"}
REFUSALS = {401, 403}
ELSEWHERE = {"registrations", "teams", "service-records"}
"""What has a matrix of its own: who may do what depends on more than a role and an owner."""

BODIES: dict[str, Any] = {
    "change": {},
    "move": {"action": "suspend", "reason_code": "other"},
    "move_listing": {"action": "assure"},
    "decide": {"action": "skip"},
    "import": {"source": "register", "rows": [{}]},
    **{name: {} for name in PEOPLE},
}


def expected_of(kind_plural: str, noun: str) -> dict[str, set[str]]:
    """Return who may call each route of a kind, on an entry its author owns."""
    owners = OPERATORS | {AUTHORS[kind_plural]}
    return {
        f"create_{noun}": OPERATORS | WRITERS[kind_plural],
        f"list_{kind_plural}": EVERYBODY,
        f"import_{kind_plural}": OPERATORS,
        f"read_{noun}": EVERYBODY,
        f"change_{noun}": owners,
        f"move_{noun}": owners,
        f"read_{noun}_history": owners,
    }


def expected() -> dict[str, set[str]]:
    """Return who may call each route of the service."""
    table = dict.fromkeys(PUBLIC, EVERYBODY) | dict.fromkeys(PEERS, SERVICE)
    table |= dict.fromkeys(MESSAGES | PEOPLE, NOBODY) | dict.fromkeys(AUDIT, AUDITORS)
    table |= dict.fromkeys(QUARANTINE, OPERATORS | {"administrator"})
    table |= dict.fromkeys(LISTING, OPERATORS | {"provider"})
    for kind in KINDS:
        table |= expected_of(kind.plural, kind.kind.value)
    return table


def operations(parties: Parties) -> Iterator[tuple[str, str, str]]:
    """Yield each route's name, method and path, as the service describes itself."""
    for path, methods in parties.app.openapi()["paths"].items():
        if path[1:].partition("/")[0] in ELSEWHERE:
            continue
        for method, operation in methods.items():
            yield operation["operationId"], method, path


async def call(
    client: httpx.AsyncClient, name: str, method: str, path: str, ids: dict[str, str]
) -> int:
    """Call a route and return the status of the answer."""
    plural = path[1:].partition("/")[0]
    example = BODIES.get(name.partition("_")[0], EXAMPLES.get(plural))
    body = BODIES.get(name, example)
    answer = await client.request(
        method.upper(),
        path.replace("{entry_id}", ids.get(plural, ids["providers"]))
        .replace("{kind}", "provider")
        .replace("{peer}", "moon")
        .replace("{sequence}", "1"),
        json=body if method in {"post", "put", "patch"} else None,
        headers={"If-Match": "*"},
    )
    return answer.status_code


async def entries_of_every_kind(parties: Parties) -> dict[str, str]:
    """Return the ids of an entry of each kind, written by its author, who acts for the works."""
    ids = {
        plural: (await written(getattr(parties, author), plural)).json()["id"]
        for plural, author in AUTHORS.items()
    }
    for plural, entry_id in ids.items():
        place, said = f"/{plural}/{entry_id}", {"owner_organization": WORKS}
        answer = await parties.operator.patch(place, json=said, headers={"If-Match": "*"})
        assert answer.status_code == 200, answer.text
    return ids


@pytest.fixture
async def callers(parties: Parties, catalog_url: str) -> AsyncIterator[Parties]:
    """Everybody, over a socket on one engine."""
    async with calling_over_sockets(parties, EVERYBODY, catalog_url) as callers:
        yield callers


async def test_every_route_lets_those_pass_who_may_and_nobody_else(callers: Parties) -> None:
    ids = await entries_of_every_kind(callers)
    table = expected()
    allowed: dict[str, set[str]] = {}

    for name, method, path in operations(callers):
        allowed[name] = set()
        for who in sorted(EVERYBODY):
            status = await call(getattr(callers, who), name, method, path, ids)
            assert status < 500, f"{who} broke {name}"
            assert (status == 401) <= (who == "nobody"), f"{who} is known to {name}"
            allowed[name] |= set() if status in REFUSALS else {who}

    assert set(allowed) == set(table), "a route without a rule, or a rule without a route"
    assert allowed == table


async def test_a_withdrawn_entry_exists_for_its_owner_and_operators_only(
    parties: Parties,
) -> None:
    ids = await entries_of_every_kind(parties)
    for plural, author in AUTHORS.items():
        answer = await moved(getattr(parties, author), f"/{plural}/{ids[plural]}", "withdraw")
        assert answer.status_code == 200

    for plural, author in AUTHORS.items():
        place = f"/{plural}/{ids[plural]}"
        for who in EVERYBODY:
            found = (await getattr(parties, who).get(place)).status_code
            assert found == (200 if who in OPERATORS | {author} else 404), f"{who} at {place}"
            assert who in OPERATORS | {author} or await hidden(parties, who, plural, place)


async def hidden(parties: Parties, who: str, plural: str, place: str) -> bool:
    """Tell whether writing to an entry gives away that it is there."""
    client = getattr(parties, who)
    answer = await client.patch(place, json={}, headers={"If-Match": "*"})
    nowhere = await client.patch(place[:-4] + "0000", json={}, headers={"If-Match": "*"})
    expected_status = 401 if who == "nobody" else 404 if who in WRITERS[plural] else 403
    return bool(answer.status_code == nowhere.status_code == expected_status)
