from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, Final

import pytest
import sqlalchemy as sa
import time_machine

from services.requests.demands.domain import DemandStatus
from services.requests.demands.models import Demand
from services.requests.demands.repository import DemandRepository
from shared.database import Database
from shared.migrations import differences, upgrade
from shared.types import UtcDateTime, new_id


async def test_the_tables_are_what_the_models_say(database_url: str) -> None:
    await upgrade(database_url, "services.requests")

    assert await differences(database_url, "services.requests") == []


async def test_demands_from_before_there_were_numbers_are_numbered_in_order(
    database_url: str,
) -> None:
    await upgrade(database_url, "services.requests", to="0002")
    database = Database(database_url)
    statement = sa.text(
        "INSERT INTO demand (id, source, source_id, version, status, created_at, updated_at,"
        " owner_subject, title, confidentiality, metric_targets, urgency, discipline_codes,"
        " cooperation_types, required_qualifications, keywords, org_hidden) VALUES (:id, 'local',"
        " :key, 1, 'draft', :at, :at, 'li', '电池', 'open', '[]', 'normal', '[]', '[]', '[]',"
        " '[]', FALSE)"
    ).bindparams(sa.bindparam("id", type_=sa.Uuid()), sa.bindparam("at", type_=UtcDateTime()))
    eve, ids = datetime(2026, 12, 31, 15, 59, tzinfo=UTC), [new_id() for _ in range(3)]
    async with database.transaction() as session:
        for minute, demand_id in enumerate(ids):
            values = {"id": demand_id, "key": str(minute), "at": eve + timedelta(minutes=minute)}
            await session.execute(statement, values)

    await upgrade(database_url, "services.requests")

    async with database.transaction() as session:
        numbered = sa.text("SELECT case_number FROM demand ORDER BY source_id")
        numbers = list(await session.scalars(numbered))
        with time_machine.travel(eve + timedelta(hours=1), tick=False):
            following = await DemandRepository(session).next_case_number()
    await database.dispose()
    assert numbers == ["KQ-2026-000001", "KQ-2027-000001", "KQ-2027-000002"]
    assert following == "KQ-2027-000003"


WRONG: Final[list[dict[str, Any]]] = [
    {"version": 0},
    {"trl": 0},
    {"trl": 10},
    {"budget_min": Decimal(-1)},
    {"budget_min": Decimal(2), "budget_max": Decimal(1)},
    {"status": DemandStatus.PUBLISHED},
    {"status": DemandStatus.PUBLISHED, "expires_on": date(2027, 1, 1)},
    {"source_id": "taken"},
    {"case_number": "1"},
]


async def test_the_database_refuses_what_the_schemas_should_have_refused(
    database_url: str,
) -> None:
    await upgrade(database_url, "services.requests")
    database = Database(database_url)
    async with database.transaction() as session:
        session.add(Demand(case_number="1", source_id="taken", title="电池", owner_subject="li"))

    for values in WRONG:
        good = {"case_number": "2", "source_id": "free", "title": "电池", "owner_subject": "li"}
        with pytest.raises(sa.exc.IntegrityError):
            async with database.transaction() as session:
                session.add(Demand(**{**good, **values}))

    await database.dispose()
