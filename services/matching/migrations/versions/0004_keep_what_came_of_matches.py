"""keep what was shown, and what came of it.

What is kept of matches names the ranker that made it, and is made anew by the present one.
"""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "match_run",
        sa.Column("feedback_change", sa.BigInteger(), nullable=False, server_default="0"),
    )
    op.create_table(
        "outcome",
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("entry_key", sa.String(length=64), nullable=False),
        sa.Column("author", sa.Boolean(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("industry_code", sa.String(length=8), nullable=True),
        sa.Column("region_code", sa.String(length=12), nullable=True),
        sa.Column("confidentiality", sa.String(length=32), nullable=True),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("response_id", "entry_key", name=op.f("pk_outcome")),
    )
    op.create_index(op.f("ix_outcome_demand_id"), "outcome", ["demand_id"])
    op.create_index(op.f("ix_outcome_change"), "outcome", ["change"])
    op.create_table(
        "exposure",
        sa.Column("entry_key", sa.String(length=64), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("first_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("entry_key", "demand_id", name=op.f("pk_exposure")),
    )
    op.create_index(op.f("ix_exposure_first_on"), "exposure", ["first_on"])
    op.create_table(
        "shown_list",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("at", shared.types.UtcDateTime(), nullable=False),
        sa.Column("ranker_version", sa.String(length=32), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("entries", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shown_list")),
    )
    op.create_index(op.f("ix_shown_list_at"), "shown_list", ["at"])
    op.create_index("ix_shown_list_demand_id_at", "shown_list", ["demand_id", "at"])
