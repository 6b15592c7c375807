"""How somebody comes to be let in on a need."""

from http import HTTPStatus
from typing import Any, Final

import httpx

from tests.requests.conftest import Parties
from tests.requests.stories import published

ASKED: Final = {"applicant_name": "华南焊接研究所", "purpose": "评估能否降低气孔率。"}
SECRET: Final = {
    "confidentiality": "confidential",
    "confidential_detail": "配方：焊丝 ER4047，保护气含氢。",
    "org_hidden": True,
}


async def asked(client: httpx.AsyncClient, demand: dict[str, Any]) -> dict[str, Any]:
    """Ask to read the details of a need; return the grant."""
    answer = await client.post(f"/demands/{demand['id']}/grants", json=ASKED)
    assert answer.status_code == HTTPStatus.CREATED, answer.text
    grant: dict[str, Any] = answer.json()
    return grant


async def step(
    client: httpx.AsyncClient, grant: dict[str, Any], action: str, **said: object
) -> httpx.Response:
    """Take a step with a grant, as it stands."""
    return await client.put(
        f"/grants/{grant['id']}/status",
        json={"action": action, **said},
        headers={"If-Match": "*"},
    )


async def agreement(client: httpx.AsyncClient) -> dict[str, Any]:
    """Return the present text as an acceptance names it."""
    current = (await client.get("/agreements/current")).json()
    return {"number": current["number"], "sha256": current["sha256"]}


async def accepted(client: httpx.AsyncClient, grant: dict[str, Any]) -> dict[str, Any]:
    """Accept the agreement; return the grant."""
    answer = await step(client, grant, "accept", agreement=await agreement(client))
    assert answer.status_code == HTTPStatus.OK, answer.text
    active: dict[str, Any] = answer.json()
    return active


async def confided(parties: Parties, **changes: object) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a confidential need, and a grant by which the provider reads its details."""
    demand = await published(parties, **{**SECRET, **changes})
    grant = await asked(parties.provider, demand)
    answer = await step(parties.owner, grant, "approve")
    assert answer.status_code == HTTPStatus.OK, answer.text
    return demand, await accepted(parties.provider, grant)


async def seen(client: httpx.AsyncClient, demand: dict[str, Any]) -> dict[str, Any]:
    """Return the need as somebody reads it."""
    shown: dict[str, Any] = (await client.get(f"/demands/{demand['id']}")).json()
    return shown
