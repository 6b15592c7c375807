"""Recording side: an entry stands in the log if and only if what it tells of is committed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import Any, Final

import orjson
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from shared.audit.chain import hash_of
from shared.audit.models import AuditTables, Outcome
from shared.auth import Caller
from shared.clock import utc_now
from shared.database import before_commit, table_of
from shared.logging import current_request_id
from shared.statements import OnSession, Prepared, Statements

TURN: Final = "audit"
"""The chain's head is locked before any feed's."""

_CODE: Final = re.compile(r"[A-Za-z0-9_.:/+,-]{0,200}")

Detail = str | int | bool | None | list[str] | list[int]


@dataclass(frozen=True)
class Trail:
    """A service's audit log; it holds nothing, so one constant a service will do.

    Args:
        source: The service, such as `"requests"`; part of what is hashed.
        tables: Its tables of the log.
    """

    source: str
    tables: AuditTables

    def record(  # noqa: PLR0913 - all by name; together they are what happened
        self,
        session: AsyncSession,
        *,
        actor: Caller | str,
        action: str,
        subject: str,
        outcome: Outcome = Outcome.DONE,
        details: Mapping[str, Detail] | None = None,
    ) -> None:
        """Record what was done or tried, if and when `session` commits.

        Args:
            session: A session of `Database.transaction`.
            actor: Who did it; a subject or a service's own name if there is no caller.
            action: What, such as `"demand.publish"`.
            subject: To what: its kind and id, such as `"demand/0190…"`.
            outcome: How it ended.
            details: Ids, codes, dates and numbers; no names, no contacts, nothing anybody wrote:
                the log is kept when all of that has been erased.

        Raises:
            ValueError: A detail is no code but a text, or nothing is committed in `session`.
        """
        self._plan(session, _row(actor, action, subject, outcome, details or {}))

    async def record_now(
        self,
        statements: Statements,
        *,
        actor: Caller | str,
        action: str,
        subject: str,
        details: Mapping[str, Detail],
    ) -> None:
        """Record what was done, as the last thing in a transaction of prepared statements.

        From here on everybody else waits for its commit. See `record`.
        """
        await self._chain(statements, [_row(actor, action, subject, Outcome.DONE, details)])

    def _plan(self, session: AsyncSession, row: dict[str, Any]) -> None:
        key = ("audit", self.source)
        if key not in session.info:
            before_commit(session, partial(self._write, session, key), turn=TURN)
        # Never changed in place: `savepoint` has to find the value of before.
        session.info[key] = (*session.info.get(key, ()), row)

    async def _write(self, session: AsyncSession, key: object) -> None:
        rows = session.info.pop(key)
        await session.flush()
        await self._chain(OnSession(session), rows)

    async def _chain(self, statements: Statements, rows: Sequence[dict[str, Any]]) -> None:
        # Locked until the commit: the order of entries is the order of commits.
        log = _log_of(self.tables)
        [[last, before]] = await statements.rows(log.stand)
        for row in rows:
            last += 1
            row["sequence"] = last
            before = row["hash"] = hash_of(self.source, before, row)
        await statements.each(log.add, rows)
        await statements.rows(log.move, now_last=last, now_hash=before)


@dataclass(frozen=True, slots=True)
class _Log:
    """The statements of a log."""

    stand: Prepared
    add: Prepared
    move: Prepared


@cache
def _log_of(tables: AuditTables) -> _Log:
    head, entry = table_of(tables.head), table_of(tables.entry)
    moved: dict[str, Any] = {"last": sa.bindparam("now_last"), "hash": sa.bindparam("now_hash")}
    return _Log(
        stand=Prepared(sa.select(head.c.last, head.c.hash).with_for_update()),
        add=Prepared.adding(entry),
        move=Prepared(sa.update(head).values(moved)),
    )


def _row(
    actor: Caller | str,
    action: str,
    subject: str,
    outcome: Outcome,
    details: Mapping[str, Detail],
) -> dict[str, Any]:
    caller = actor if isinstance(actor, Caller) else Caller(actor)
    _require_codes(details)
    return {
        "at": utc_now(),
        "actor": caller.subject,
        "organization": caller.organization,
        "roles": ",".join(sorted(caller.roles)),
        "action": action,
        "subject": subject,
        "outcome": outcome.value,
        "details": orjson.dumps(details, option=orjson.OPT_SORT_KEYS).decode(),
        "request_id": current_request_id(),
    }


def _require_codes(details: Mapping[str, Any]) -> None:
    for name, detail in details.items():
        for said in detail if isinstance(detail, list) else [detail]:
            if isinstance(said, str) and not _CODE.fullmatch(said):
                raise ValueError(f"The detail {name!r} of an audit entry is no code.")
