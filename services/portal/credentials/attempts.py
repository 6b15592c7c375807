"""Counts failed attempts to sign in, and says who has to wait."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from services.portal.accounts.domain import email_key
from services.portal.credentials.errors import SignInPausedError
from services.portal.credentials.models import SignInFailure
from shared.clock import utc_now


@dataclass(frozen=True, slots=True)
class Attempt:
    """Somebody at an address tries to be an account."""

    email: str
    address: str

    @property
    def account(self) -> str:
        """What the account is called in the table of failures."""
        return sha256(email_key(self.email).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Lockout:
    """After how many failures an account waits, for that address, and how long."""

    failures: int
    pause: timedelta

    async def require_free(self, session: AsyncSession, attempt: Attempt) -> None:
        """Let pass who has not failed too often.

        Raises:
            SignInPausedError: They have.
        """
        row = await session.get(
            SignInFailure, (attempt.account, attempt.address), populate_existing=True
        )
        if row is not None and row.failures >= self.failures:
            left = row.failed_at + self.pause - utc_now()
            if left > timedelta(0):
                raise SignInPausedError(seconds=int(left.total_seconds()) + 1)

    async def record(self, session: AsyncSession, attempt: Attempt) -> bool:
        """Count a failure, and say whether the account waits from now on.

        Failures older than the pause are forgotten.
        """
        now = utc_now()
        await session.execute(
            sa.delete(SignInFailure).where(col(SignInFailure.failed_at) < now - self.pause)
        )
        failures = await session.scalar(_counted(session, attempt, now))
        return bool(failures == self.failures)

    async def forget(self, session: AsyncSession, attempt: Attempt) -> None:
        """Count from nothing again."""
        await session.execute(
            sa.delete(SignInFailure).where(
                col(SignInFailure.account) == attempt.account,
                col(SignInFailure.address) == attempt.address,
            )
        )


async def release(session: AsyncSession, email: str) -> None:
    """Forget the failures at an account from everywhere."""
    account = Attempt(email, "").account
    await session.execute(sa.delete(SignInFailure).where(col(SignInFailure.account) == account))


def _counted(session: AsyncSession, attempt: Attempt, now: datetime) -> sa.Executable:
    is_postgresql = session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if is_postgresql else sqlite.insert
    values = {"account": attempt.account, "address": attempt.address}
    return (
        insert(SignInFailure)
        .values(**values, failures=1, failed_at=now)
        .on_conflict_do_update(
            index_elements=["account", "address"],
            set_={"failures": col(SignInFailure.failures) + 1, "failed_at": now},
        )
        .returning(col(SignInFailure.failures))
    )
