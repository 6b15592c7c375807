"""Remember until when a need waits as a challenge."""

import sqlalchemy as sa
from alembic import op

from shared.types import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("demand", sa.Column("challenge_due", UtcDateTime()))
    op.create_index("ix_demand_challenge_due", "demand", ["challenge_due"])
