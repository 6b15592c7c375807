"""Follow the requests service, and keep the solved cases that firms have confirmed."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KINDS = ("provider", "offering", "expert", "facility", "achievement")
OUTCOMES = ("solved", "partly", "unsolved")
CONFIRMERS = ("enterprise", "operator")


def upgrade() -> None:
    _create_following()
    _create_solved_cases()
    for kind in ("provider", "offering", "expert", "achievement"):
        column = sa.Column("confirmed_cases", sa.JSON(), nullable=False, server_default="[]")
        op.add_column(kind, column)


def _create_following() -> None:
    op.create_table(
        "feed_cursor",
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("cursor", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("source", name="pk_feed_cursor"),
    )
    op.create_table(
        "feed_quarantine",
        sa.Column("source", sa.String(200), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("quarantined_at", shared.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("source", "sequence", name="pk_feed_quarantine"),
    )
    op.create_index("ix_feed_quarantine_subject", "feed_quarantine", ["subject"])


def _create_solved_cases() -> None:
    op.create_table(
        "solved_case",
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("summary", sa.Text()),
        sa.Column("industry_code", sa.String(8)),
        sa.Column("year", sa.Integer()),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("confirmed_by", sa.String(32), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        _one_of("kind", KINDS),
        _one_of("outcome", OUTCOMES),
        _one_of("confirmed_by", CONFIRMERS),
        sa.PrimaryKeyConstraint("case_id", "kind", "entry_id", name="pk_solved_case"),
    )
    op.create_index("ix_solved_case_kind_solved_case_entry_id", "solved_case", ["kind", "entry_id"])


def _one_of(column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_solved_case_{column}"))
