"""The reference: `python -m tests.benchmarks.hot.bare DATABASE PORT`.

Starlette and the database's own driver, the statements written by hand: no accounts, no
visibility, no audit chain, no checks of what is sent. It reads the tables that the platform has
filled and writes into tables of its own, in the same database.
"""

import sqlite3
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, Final
from uuid import UUID, uuid4

import asyncpg  # type: ignore[import-untyped]  # it ships no types
import orjson
import sqlalchemy as sa
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

READ: Final = (
    "id, case_number, status, confidentiality, title, public_summary, industry_code, region_code, "
    "budget_min, budget_max, published_at, expires_on, org_hidden, organization_name, uscc, "
    "deadline, urgency, discipline_codes, trl, cooperation_types, ipr_wish, "
    "required_qualifications, keywords, source, description, metric_targets"
)
NAMES: Final = tuple(name.strip() for name in READ.split(","))
ONE: Final = f"SELECT {READ} FROM demand WHERE id = ? AND status = 'published'"  # noqa: S608 - names above
LIST: Final = f"SELECT {READ} FROM demand WHERE status = 'published' ORDER BY id DESC LIMIT 20"  # noqa: S608 - names above
FEED: Final = (
    "SELECT sequence, event FROM feed_entry WHERE sequence > ? ORDER BY sequence LIMIT 500"
)
TABLES: Final = (
    "CREATE TABLE IF NOT EXISTS bare_key (key TEXT PRIMARY KEY, body TEXT)",
    "CREATE TABLE IF NOT EXISTS bare_need (id TEXT PRIMARY KEY, title TEXT, body TEXT)",
    "CREATE TABLE IF NOT EXISTS bare_audit (id TEXT PRIMARY KEY, actor TEXT, act TEXT, at TEXT)",
    "CREATE TABLE IF NOT EXISTS bare_outbox (id TEXT PRIMARY KEY, event TEXT)",
)
INSERTS: Final = (
    "INSERT INTO bare_key VALUES (?, ?)",
    "INSERT INTO bare_need VALUES (?, ?, ?)",
    "INSERT INTO bare_audit VALUES (?, 'somebody', 'draft', 'now')",
    "INSERT INTO bare_outbox VALUES (?, ?)",
)

Rows = list[tuple[Any, ...]]


class OnSqlite:
    """Statements on a SQLite file, one connection, in the loop: nothing is cheaper."""

    def __init__(self, url: sa.URL) -> None:
        self._connection = sqlite3.connect(str(url.database), isolation_level=None)
        for pragma in ("journal_mode = WAL", "synchronous = FULL", "busy_timeout = 20000"):
            self._connection.execute(f"PRAGMA {pragma}")

    async def open(self) -> None:
        for table in TABLES:
            self._connection.execute(table)

    async def rows(self, statement: str, *values: object) -> Rows:
        said = [value.hex if isinstance(value, UUID) else value for value in values]
        return self._connection.execute(statement, said).fetchall()

    async def write(self, statements: list[tuple[str, tuple[object, ...]]]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        for statement, values in statements:
            self._connection.execute(statement, values)
        self._connection.execute("COMMIT")


class OnPostgresql:
    """Statements on PostgreSQL by asyncpg, which prepares each once."""

    def __init__(self, url: sa.URL) -> None:
        self._url = url.set(drivername="postgresql").render_as_string(hide_password=False)
        self._pool: Any = None

    async def open(self) -> None:
        self._pool = await asyncpg.create_pool(self._url, min_size=4, max_size=10)
        for table in TABLES:
            await self._pool.execute(table)

    async def rows(self, statement: str, *values: object) -> Rows:
        found = await self._pool.fetch(_numbered(statement), *values)
        return [tuple(row) for row in found]

    async def write(self, statements: list[tuple[str, tuple[object, ...]]]) -> None:
        async with self._pool.acquire() as connection, connection.transaction():
            for statement, values in statements:
                await connection.execute(_numbered(statement), *values)


Database = OnSqlite | OnPostgresql


def _numbered(statement: str) -> str:
    parts = statement.split("?")
    return "".join(f"{part}${place}" for place, part in enumerate(parts[:-1], 1)) + parts[-1]


def _json(body: object, status: int = 200) -> Response:
    told = orjson.dumps(body, default=str)
    return Response(told, status, media_type="application/json")


def bare_app(database: Database) -> Starlette:
    """Return the reference."""

    async def read_one(request: Request) -> Response:
        rows = await database.rows(ONE, UUID(request.path_params["need"]))
        return _json(dict(zip(NAMES, rows[0], strict=True)))

    async def read_list(_request: Request) -> Response:
        rows = await database.rows(LIST)
        return _json({"items": [dict(zip(NAMES, row, strict=True)) for row in rows]})

    async def read_feed(_request: Request) -> Response:
        rows = await database.rows(FEED, 0)
        events = ",".join(f'{{"id":"x.{number}",{event[1:]}' for number, event in rows)
        return Response(f"[{events}]", media_type="application/json")

    async def submit(request: Request) -> Response:
        said, need = await request.body(), str(uuid4())
        body, key = orjson.loads(said), request.headers["idempotency-key"]
        told = said.decode()
        values: tuple[tuple[object, ...], ...] = (
            (key, told),
            (need, body["title"], told),
            (need,),
            (need, told),
        )
        await database.write(list(zip(INSERTS, values, strict=True)))
        return _json({"id": need, **body}, 201)

    return _served(
        database,
        ("/needs/{need}", read_one, "GET"),
        ("/needs", read_list, "GET"),
        ("/feed", read_feed, "GET"),
        ("/submit", submit, "POST"),
        ("/readyz", read_list, "GET"),
    )


def _served(database: Database, *routes: tuple[str, Callable[..., Any], str]) -> Starlette:
    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        await database.open()
        yield

    listed = [Route(path, act, methods=[method]) for path, act, method in routes]
    return Starlette(routes=listed, lifespan=lifespan)


def main(url: str, port: str) -> None:
    """Serve the reference until it is ended."""
    parsed = sa.make_url(url)
    on_sqlite = parsed.get_backend_name() == "sqlite"
    database: Database = OnSqlite(parsed) if on_sqlite else OnPostgresql(parsed)
    uvicorn.run(bare_app(database), port=int(port), log_config=None, access_log=False)


if __name__ == "__main__":
    main(*sys.argv[1:])
