"""Keep what is done next for each need that finds nobody."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MOMENT = shared.types.UtcDateTime()


def upgrade() -> None:
    op.create_table(
        "pursuit",
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("since", MOMENT, nullable=False),
        sa.Column("moves", sa.Integer(), nullable=False),
        sa.Column("last_move", sa.String(32)),
        sa.Column("last_at", MOMENT),
        sa.Column("next_move", sa.String(32), nullable=False),
        sa.Column("next_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["demand_id"],
            ["demand.id"],
            name="fk_pursuit_demand_id_demand",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("demand_id", name="pk_pursuit"),
    )
    op.create_index("ix_pursuit_next_at", "pursuit", ["next_at"])
