"""Note for which end of a wait somebody was reminded."""

import sqlalchemy as sa
from alembic import op

from shared.types import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("registration", "team"):
        op.add_column(table, sa.Column("reminded_due", UtcDateTime()))
    op.add_column("provider", sa.Column("listing_reminded_due", UtcDateTime()))
