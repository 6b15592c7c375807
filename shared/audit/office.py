"""Shows a service's audit log to auditors, and removes what need not be kept any more."""

import logging
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Annotated, Any, Final, cast
from uuid import UUID

import orjson
import sqlalchemy as sa
from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncSession

from shared.audit.schemas import AuditEntryRead, BreakRead, VerdictRead
from shared.audit.trail import Trail
from shared.audit.verification import Verdict, verify
from shared.auth import CallerDep, Role, require
from shared.clock import utc_now
from shared.database import Database, table_of
from shared.leases import Lease
from shared.pagination import Page, PageRequestDep
from shared.rounds import Rounds

KEEP_SECONDS: Final = 3600.0

log = logging.getLogger(__name__)

Sought = Annotated[str | None, Query(min_length=1, max_length=200)]


class AuditOffice:
    """A service's audit log, as others see it.

    Args:
        trail: The log.
        database: Where it is.
        keep: How long entries are kept.
        lease: Says whether this process removes the old ones.
    """

    def __init__(self, trail: Trail, database: Database, *, keep: timedelta, lease: Lease) -> None:
        self._trail = trail
        self._database = database
        self._keep = keep
        self._rounds = Rounds("audit keeping", self.tidy, interval=KEEP_SECONDS, lease=lease)

    @property
    def healthy(self) -> bool:
        """Whether the last round went well."""
        return self._rounds.healthy

    def running(self) -> AbstractAsyncContextManager[None]:
        """Remove old entries every hour, for as long as the context lasts."""
        return self._rounds.running()

    async def tidy(self) -> None:
        """Remove entries whose time is over, and say in our own log where the audit log stands.

        Logs are shipped elsewhere; what was noted there shows when this one was written anew.
        """
        async with self._database.transaction() as session:
            removed = await self._remove(session, before=utc_now() - self._keep)
        async with self._database.snapshot() as session:
            head = (await session.execute(sa.select(table_of(self._trail.tables.head)))).one()
        facts = {"service": self._trail.source, "sequence": head.last, "hash": head.hash}
        log.info("The audit log stands at entry %d.", head.last, extra=facts)
        if removed:
            log.info("%d audit entries were removed, their time being over.", removed)

    async def verdict(self) -> Verdict:
        """Check the whole log."""
        async with self._database.snapshot() as session:
            return await verify(session, self._trail)

    def router(self, prefix: str = "") -> APIRouter:
        """Return the routes `/audit` and `/audit/verification`."""
        router = APIRouter(prefix=f"{prefix}/audit", tags=["audit"])
        database = self._database

        @router.get("")
        async def read_audit_log(
            caller: CallerDep,
            page: PageRequestDep,
            actor: Sought = None,
            action: Sought = None,
            subject: Sought = None,
        ) -> Page[AuditEntryRead]:
            """Return what was done, the latest first; for auditors."""
            require(caller, Role.AUDITOR)
            wanted = {"actor": actor, "action": action, "subject": subject}
            statement = self._latest(wanted, page.limit + 1, page.after)
            async with database.snapshot() as session:
                rows = (await session.execute(statement)).mappings().all()
            return page.page(rows, key=lambda row: UUID(int=row["sequence"]), read=_read)

        @router.get("/verification")
        async def verify_audit_log(caller: CallerDep) -> VerdictRead:
            """Read the whole log and say whether it is as it was recorded; for auditors."""
            require(caller, Role.AUDITOR)
            return _verdict_read(await self.verdict())

        return router

    def _latest(
        self, wanted: dict[str, str | None], limit: int, after: UUID | None
    ) -> sa.Select[Any]:
        entry = table_of(self._trail.tables.entry)
        statement = sa.select(entry).order_by(entry.c.sequence.desc()).limit(limit)
        if after is not None:
            # A cursor that is none of ours leads before the first.
            statement = statement.where(entry.c.sequence < min(after.int, 2**63 - 1))
        given = {name: value for name, value in wanted.items() if value is not None}
        return statement.where(*(entry.c[name] == value for name, value in given.items()))

    async def _remove(self, session: AsyncSession, *, before: datetime) -> int:
        head, entry = table_of(self._trail.tables.head), table_of(self._trail.tables.entry)
        stand = (await session.execute(sa.select(head).with_for_update())).one()
        kept = sa.select(sa.func.min(entry.c.sequence)).where(entry.c.at >= before)
        first_kept = await session.scalar(kept)
        mark = stand.last if first_kept is None else first_kept - 1
        if mark <= stand.anchor:
            return 0
        at_mark = sa.select(entry.c.hash).where(entry.c.sequence == mark)
        anchor_hash = (await session.scalars(at_mark)).one()
        await session.execute(sa.update(head).values(anchor=mark, anchor_hash=anchor_hash))
        removed = await session.execute(sa.delete(entry).where(entry.c.sequence <= mark))
        return cast("sa.CursorResult[Any]", removed).rowcount


def _read(row: Any) -> AuditEntryRead:  # noqa: ANN401 - a row
    told = {**row, "details": orjson.loads(row["details"])}
    told["roles"] = [role for role in row["roles"].split(",") if role]
    return AuditEntryRead(**told)


def _verdict_read(verdict: Verdict) -> VerdictRead:
    broken = verdict.broken
    return VerdictRead(
        intact=verdict.intact,
        anchor=verdict.anchor,
        last=verdict.last,
        hash=verdict.hash,
        broken=BreakRead(sequence=broken.sequence, damage=broken.damage) if broken else None,
    )
