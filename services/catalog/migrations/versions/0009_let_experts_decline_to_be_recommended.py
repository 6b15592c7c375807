"""Let experts decline to be offered by matching."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "expert", sa.Column("recommended", sa.Boolean(), nullable=False, server_default=sa.true())
    )
