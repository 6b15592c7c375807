from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlmodel import col

from shared.clock import utc_now
from shared.database import Database
from shared.types import Money, UtcDateTime, new_id
from tests.shared.archive.tables import Condition, Document
from tests.shared.opening import archive_at

CHINA = timezone(timedelta(hours=8))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The database of the made-up archive, once on each engine."""
    async with archive_at(database_url) as database:
        yield database


async def stored(database: Database, document: Document) -> Document:
    """Return the document as the database gives it back."""
    async with database.transaction() as session:
        session.add(document)
    async with database.snapshot() as session:
        return (await session.scalars(sa.select(Document))).one()


def test_ids_sort_by_creation() -> None:
    ids = [new_id() for _ in range(10_000)]

    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert {each.version for each in ids} == {7}


async def test_a_moment_comes_back_in_utc(database: Database) -> None:
    noon_in_china = datetime(2026, 2, 3, 12, 0, 0, 123456, tzinfo=CHINA)

    document = await stored(database, Document(title="t", kept_since=noon_in_china))

    assert document.kept_since == noon_in_china
    assert document.kept_since.tzinfo is UTC
    assert document.kept_since.hour == 4


async def test_what_is_unknown_stays_unknown(database: Database) -> None:
    document = await stored(database, Document(title="t"))

    assert document.kept_since is None
    assert document.value is None


@pytest.mark.parametrize(
    "amount", ["0", "0.01", "-12.30", "99999999999999.99", "1E+6", "0.1", "0.7", "1.15"]
)
async def test_an_amount_comes_back_to_the_fen(database: Database, amount: str) -> None:
    document = await stored(database, Document(title="t", value=Decimal(amount)))

    assert document.value == Decimal(amount)
    assert isinstance(document.value, Decimal)


async def test_amounts_are_compared_and_summed_exactly(database: Database) -> None:
    async with database.transaction() as session:
        session.add_all([Document(title="t", value=Decimal("0.1")) for _ in range(3)])
        await session.flush()
        total = await session.scalar(sa.select(sa.func.sum(col(Document.value), type_=Money())))
        cheap = await session.scalars(
            sa.select(Document).where(col(Document.value) <= Decimal("0.10"))
        )

        assert total == Decimal("0.3")
        assert len(cheap.all()) == 3


async def test_an_enum_is_stored_by_its_value(database: Database) -> None:
    document = await stored(database, Document(title="t", condition=Condition.FADED))
    async with database.snapshot() as session:
        raw = await session.scalar(sa.text("SELECT condition FROM document"))

    assert document.condition is Condition.FADED
    assert raw == "faded"


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity"])
def test_an_amount_that_is_no_whole_number_of_fen_is_refused(amount: str) -> None:
    dialect = sa.make_url("sqlite://").get_dialect()()

    with pytest.raises(ValueError, match="分"):
        Money().process_bind_param(Decimal(amount), dialect)


def test_a_naive_moment_is_refused() -> None:
    dialect = sa.make_url("sqlite://").get_dialect()()

    with pytest.raises(ValueError, match="aware"):
        UtcDateTime().process_bind_param(utc_now().replace(tzinfo=None), dialect)
