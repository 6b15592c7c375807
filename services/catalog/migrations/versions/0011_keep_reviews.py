"""Keep how firms have marked those who helped them."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

KINDS = ("provider", "offering", "expert", "facility", "achievement")


def upgrade() -> None:
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    op.create_table(
        "helper_review",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.CheckConstraint(f"kind IN ({kinds})", name=op.f("ck_helper_review_kind")),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name=op.f("ck_helper_review_overall")),
        sa.PrimaryKeyConstraint("review_id", "kind", "entry_id", name="pk_helper_review"),
    )
    op.create_index(
        "ix_helper_review_kind_helper_review_entry_id", "helper_review", ["kind", "entry_id"]
    )
