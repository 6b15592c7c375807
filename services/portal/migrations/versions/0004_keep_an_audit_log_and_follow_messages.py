"""Keep an audit log; divide duties between processes; follow what the services tell people."""

import sqlalchemy as sa
from alembic import op

import shared.types
from shared.audit.schema import install_audit

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_audit_log()
    _create_duties()


def _create_audit_log() -> None:
    op.create_table(
        "audit_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("anchor", sa.BigInteger(), nullable=False),
        sa.Column("anchor_hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit_head"),
    )
    op.create_table(
        "audit_entry",
        sa.Column("sequence", NUMBER, autoincrement=False, nullable=False),
        sa.Column("at", shared.types.UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("organization", sa.String(200)),
        sa.Column("roles", sa.String(400), nullable=False),
        sa.Column("action", sa.String(64), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("outcome", sa.String(16), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("request_id", sa.String(64)),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_audit_entry"),
    )
    for column in ("at", "actor", "subject"):
        op.create_index(f"ix_audit_entry_{column}", "audit_entry", [column])
    install_audit(op.get_bind())


def _create_duties() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(64), nullable=False),
        sa.Column("holder", sa.String(200), nullable=False),
        sa.Column("until", shared.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
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
