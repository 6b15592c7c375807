"""List providers: what was there is listed, what providers write of themselves is verified."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

STATUSES = ("pending", "verified", "listed", "stale", "suspended", "delisted")
ACTIONS = (
    *("verify", "refuse", "list", "assure", "go_stale"),
    *("suspend", "restore", "delist", "resubmit", "escalate"),
)
REASONS = (
    *("not_qualified", "not_verifiable", "incomplete", "duplicate", "out_of_scope"),
    *("qualification_lapsed", "complaint", "misconduct", "owners_wish", "time_elapsed", "other"),
)


def upgrade() -> None:
    # Without a check: SQLite would have to build the table anew.
    status = sa.Column("listing_status", sa.String(32), nullable=False, server_default="listed")
    op.add_column("provider", status)
    op.add_column("provider", sa.Column("listing_due_at", shared.types.UtcDateTime()))
    op.create_index("ix_provider_listing_status", "provider", ["listing_status"])
    op.create_table(
        "listing_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("provider_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("from_status", sa.String(32), nullable=False),
        sa.Column("to_status", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", shared.types.UtcDateTime(), nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        _one_of("action", ACTIONS),
        _one_of("from_status", STATUSES),
        _one_of("to_status", STATUSES),
        _one_of("reason_code", REASONS),
        sa.PrimaryKeyConstraint("id", name="pk_listing_step"),
    )
    op.create_index(
        "ix_listing_step_provider_id_listing_step_id", "listing_step", ["provider_id", "id"]
    )


def _one_of(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_listing_step_{column}"))
