"""Says whether a service lives, and whether it can do its work."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Final, Literal

from fastapi import APIRouter, Response
from pydantic import BaseModel

Check = Callable[[], bool | Awaitable[bool]]
CHECK_SECONDS: Final = 3.0


class Liveness(BaseModel):
    """The process answers."""

    status: Literal["ok"] = "ok"


class Readiness(BaseModel):
    """Whether every check holds, and each by name."""

    status: Literal["ready", "not_ready"]
    checks: dict[str, bool]


def health_router(checks: Mapping[str, Check]) -> APIRouter:
    """Return `/livez` (the process runs) and `/readyz` (every check holds)."""
    router = APIRouter(tags=["health"])

    @router.get("/livez")
    async def read_liveness() -> Liveness:
        """Answer; who gets no answer should restart the process."""
        return Liveness()

    @router.get("/readyz", responses={HTTPStatus.SERVICE_UNAVAILABLE: {"model": Readiness}})
    async def read_readiness(response: Response) -> Readiness:
        """Answer 200 if every check holds and 503 otherwise, naming those that do not."""
        held = await held_checks(checks)
        ready = all(held.values())
        if not ready:
            response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return Readiness(
            status="ready" if ready else "not_ready",
            checks=held,
        )

    return router


async def held_checks(checks: Mapping[str, Check]) -> dict[str, bool]:
    """Ask all checks at once and return what each says, by name."""
    held = await asyncio.gather(*(_holds(check) for check in checks.values()))
    return dict(zip(checks, held, strict=True))


async def _holds(check: Check) -> bool:
    """Return what a check says; one that takes too long does not hold."""
    outcome = check()
    if not inspect.isawaitable(outcome):
        return outcome
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await outcome
    except TimeoutError:
        return False
