"""A creation asked for twice happens once (IETF draft-ietf-httpapi-idempotency-key-header).

A client that did not hear our answer repeats its request with the same
`Idempotency-Key`. What the first one was answered is stored in the transaction
of its effect, and given again for at least a day:

    asked: IdempotentRequestDep          # in the endpoint's signature
    ...
    async def act() -> Answer:
        provider = await providers.create(draft)
        return Answer.of(ProviderRead.model_validate(provider), headers={...})

    return (await once(session, IdempotencyKey, asked, act)).response()

where `class IdempotencyKey(IdempotencyKeyBase, CatalogTable, table=True)`.
"""

import hashlib
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, Final, TypeVar

import sqlalchemy as sa
from fastapi import Depends, Header, Request
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel, col

from shared.auth import CallerDep
from shared.clock import utc_now
from shared.errors.problems import ConflictError, InvalidError
from shared.language import Text
from shared.types import UtcDateTime

KEPT: Final = timedelta(hours=24)
REPLAYED: Final = "Idempotency-Replayed"
LOCK_NOT_AVAILABLE: Final = "55P03"
"""PostgreSQL gave up waiting for a row that somebody else is writing."""


class IdempotencyKeyBase(SQLModel):
    """A key, whose it is, what it was used for, and what that was answered."""

    __tablename__ = "idempotency_key"

    caller: str = Field(primary_key=True, max_length=200)
    key: str = Field(primary_key=True, max_length=255)
    fingerprint: str = Field(max_length=64)
    created_at: datetime = Field(default_factory=utc_now, sa_type=UtcDateTime, index=True)
    status: int | None = None
    headers: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    body: Any = Field(default=None, nullable=True, sa_type=sa.JSON)


KeyTable = TypeVar("KeyTable", bound=IdempotencyKeyBase)


class IdempotencyKeyReusedError(InvalidError):
    """The key has been used for another request."""

    slug = "idempotency-key-reused"
    title = Text("Idempotency-Key 已用于其他请求", "Idempotency-Key used for something else")
    detail = Text(
        "Idempotency-Key {key} 已用于内容不同的请求，请换一个新的键。",
        "The Idempotency-Key {key} was used for a different request; take a new one.",
    )


class RequestInFlightError(ConflictError):
    """The same request is being worked on at this moment."""

    slug = "request-in-flight"
    title = Text("相同请求正在处理", "Request in flight")
    detail = Text(
        "使用 Idempotency-Key {key} 的请求正在处理，请稍后重试。",
        "A request with the Idempotency-Key {key} is being worked on; try again in a moment.",
    )


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request is answered: by its endpoint, or from memory."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls, body: BaseModel, *, headers: Mapping[str, str], status: int = HTTPStatus.CREATED
    ) -> "Answer":
        """Return the answer that shows `body`."""
        return cls(int(status), body.model_dump(mode="json"), headers)

    def response(self) -> JSONResponse:
        """Return the answer as FastAPI sends it."""
        return JSONResponse(self.body, self.status, dict(self.headers))


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request that may come again: its caller, its key if it has one, and its content."""

    caller: str
    key: str | None
    fingerprint: str


async def idempotent_request(
    request: Request,
    caller: CallerDep,
    key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=255,
            pattern=r"^[\x21-\x7e]+$",
            description="Repeat the request with the same key and it still happens once.",
        ),
    ] = None,
) -> IdempotentRequest:
    """Read what makes a request the same as another."""
    said = f"{request.method} {request.url.path}?{request.url.query}\n".encode()
    fingerprint = hashlib.sha256(said + await request.body()).hexdigest()
    # Strangers share no memory: one could read what another was answered.
    return IdempotentRequest(caller.subject, key if caller.known else None, fingerprint)


IdempotentRequestDep = Annotated[IdempotentRequest, Depends(idempotent_request)]


async def once(
    session: AsyncSession,
    table: type[KeyTable],
    asked: IdempotentRequest,
    act: Callable[[], Awaitable[Answer]],
) -> Answer:
    """Do what was asked for, unless it was done before; return the answer either way.

    Runs in the caller's transaction: the effect and the memory of it are
    committed together. A request that fails is not remembered.

    Raises:
        IdempotencyKeyReusedError: The key belongs to a request with another content.
        RequestInFlightError: The first request has not been answered yet.
    """
    if asked.key is None:
        return await act()
    if not await _claim(session, table, asked):
        return await _recall(session, table, asked)
    answer = await act()
    memory = await session.get_one(table, (asked.caller, asked.key))
    memory.status, memory.body, memory.headers = answer.status, answer.body, dict(answer.headers)
    await session.flush()
    return answer


async def _claim(session: AsyncSession, table: type[KeyTable], asked: IdempotentRequest) -> bool:
    """Take the key, and tell whether it was free; waits for whoever is taking it too."""
    await session.execute(sa.delete(table).where(col(table.created_at) < utc_now() - KEPT))
    insert = postgresql.insert if _is_postgresql(session) else sqlite.insert
    values: dict[str, Any] = {
        "caller": asked.caller,
        "key": asked.key,
        "fingerprint": asked.fingerprint,
        "created_at": utc_now(),
        "headers": {},
    }
    claim = insert(table).values(**values).on_conflict_do_nothing().returning(col(table.key))
    try:
        return (await session.execute(claim)).first() is not None
    except sa.exc.DBAPIError as error:
        if getattr(error.orig, "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise RequestInFlightError(key=asked.key) from error
        raise


async def _recall(session: AsyncSession, table: type[KeyTable], asked: IdempotentRequest) -> Answer:
    memory = await session.get(table, (asked.caller, asked.key))
    if memory is None or memory.status is None:
        raise RequestInFlightError(key=asked.key)
    if memory.fingerprint != asked.fingerprint:
        raise IdempotencyKeyReusedError(key=asked.key)
    return Answer(memory.status, memory.body, {**memory.headers, REPLAYED: "true"})


def _is_postgresql(session: AsyncSession) -> bool:
    return session.get_bind().dialect.name == "postgresql"
