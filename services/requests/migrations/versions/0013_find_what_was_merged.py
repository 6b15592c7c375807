"""Find the needs that were merged into one without reading all."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_demand_merged_into", "demand", ["merged_into"])
