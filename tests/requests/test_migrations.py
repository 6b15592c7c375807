from datetime import date
from decimal import Decimal
from typing import Any, Final

import pytest
import sqlalchemy as sa

from services.requests.demands.domain import DemandStatus
from services.requests.demands.models import Demand
from shared.database import Database
from shared.migrations import differences, upgrade


async def test_the_tables_are_what_the_models_say(database_url: str) -> None:
    await upgrade(database_url, "services.requests")

    assert await differences(database_url, "services.requests") == []


WRONG: Final[list[dict[str, Any]]] = [
    {"version": 0},
    {"trl": 0},
    {"trl": 10},
    {"budget_min": Decimal(-1)},
    {"budget_min": Decimal(2), "budget_max": Decimal(1)},
    {"status": DemandStatus.PUBLISHED},
    {"status": DemandStatus.PUBLISHED, "expires_on": date(2027, 1, 1)},
    {"source_id": "taken"},
]


async def test_the_database_refuses_what_the_schemas_should_have_refused(
    database_url: str,
) -> None:
    await upgrade(database_url, "services.requests")
    database = Database(database_url)
    async with database.transaction() as session:
        session.add(Demand(source_id="taken", title="电池", owner_subject="li"))

    for values in WRONG:
        good = {"source_id": "free", "title": "电池", "owner_subject": "li"}
        with pytest.raises(sa.exc.IntegrityError):
            async with database.transaction() as session:
                session.add(Demand(**{**good, **values}))

    await database.dispose()
