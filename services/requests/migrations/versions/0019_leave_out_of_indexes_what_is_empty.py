"""Leave out of the indexes the needs that have no such time and were merged into none."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

MOSTLY_EMPTY = ("challenge_due", "closing_due", "due_at", "merged_into")


def upgrade() -> None:
    for column in MOSTLY_EMPTY:
        there_is_one = sa.text(f"{column} IS NOT NULL")
        op.drop_index(f"ix_demand_{column}", table_name="demand")
        op.create_index(
            f"ix_demand_{column}",
            "demand",
            [column],
            sqlite_where=there_is_one,
            postgresql_where=there_is_one,
        )
