"""A small service that knows lamps, to see what every service has in common."""

from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, FastAPI, Form, Query
from starlette.responses import StreamingResponse

from shared.application import service_app
from shared.auth import CallerDep, Role, require
from shared.network import connect
from shared.schemas import ShortText, StrictBody, Whole
from shared.settings import AppSettings

LIMIT = 2_000


class Lamp(StrictBody):
    name: ShortText
    watts: Whole = 5
    more: Any = None


router = APIRouter(prefix="/lamps", tags=["lamps"])


@router.post("", status_code=HTTPStatus.CREATED)
async def create_lamp(lamp: Lamp) -> Lamp:
    return lamp


@router.get("")
async def list_lamps(caller: CallerDep, limit: Annotated[int, Query(ge=1)] = 20) -> str:
    return require(caller, Role.OPERATOR, Role.SYSTEM_ADMINISTRATOR).subject


@router.get("/{lamp_id}")
async def read_lamp(lamp_id: int) -> int:
    return 1 // lamp_id


@router.put("/{lamp_id}")
async def change_lamp(lamp_id: int, lamp: Lamp) -> Lamp:
    return lamp


@router.post("/form")
async def send_form(name: Annotated[str, Form()]) -> str:
    return name


@router.get("/half/done")
async def break_off() -> StreamingResponse:
    async def parts() -> AsyncIterator[bytes]:
        yield b"half"
        raise RuntimeError

    return StreamingResponse(parts())


def make_app(data_dir: Path) -> FastAPI:
    settings = AppSettings(name="portal", data_dir=data_dir, max_body_bytes=LIMIT)
    return service_app(settings, title="Lamps", peers=connect({}), routers=[router])
