"""Every text of every demand carries a token of its own; nobody finds one that is not for them."""

import logging
from collections.abc import Iterable
from itertools import product
from typing import Any, Final

import httpx
import pytest
import sqlalchemy as sa

from services.requests.demands.domain import OPEN, Confidentiality, DemandStatus
from services.requests.dependencies import Resources
from tests.requests.conftest import Parties
from tests.requests.crawling import everything_readable, texts_of
from tests.requests.stories import NEED, PUBLISH, WAY_TO, brought_to, move

NOTICE: Final = {"title", "public_summary"}
OUTLINE: Final = NOTICE | {"keywords", "required_qualifications"}
ORGANIZATION: Final = {"organization_name"}
FULL: Final = OUTLINE | {"description", "metric_name", "metric_unit"}
SECRET: Final = {"confidential_detail", "contact_name", "contact_phone", "contact_email"}

VERIFIED: Final = ("stranger", "expert", "provider")
NOT_VERIFIED: Final = ("nobody", "service", "administrator", "auditor")

KINDS: Final = [
    *product(Confidentiality, (True, False), [DemandStatus.PUBLISHED]),
    *product(Confidentiality, [False], sorted(OPEN - {DemandStatus.PUBLISHED})),
    *product([Confidentiality.OPEN], [False], [status for status in WAY_TO if status not in OPEN]),
]
"""Tier, whether the organization is hidden, and status of each need that is told.

Of what is not open nobody may find anything, so there its tier is the one that tells most.
"""

Canaries = dict[str, str]

SQLITE: Final = pytest.mark.parametrize("requests_url", ["sqlite"], indirect=True)


def told_texts(tier: str, *, hidden: bool, verified: bool) -> set[str]:
    """Return which texts of a published demand others may read; stated apart from the code."""
    if tier == "confidential":
        return NOTICE
    organization = set() if hidden else ORGANIZATION
    if tier == "registered" and not verified:
        return OUTLINE | organization
    return FULL | organization


def need_with_canaries(number: int, **changes: object) -> tuple[dict[str, Any], Canaries]:
    """Return a need whose every text is a token that is nowhere else."""
    names = sorted(FULL | ORGANIZATION | SECRET)
    canaries = {name: f"Canary{number:03}x{place:02}z" for place, name in enumerate(names)}
    canaries["contact_phone"] = f"0769-2{number:03}8888"
    canaries["contact_email"] = f"canary{number:03}@example.org"
    texts = {name: canaries[name] for name in NOTICE | ORGANIZATION | SECRET | {"description"}}
    lists = {name: [canaries[name]] for name in ("keywords", "required_qualifications")}
    target = {"name": canaries["metric_name"], "unit": canaries["metric_unit"]}
    metric = {**target, "comparison": ">=", "target_value": number}
    return {**NEED, **texts, **lists, "metric_targets": [metric], **changes}, canaries


@SQLITE
async def test_nobody_finds_a_canary_that_is_not_for_them(
    parties: Parties, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    allowed: dict[str, set[str]] = {"in": set(), "out": set(), "feed": set()}
    everything: dict[str, str] = {}
    ids = []
    for number, (tier, hidden, status) in enumerate(KINDS):
        need, canaries = need_with_canaries(number, confidentiality=tier, org_hidden=hidden)
        ids.append((await brought_to(parties, status, **need))["id"])
        everything |= {
            token: f"{tier}/{hidden}/{status}/{name}" for name, token in canaries.items()
        }
        if PUBLISH in WAY_TO[status] and status not in OPEN:
            # The feed remembers what was public before, for peers that have yet to read it.
            texts = told_texts(tier, hidden=hidden, verified=False)
            allowed["feed"] |= {canaries[name] for name in texts}
        if status in OPEN:
            for side, verified in (("in", True), ("out", False)):
                texts = told_texts(tier, hidden=hidden, verified=verified)
                allowed[side] |= {canaries[name] for name in texts}

    for who in VERIFIED + NOT_VERIFIED:
        seen = texts_of(await everything_readable(getattr(parties, who), {"demand_id": ids}))

        found = {token for token in everything if token in seen}
        right = allowed["in" if who in VERIFIED else "out"]
        right = right | allowed["feed"] if who == "service" else right
        assert found == right, (
            who,
            sorted(everything[token] for token in found - right),
            sorted(everything[token] for token in right - found),
        )
    assert not [token for token in everything if token in caplog.text]


async def test_owner_colleague_and_the_operator_at_work_find_every_canary(
    parties: Parties,
) -> None:
    need, canaries = need_with_canaries(1, confidentiality="confidential", org_hidden=True)
    demand = await brought_to(parties, DemandStatus.PUBLISHED, **need)

    for client in (parties.owner, parties.colleague, parties.operator):
        answer = await client.get(f"/demands/{demand['id']}")

        told = {name for name, token in canaries.items() if token in answer.text}
        missing = {"confidential_detail"} if client is parties.operator else set()
        assert canaries.keys() - told == missing
    taken = await move(parties.operator, demand, action="take_over", reason_code="case_work")
    assert all(token in taken.text for token in canaries.values())


@SQLITE
async def test_a_change_of_private_text_alone_changes_no_byte_for_others(parties: Parties) -> None:
    need, _ = need_with_canaries(1, confidentiality="confidential", source_id="n-1")
    request = {"source": "peer", "publish": True, "rows": [need]}
    first = (await parties.operator.post("/demands/import", json=request)).json()
    ids = {"demand_id": [row["id"] for row in first["rows"]]}
    watchers = (parties.stranger, parties.nobody, parties.service)
    before = [bytes_of(await everything_readable(client, ids)) for client in watchers]

    changed = {**need, "description": "新的机密描述", "confidential_detail": "新的机密", "trl": 5}
    request["rows"] = [{**changed, "contact_name": "新联系人", "deadline": "2099-01-01"}]
    second = (await parties.operator.post("/demands/import", json=request)).json()

    assert second["updated"] == 1, second
    after = [bytes_of(await everything_readable(client, ids)) for client in watchers]
    assert after == before


def bytes_of(answers: Iterable[httpx.Response]) -> list[tuple[bytes, list[tuple[str, str]]]]:
    """Return all that an answer says, but for the number every request has of its own."""
    kept = []
    for answer in answers:
        own = answer.headers.get("x-request-id", "").encode()
        headers = [pair for pair in answer.headers.multi_items() if pair[0] != "x-request-id"]
        kept.append((answer.content.replace(own, b"") if own else answer.content, headers))
    return kept


async def test_a_failure_is_logged_without_what_was_written(
    parties: Parties, caplog: pytest.LogCaptureFixture
) -> None:
    need, canaries = need_with_canaries(1)
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        await session.execute(sa.text("ALTER TABLE demand RENAME TO demand_elsewhere"))

    answer = await parties.owner.post("/demands", json=need)

    assert answer.status_code == 500
    said = answer.text + caplog.text
    assert "demand" in caplog.text
    assert not [name for name, token in canaries.items() if token in said]
