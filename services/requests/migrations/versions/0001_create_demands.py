"""Create demands, their steps, and the tables of the feed and of repeated requests."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from shared.feed.schema import install_feed

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
CHOICE = sa.String(32)
INDEXES = {
    "ix_demand_status_demand_id": ["status", "id"],
    "ix_demand_status_demand_expires_on": ["status", "expires_on"],
    "ix_demand_status_demand_deadline": ["status", "deadline"],
    "ix_demand_owner_subject": ["owner_subject"],
    "ix_demand_owner_organization": ["owner_organization"],
    "ix_demand_region_code": ["region_code"],
    "ix_demand_industry_code": ["industry_code"],
}


def upgrade() -> None:
    op.create_table("demand", *_identity(), *_text(), *_rules())
    for name, columns in INDEXES.items():
        op.create_index(name, "demand", columns)
    _create_disciplines()
    _create_transitions()
    _create_feed()
    _create_memory()


def _identity() -> list[sa.Column[Any]]:
    return [
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("source_id", sa.String(200), nullable=False),
        sa.Column("import_digest", sa.String(80)),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", CHOICE, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("published_at", MOMENT),
        sa.Column("expires_on", sa.Date()),
        sa.Column("owner_subject", sa.String(200), nullable=False),
        sa.Column("owner_organization", sa.String(200)),
    ]


def _text() -> list[sa.Column[Any]]:
    return [
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("public_summary", sa.Text()),
        sa.Column("confidential_detail", sa.Text()),
        sa.Column("confidentiality", CHOICE, nullable=False),
        sa.Column("metric_targets", sa.JSON(), nullable=False),
        sa.Column("budget_min", sa.BigInteger()),
        sa.Column("budget_max", sa.BigInteger()),
        sa.Column("deadline", sa.Date()),
        sa.Column("urgency", CHOICE, nullable=False),
        sa.Column("industry_code", sa.String(3)),
        sa.Column("region_code", sa.String(6)),
        sa.Column("discipline_codes", sa.JSON(), nullable=False),
        sa.Column("trl", sa.Integer()),
        sa.Column("cooperation_types", sa.JSON(), nullable=False),
        sa.Column("ipr_wish", CHOICE),
        sa.Column("required_qualifications", sa.JSON(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("organization_name", sa.String(200)),
        sa.Column("uscc", sa.String(18)),
        sa.Column("org_hidden", sa.Boolean(), nullable=False),
        sa.Column("contact_name", sa.String(200)),
        sa.Column("contact_phone", sa.String(40)),
        sa.Column("contact_email", sa.String(254)),
    ]


def _rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "status <> 'published' OR (published_at IS NOT NULL AND expires_on IS NOT NULL)",
            name="ck_demand_published_expires",
        ),
        sa.CheckConstraint("budget_max >= 0", name="ck_demand_budget_max_positive"),
        sa.CheckConstraint("budget_min <= budget_max", name="ck_demand_budget_order"),
        sa.CheckConstraint("budget_min >= 0", name="ck_demand_budget_min_positive"),
        sa.CheckConstraint("trl BETWEEN 1 AND 9", name="ck_demand_trl_range"),
        sa.CheckConstraint("version >= 1", name="ck_demand_version_counts"),
        sa.PrimaryKeyConstraint("id", name="pk_demand"),
        sa.UniqueConstraint("source", "source_id", name="uq_demand_source_source_id"),
    ]


def _create_disciplines() -> None:
    op.create_table(
        "demand_discipline",
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("code", sa.String(7), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"],
            ["demand.id"],
            name="fk_demand_discipline_demand_id_demand",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("demand_id", "code", name="pk_demand_discipline"),
    )
    op.create_index("ix_demand_discipline_code", "demand_discipline", ["code"])


def _create_transitions() -> None:
    op.create_table(
        "demand_transition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", CHOICE, nullable=False),
        sa.Column("from_status", CHOICE, nullable=False),
        sa.Column("to_status", CHOICE, nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason_code", CHOICE),
        sa.Column("note", sa.Text()),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_demand_transition_demand_id_demand"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_demand_transition"),
        sa.UniqueConstraint("demand_id", "version", name="uq_demand_transition_demand_id_version"),
    )


def _create_feed() -> None:
    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("pruned", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_feed_head"),
    )
    op.create_table(
        "feed_entry",
        sa.Column(
            "sequence",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            server_default=sa.FetchedValue(),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name="pk_feed_entry"),
    )
    op.create_index("ix_feed_entry_subject", "feed_entry", ["subject"])

    install_feed(op.get_bind())


def _create_memory() -> None:
    op.create_table(
        "idempotency_key",
        sa.Column("caller", sa.String(200), nullable=False),
        sa.Column("key", sa.String(255), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", sa.JSON(), nullable=False),
        sa.Column("body", sa.JSON()),
        sa.PrimaryKeyConstraint("caller", "key", name="pk_idempotency_key"),
    )
    op.create_index("ix_idempotency_key_created_at", "idempotency_key", ["created_at"])
