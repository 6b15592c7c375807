"""Case numbers: one a demand, from its first word to its last, never used again."""

from typing import Final

import sqlalchemy as sa

from shared.clock import city_today
from shared.statements import Prepared, Statements

# One statement on both engines. Its row stays locked until the commit, so the numbers of a
# year have no gaps: whoever is rolled back gives the number back before the next one draws.
_DRAW: Final = Prepared(
    sa.text(
        "INSERT INTO case_counter (year, last) VALUES (:year, 1)"
        " ON CONFLICT (year) DO UPDATE SET last = case_counter.last + 1 RETURNING last"
    )
)


def case_number(year: int, count: int) -> str:
    """Return the number as people write and say it, such as `KQ-2026-000123`."""
    return f"KQ-{year}-{count:06}"


async def next_case_number(statements: Statements) -> str:
    """Draw the next number of the city's year, in the transaction that uses it."""
    year = city_today().year
    [[count]] = await statements.rows(_DRAW, year=year)
    return case_number(year, count)
