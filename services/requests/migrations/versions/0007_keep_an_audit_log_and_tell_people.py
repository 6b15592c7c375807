"""Keep an audit log, and what people are told."""

import sqlalchemy as sa
from alembic import op

import shared.types
from shared.audit.schema import install_audit
from shared.feed.schema import install_feed

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_audit_log()
    _create_messages()


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


def _create_messages() -> None:
    op.create_table(
        "message_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("pruned", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message_head"),
    )
    op.create_table(
        "message_entry",
        sa.Column(
            "sequence",
            NUMBER,
            server_default=sa.FetchedValue(),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_message_entry"),
    )
    op.create_index("ix_message_entry_subject", "message_entry", ["subject"])
    install_feed(op.get_bind(), "message")
