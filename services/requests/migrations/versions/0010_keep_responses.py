"""Keep who responds to needs, on which terms, with whom, and what became of it."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MOMENT = shared.types.UtcDateTime()
SELECTED = sa.text("status = 'selected'")


def upgrade() -> None:
    _create_responses()
    _create_members()
    _create_offers()
    _create_steps()


def _create_responses() -> None:
    op.create_table(
        "response",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("expressed_at", MOMENT),
        sa.Column("author", sa.String(210), nullable=False),
        sa.Column("author_subject", sa.String(200), nullable=False),
        sa.Column("author_organization", sa.String(200)),
        sa.Column("invited_by", sa.String(200)),
        sa.Column("invitation", sa.Text()),
        sa.Column("entry_kind", sa.String(32)),
        sa.Column("entry_id", sa.Uuid()),
        sa.Column("entry_title", sa.String(400)),
        sa.Column("handler", sa.String(200)),
        sa.Column("engagement_id", sa.Uuid()),
        sa.Column("approach", sa.Text()),
        sa.Column("experience", sa.Text()),
        sa.Column("available_from", sa.Date()),
        sa.Column("contact_name", sa.String(200)),
        sa.Column("contact_phone", sa.String(40)),
        sa.Column("contact_email", sa.String(254)),
        sa.CheckConstraint("version >= 1", name="ck_response_version_counts"),
        sa.ForeignKeyConstraint(["demand_id"], ["demand.id"], name="fk_response_demand_id_demand"),
        sa.PrimaryKeyConstraint("id", name="pk_response"),
        sa.UniqueConstraint("demand_id", "author", name="uq_response_demand_id_author"),
    )
    op.create_index("ix_response_author_organization", "response", ["author_organization"])
    op.create_index("ix_response_author_subject", "response", ["author_subject"])
    op.create_index("ix_response_status_response_due_at", "response", ["status", "due_at"])
    op.create_index(
        "uq_response_selected",
        "response",
        ["demand_id"],
        unique=True,
        sqlite_where=SELECTED,
        postgresql_where=SELECTED,
    )


def _create_members() -> None:
    op.create_table(
        "response_member",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("member", sa.String(210), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("organization", sa.String(200)),
        sa.Column("entry_kind", sa.String(32), nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("entry_title", sa.String(400), nullable=False),
        sa.Column("role", sa.String(200), nullable=False),
        sa.Column("task", sa.Text()),
        sa.Column("consent", sa.String(32), nullable=False),
        sa.Column("consent_note", sa.Text()),
        sa.Column("consent_at", MOMENT),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_response_member_response_id_response"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_response_member"),
        sa.UniqueConstraint("response_id", "member", name="uq_response_member_response_id_member"),
    )
    op.create_index("ix_response_member_organization", "response_member", ["organization"])
    op.create_index("ix_response_member_subject", "response_member", ["subject"])


def _create_offers() -> None:
    op.create_table(
        "response_offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("bidder", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("price", shared.types.Money(), nullable=False),
        sa.Column("price_note", sa.Text()),
        sa.Column("duration_days", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Date()),
        sa.Column("accepts", sa.Integer()),
        sa.CheckConstraint("price >= 0", name="ck_response_offer_price_positive"),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_response_offer_response_id_response"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_response_offer"),
        sa.UniqueConstraint("response_id", "number", name="uq_response_offer_response_id_number"),
    )


def _create_steps() -> None:
    op.create_table(
        "response_transition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("from_status", sa.String(32)),
        sa.Column("to_status", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("part", sa.String(32), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        sa.Column("details", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["response_id"], ["response.id"], name="fk_response_transition_response_id_response"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_response_transition"),
        sa.UniqueConstraint(
            "response_id", "version", name="uq_response_transition_response_id_version"
        ),
    )
