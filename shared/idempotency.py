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
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from http import HTTPStatus
from typing import Annotated, Any, Final, TypeVar

import orjson
import sqlalchemy as sa
from fastapi import Depends, Header, Request
from pydantic import BaseModel
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import Field, SQLModel
from starlette.datastructures import UploadFile
from starlette.responses import JSONResponse
from typing_extensions import override

from shared.auth import CallerDep
from shared.clock import utc_now
from shared.database import table_of
from shared.errors.database import DATABASE_ERRORS
from shared.errors.problems import ConflictError, InvalidError
from shared.language import Text
from shared.statements import OnSession, Prepared, Row, Statements
from shared.types import UtcDateTime
from shared.written import json_of

KEPT: Final = timedelta(hours=24)
CHUNK_BYTES: Final = 1024 * 1024
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


class _Written(JSONResponse):
    """Sends what was written already as it is."""

    @override
    def render(self, content: Any) -> bytes:
        return orjson.dumps(content)


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
        # It is written once: for whoever reads it now, and for whoever asks again.
        return cls(int(status), orjson.Fragment(json_of(body)), headers)

    def response(self) -> JSONResponse:
        """Return the answer as FastAPI sends it."""
        return _Written(self.body, self.status, dict(self.headers))


@dataclass(frozen=True, slots=True)
class IdempotentRequest:
    """A request that may come again: its caller, its key if it has one, and its content."""

    caller: str
    key: str | None
    fingerprint: str


KeyHeader = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Repeat the request with the same key and it still happens once.",
    ),
]


async def idempotent_request(
    request: Request, caller: CallerDep, key: KeyHeader = None
) -> IdempotentRequest:
    """Read what makes a request the same as another."""
    fingerprint = hashlib.sha256(_place_of(request) + await request.body()).hexdigest()
    # Strangers share no memory: one could read what another was answered.
    return IdempotentRequest(caller.subject, key if caller.known else None, fingerprint)


async def idempotent_form(
    request: Request, caller: CallerDep, key: KeyHeader = None
) -> IdempotentRequest:
    """Read the same of a form with files, whose bytes differ each time that it is sent."""
    if key is None or not caller.known:
        return IdempotentRequest(caller.subject, None, "")
    said = hashlib.sha256(_place_of(request))
    for name, value in (await request.form()).multi_items():
        digest = await _digest_of(value)
        said.update(orjson.dumps([name, getattr(value, "filename", None), digest]))
    return IdempotentRequest(caller.subject, key, said.hexdigest())


def _place_of(request: Request) -> bytes:
    return f"{request.method} {request.url.path}?{request.url.query}\n".encode()


async def _digest_of(value: UploadFile | str) -> str:
    """Return the digest of a form's field; a file can be read from its beginning afterwards."""
    if isinstance(value, str):
        return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()
    digest = hashlib.sha256()
    while chunk := await value.read(CHUNK_BYTES):
        digest.update(chunk)
    await value.seek(0)
    return digest.hexdigest()


IdempotentRequestDep = Annotated[IdempotentRequest, Depends(idempotent_request)]
IdempotentFormDep = Annotated[IdempotentRequest, Depends(idempotent_form)]


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
    return await once_in(OnSession(session), table, asked, act)


async def once_in(
    statements: Statements,
    table: type[KeyTable],
    asked: IdempotentRequest,
    act: Callable[[], Awaitable[Answer]],
) -> Answer:
    """Do the same in a transaction of prepared statements: see `once`."""
    if asked.key is None:
        return await act()
    memory, whose = _memory_of(table), {"whose": asked.caller, "said": asked.key}
    if not await _claim(statements, memory, asked):
        return _recalled(await statements.rows(memory.recall, **whose), asked)
    answer = await act()
    headers = dict(answer.headers)
    await statements.rows(
        memory.keep, **whose, answered=answer.status, told=answer.body, named=headers
    )
    return answer


async def answered_before(
    session: AsyncSession, table: type[KeyTable], asked: IdempotentRequest
) -> Answer | None:
    """Return what the same request was answered, if it was: for those whose act is dear.

    Raises:
        IdempotencyKeyReusedError: The key belongs to a request with another content.
    """
    if asked.key is None:
        return None
    recall = _memory_of(table).recall
    rows = await OnSession(session).rows(recall, whose=asked.caller, said=asked.key)
    return _recalled(rows, asked) if rows else None


@dataclass(frozen=True, slots=True)
class _Memory:
    """The statements by which a service remembers what it answered."""

    forget: Prepared
    claim: Mapping[bool, Prepared]
    """Whether on PostgreSQL."""
    keep: Prepared
    recall: Prepared


@cache
def _memory_of(model: type[IdempotencyKeyBase]) -> _Memory:
    table = table_of(model)
    its = table.c
    mine = (its.caller == sa.bindparam("whose")) & (its.key == sa.bindparam("said"))
    taken = ("caller", "key", "fingerprint", "created_at", "headers")
    claimed = {name: sa.bindparam(f"new_{name}", type_=its[name].type) for name in taken}
    told = {"status": "answered", "body": "told", "headers": "named"}
    kept = {name: sa.bindparam(value, type_=its[name].type) for name, value in told.items()}
    return _Memory(
        forget=Prepared(sa.delete(table).where(its.created_at < sa.bindparam("before"))),
        claim={
            on_postgresql: Prepared(
                insert(table).values(claimed).on_conflict_do_nothing().returning(its.key)
            )
            for on_postgresql, insert in ((True, postgresql.insert), (False, sqlite.insert))
        },
        keep=Prepared(sa.update(table).where(mine).values(kept)),
        recall=Prepared(sa.select(its.fingerprint, its.status, its.body, its.headers).where(mine)),
    )


async def _claim(statements: Statements, memory: _Memory, asked: IdempotentRequest) -> bool:
    """Take the key, and tell whether it was free; waits for whoever is taking it too."""
    now = utc_now()
    await statements.rows(memory.forget, before=now - KEPT)
    try:
        claimed = await statements.rows(
            memory.claim[statements.on_postgresql],
            new_caller=asked.caller,
            new_key=asked.key,
            new_fingerprint=asked.fingerprint,
            new_created_at=now,
            new_headers={},
        )
    except DATABASE_ERRORS as error:
        if getattr(getattr(error, "orig", error), "sqlstate", None) == LOCK_NOT_AVAILABLE:
            raise RequestInFlightError(key=asked.key) from error
        raise
    return bool(claimed)


def _recalled(rows: Sequence[Row], asked: IdempotentRequest) -> Answer:
    if not rows or rows[0][1] is None:
        raise RequestInFlightError(key=asked.key)
    [[fingerprint, status, body, headers]] = rows
    if fingerprint != asked.fingerprint:
        raise IdempotencyKeyReusedError(key=asked.key)
    return Answer(status, body, {**headers, REPLAYED: "true"})
