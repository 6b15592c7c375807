"""What a service keeps of those who had themselves erased: see `shared.people.recognition`."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from shared.errors import FieldProblem, Text


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
