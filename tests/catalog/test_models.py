"""What the tables refuse by themselves, should a schema ever let it through."""

from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa

from services.catalog.achievements.service import ACHIEVEMENTS
from services.catalog.entries.kind import Kind
from services.catalog.entries.service import fresh_values
from services.catalog.experts.service import EXPERTS
from services.catalog.facilities.service import FACILITIES
from services.catalog.offerings.service import OFFERINGS
from services.catalog.providers.service import PROVIDERS
from shared.database import Database
from tests.catalog.stories import EXAMPLES

WRONG: list[tuple[Kind, dict[str, Any]]] = [
    (PROVIDERS, {"kind_of_body": "shop"}),
    (PROVIDERS, {"uscc": "123"}),
    (PROVIDERS, {"name": ""}),
    (PROVIDERS, {"version": 0}),
    (PROVIDERS, {"status": "lost"}),
    (OFFERINGS, {"price_min": Decimal(2), "price_max": Decimal(1)}),
    (OFFERINGS, {"price_min": Decimal(-1)}),
    (OFFERINGS, {"service_class": "cooking"}),
    (EXPERTS, {"hours_per_month": 745}),
    (FACILITIES, {"lead_time_days": -1}),
    (ACHIEVEMENTS, {"trl": 10}),
]


async def insert(database: Database, kind: Kind, **changes: object) -> None:
    """Store an example as no schema has seen it."""
    draft = kind.draft.model_validate(EXAMPLES[kind.plural])
    values = {**fresh_values(kind, {**draft.model_dump(), "source_id": "1"}), **changes}
    columns = sa.inspect(kind.table).columns
    # The column types check enums too; here it is the table that is asked.
    plain = {
        name: sa.type_coerce(value, sa.String()) if isinstance(value, str) else value
        for name, value in values.items()
        if name in columns
    }
    async with database.transaction() as session:
        await session.execute(sa.insert(kind.table.__table__).values(plain))  # type: ignore[attr-defined]  # every table has one


async def test_the_tables_refuse_what_cannot_be(catalog_url: str) -> None:
    database = Database(catalog_url)

    for kind, changes in WRONG:
        with pytest.raises(sa.exc.IntegrityError):
            await insert(database, kind, **changes)
    for kind in {kind.plural: kind for kind, _ in WRONG}.values():
        await insert(database, kind)

    await database.dispose()
