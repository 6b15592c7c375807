"""Note for which end of a wait somebody was reminded."""

import sqlalchemy as sa
from alembic import op

from shared.types import UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLES = (
    "demand",
    "response",
    "access_grant",
    "engagement",
    "engagement_amendment",
    "engagement_follow_up",
)


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("reminded_due", UtcDateTime()))
