"""Give every demand a case number, those that are there already in the order they came."""

from collections import Counter

import sqlalchemy as sa
from alembic import op

import shared.types
from shared.clock import city_date

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

DEMAND = sa.table(
    "demand",
    sa.column("id", sa.Uuid()),
    sa.column("created_at", shared.types.UtcDateTime()),
    sa.column("case_number", sa.String(20)),
)


def upgrade() -> None:
    counter = op.create_table(
        "case_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", name=op.f("pk_case_counter")),
    )
    # SQLite adds a column that may not be null only with a default.
    op.add_column(
        "demand", sa.Column("case_number", sa.String(20), nullable=False, server_default="")
    )
    if taken := _number():
        op.bulk_insert(counter, [{"year": year, "last": last} for year, last in taken.items()])
    op.create_index("ix_demand_case_number", "demand", ["case_number"], unique=True)
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column("demand", "case_number", server_default=None)


def _number() -> Counter[int]:
    connection, taken = op.get_bind(), Counter[int]()
    known = connection.execute(sa.select(DEMAND.c.id, DEMAND.c.created_at).order_by(DEMAND.c.id))
    for demand_id, created_at in known.all():
        year = city_date(created_at).year
        taken[year] += 1
        number = f"KQ-{year}-{taken[year]:06}"
        connection.execute(
            sa.update(DEMAND).where(DEMAND.c.id == demand_id).values(case_number=number)
        )
    return taken
