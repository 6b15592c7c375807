from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI, Request

from shared.application import service_app
from shared.locations import location_of
from shared.network import connect
from shared.settings import AppSettings


@pytest.mark.parametrize("mount", ["", "/lights"])
async def test_a_location_leads_there_wherever_the_service_is_mounted(
    tmp_path: Path, mount: str
) -> None:
    lamps = service_app(
        AppSettings(name="portal", data_dir=tmp_path), title="Lamps", peers=connect({})
    )

    @lamps.get("/lamps/{lamp_id}")
    async def read_lamp(request: Request, lamp_id: int) -> str:
        return location_of(request, "read_lamp", lamp_id=lamp_id)

    platform = FastAPI()
    platform.mount(mount, lamps)
    transport = httpx.ASGITransport(platform)
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as client:
        answer = await client.get(f"{mount}/lamps/7")

    assert answer.json() == f"{mount}/lamps/7"
