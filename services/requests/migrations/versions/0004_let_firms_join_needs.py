"""Record who else has a need that is published."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "demand_joining",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("joiner", sa.String(210), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("organization", sa.String(200)),
        sa.Column("note", sa.Text()),
        sa.Column("merged_from", sa.Uuid()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_demand_joining_demand_id_demand"
        ),
        sa.ForeignKeyConstraint(
            ["merged_from"], ["demand.id"], name="fk_demand_joining_merged_from_demand"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_demand_joining"),
        sa.UniqueConstraint("demand_id", "joiner", name="uq_demand_joining_demand_id_joiner"),
    )
    op.create_index("ix_demand_joining_merged_from", "demand_joining", ["merged_from"])
