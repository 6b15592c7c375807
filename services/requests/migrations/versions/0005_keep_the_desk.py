"""Keep who is at work on a demand, what is due when, and what else a step says."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENTS = (
    "assigned_until",
    "submitted_at",
    "contacted_at",
    "decided_at",
    "contact_due",
    "plan_due",
    "close_due",
    "due_at",
    "escalated_at",
    "escalated_due",
)


def upgrade() -> None:
    op.add_column("demand", sa.Column("assignee", sa.String(200)))
    op.add_column("demand", sa.Column("broker", sa.String(200)))
    # Without a foreign key: SQLite would have to build the table anew, under its children.
    op.add_column("demand", sa.Column("merged_into", sa.Uuid()))
    for name in MOMENTS:
        op.add_column("demand", sa.Column(name, sa.DateTime(timezone=True)))
    op.create_index("ix_demand_due_at", "demand", ["due_at"])
    op.add_column("demand_transition", sa.Column("details", sa.JSON()))
