"""Remember that closing a case was proposed, why, and by when its owner answers."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("demand", sa.Column("closing_reason", sa.String(32)))
    op.add_column("demand", sa.Column("closing_due", sa.DateTime(timezone=True)))
    op.create_index("ix_demand_closing_due", "demand", ["closing_due"])
