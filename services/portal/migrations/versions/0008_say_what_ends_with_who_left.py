"""Say which organizations end with somebody who leaves, and whether they were at the desk."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    nothing = sa.Column("organizations", sa.JSON(), nullable=False, server_default="[]")
    desk: sa.Column[bool] = sa.Column(
        "at_the_desk", sa.Boolean(), nullable=False, server_default=sa.false()
    )
    with op.batch_alter_table("erasure") as table:
        table.add_column(nothing)
        table.add_column(desk)
    with op.batch_alter_table("erasure") as table:
        table.alter_column("organizations", server_default=None)
        table.alter_column("at_the_desk", server_default=None)
