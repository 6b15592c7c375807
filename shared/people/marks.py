"""What a service keeps of those who had themselves erased: see `shared.people.recognition`."""

from collections.abc import Collection
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from shared.errors import FieldProblem, Text

_LOCK: Final = (0x4B51, 24)
"""Names the advisory lock at which imports and erasures meet: "KQ", and the decision's number.

A pair of numbers is never the one number that other advisory locks are named by.
"""


async def hold_off_erasures(session: AsyncSession) -> None:
    """Let nobody be erased from here until the end of an import; other imports go on.

    Take it before any other lock and before reading. Without it an import could read that
    nobody is to be recognized, and store its rows when whoever they name has been looked for.
    On SQLite there is one writer anyway.
    """
    await _meet(session, sa.func.pg_advisory_xact_lock_shared(*_LOCK))


async def hold_off_imports(session: AsyncSession) -> None:
    """Let no import begin from here until the end of an erasure, and those that run end first.

    Take it before any other lock and before reading.
    """
    await _meet(session, sa.func.pg_advisory_xact_lock(*_LOCK))


async def _meet(session: AsyncSession, lock: sa.ColumnElement[Any]) -> None:
    if session.get_bind().dialect.name == "postgresql":
        await session.execute(sa.select(lock))


async def known_marks(
    session: AsyncSession, table: type[Any], marks: Collection[str]
) -> frozenset[str]:
    """Return those of the marks that are somebody's who had themselves erased."""
    if not marks:
        return frozenset()
    column = sa.inspect(table).columns["mark"]
    found = await session.scalars(sa.select(column).where(column.in_(sorted(marks))))
    return frozenset(found)


async def keep_marks(session: AsyncSession, table: type[Any], marks: Collection[str]) -> None:
    """Let imports recognize somebody from now on; again changes nothing."""
    known = await known_marks(session, table, marks)
    session.add_all(table(mark=mark) for mark in sorted(set(marks) - known))
    await session.flush()


def erased_at_their_wish(field: str) -> FieldProblem:
    """Return what is wrong with a row that names somebody who had themselves erased.

    They may ask for that (PIPL, article 47), and a new record of a source does not undo it.
    """
    return FieldProblem(
        field,
        Text(
            "此人已注销，其信息已按本人要求删除，不再导入。",
            "Whom this names was erased at their own wish; no import names them again.",
        ),
        Text(
            "不含此人的数据；若是同名的另一人，请手工录入",
            "a row that does not name them; somebody else of the same name is entered by hand",
        ),
    )
