"""Recording side: an entry stands in the log if and only if what it tells of is committed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
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
        caller = actor if isinstance(actor, Caller) else Caller(actor)
        _require_codes(details or {})
        row = {
            "at": utc_now(),
            "actor": caller.subject,
            "organization": caller.organization,
            "roles": ",".join(sorted(caller.roles)),
            "action": action,
            "subject": subject,
            "outcome": outcome.value,
            "details": orjson.dumps(details or {}, option=orjson.OPT_SORT_KEYS).decode(),
            "request_id": current_request_id(),
        }
        self._plan(session, row)

    def _plan(self, session: AsyncSession, row: dict[str, Any]) -> None:
        key = ("audit", self.source)
        if key not in session.info:
            before_commit(session, partial(self._write, session, key), turn=TURN)
        # Never changed in place: `savepoint` has to find the value of before.
        session.info[key] = (*session.info.get(key, ()), row)

    async def _write(self, session: AsyncSession, key: object) -> None:
        rows = session.info.pop(key)
        await session.flush()
        # Locked until the commit: the order of entries is the order of commits.
        head = table_of(self.tables.head)
        stand = (await session.execute(sa.select(head).with_for_update())).one()
        last, before = stand.last, stand.hash
        for row in rows:
            last += 1
            row["sequence"] = last
            before = row["hash"] = hash_of(self.source, before, row)
        await session.execute(sa.insert(table_of(self.tables.entry)), list(rows))
        await session.execute(sa.update(head).values(last=last, hash=before))


def _require_codes(details: Mapping[str, Any]) -> None:
    for name, detail in details.items():
        for said in detail if isinstance(detail, list) else [detail]:
            if isinstance(said, str) and not _CODE.fullmatch(said):
                raise ValueError(f"The detail {name!r} of an audit entry is no code.")
