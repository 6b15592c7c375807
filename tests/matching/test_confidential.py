"""Through the whole platform, matching tells of a need only what its tier lets everybody read."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from deploy.platform import create_platform
from shared.auth import Role
from tests.databases import Databases, settings_of
from tests.running import bearer, running
from tests.waiting import until

TOLD: Final = {
    "open": {"title", "public_summary", "description", "keyword", "organization"},
    "registered": {"title", "public_summary", "keyword", "organization"},
    "confidential": {"title", "public_summary"},
}
"""Which texts of a published need everybody may read, by its tier."""

TEXTS: Final = ("title", "public_summary", "description", "keyword", "organization")
SECRET: Final = ("detail", "contact", "owner")

MATTER: Final = "压铸气孔"


def canary(tier: str, text: str) -> str:
    """Return a word that stands in one text of one need and nowhere else."""
    return f"zz{tier}{text}zz".replace("_", "")


def demand_row(tier: str) -> dict[str, Any]:
    """Return a need whose every text holds a canary."""
    said = {text: f"{MATTER} {canary(tier, text)}" for text in (*TEXTS, *SECRET)}
    return {
        "source_id": tier,
        "title": said["title"],
        "public_summary": said["public_summary"],
        "description": said["description"],
        "confidential_detail": said["detail"],
        "confidentiality": tier,
        "keywords": [said["keyword"]],
        "organization_name": said["organization"],
        "contact_name": said["contact"],
    }


OFFERING: Final = {
    "source_id": "o",
    "title": "压铸气孔治理",
    "service_class": "consulting",
    "scope": "治理压铸气孔",
    "contact_name": canary("offering", "contact"),
}


@pytest.fixture
async def client(
    tmp_path: Path, new_databases: Callable[[], Databases]
) -> AsyncIterator[httpx.AsyncClient]:
    """The platform with a need of each tier and one offering, seen by nobody in particular."""
    operator = bearer(tmp_path, Role.OPERATOR, subject=canary("operator", "owner"))
    demands = {"source": "s", "publish": True, "rows": [demand_row(tier) for tier in TOLD]}
    offerings = {"source": "s", "rows": [OFFERING]}
    databases = await asyncio.to_thread(new_databases)
    async with running(create_platform(settings=settings_of(tmp_path, databases))) as client:
        for path, body in {
            "/requests/demands/import": demands,
            "/catalog/offerings/import": offerings,
        }.items():
            answer = await client.post(path, json=body, headers=operator)
            assert answer.json()["rejected"] == 0, answer.text

        async def all_are_found() -> bool:
            return bool((await client.get("/matching/search")).json()["total"] == 4)

        await until(all_are_found)
        yield client


async def everything(client: httpx.AsyncClient) -> str:
    """Return all that matching answers to questions about the needs."""
    asked = ["/matching/search?q=压铸", "/matching/search"]
    for item in (await client.get("/matching/search?limit=50")).json()["items"]:
        kind = "demands" if item["kind"] == "demand" else "offerings"
        asked.append(
            f"/matching/{kind}/{item['id']}/{'matches' if kind == 'demands' else 'demands'}"
        )
    answers = [await client.get(path) for path in asked]
    assert [answer.status_code for answer in answers] == [200] * 6
    return "\n".join(answer.text for answer in answers)


async def test_nothing_confidential_stands_in_any_answer(client: httpx.AsyncClient) -> None:
    told = await everything(client)

    assert canary("offering", "contact") not in told
    assert canary("operator", "owner") not in told
    for tier, public in TOLD.items():
        for text in {*TEXTS, *SECRET} - public:
            assert canary(tier, text) not in told, (tier, text)
    assert canary("open", "description") in told
    assert canary("confidential", "title") in told


async def test_nothing_confidential_can_be_searched_for(client: httpx.AsyncClient) -> None:
    for tier, public in TOLD.items():
        for text in (*TEXTS, *SECRET):
            answer = await client.get("/matching/search", params={"q": canary(tier, text)})

            # An organization's name is shown but is not what its need is about.
            findable = text in public - {"organization"}
            assert answer.json()["total"] == int(findable), (tier, text)
