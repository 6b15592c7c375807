"""Keep digests by which an import recognizes who had themselves erased."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasure_mark",
        sa.Column("mark", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("mark", name="pk_erasure_mark"),
    )
