"""Keep engagements: their contracts, changes, disputes, follow-ups and teams."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

MOMENT = shared.types.UtcDateTime()
MONEY = shared.types.Money()
LIVE = sa.text(
    "status IN ('changes_requested', 'contract_signed', 'delivered', 'disputed', 'in_progress',"
    " 'nda_signed', 'negotiating', 'proposed', 'registered', 'suspended')"
)


def upgrade() -> None:
    _who_works_together()
    _what_is_said()


def _who_works_together() -> None:
    op.create_table(
        "engagement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("response_id", sa.Uuid(), nullable=False),
        sa.Column("case_number", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("before", sa.String(32)),
        sa.Column("opened_by", sa.String(32)),
        sa.Column("disputed_at", MOMENT),
        sa.Column("escalations", sa.Integer(), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT),
        sa.Column("firm_subject", sa.String(length=200), nullable=False),
        sa.Column("firm_organization", sa.String(length=200)),
        sa.Column("helper_subject", sa.String(length=200), nullable=False),
        sa.Column("helper_organization", sa.String(length=200)),
        sa.Column("entry_kind", sa.String(length=32)),
        sa.Column("entry_id", sa.Uuid()),
        sa.Column("broker", sa.String(length=200)),
        sa.Column("price", MONEY),
        sa.Column("price_note", sa.Text()),
        sa.Column("lead_time_days", sa.Integer()),
        sa.Column("terms", sa.Text()),
        sa.Column("contract_version", sa.Integer(), nullable=False),
        sa.Column("start_on", sa.Date()),
        sa.Column("finish_on", sa.Date()),
        sa.Column("registration_number", sa.String(length=100)),
        sa.Column("registered_on", sa.Date()),
        sa.Column("started_at", MOMENT),
        sa.Column("delivered_at", MOMENT),
        sa.Column("accepted_at", MOMENT),
        sa.Column("ended_at", MOMENT),
        sa.CheckConstraint("price >= 0", name="ck_engagement_price_positive"),
        sa.CheckConstraint("version >= 1", name="ck_engagement_version_counts"),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_engagement_demand_id_demand"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement"),
    )
    op.create_index("ix_engagement_case_number", "engagement", ["case_number"])
    op.create_index("ix_engagement_demand_id", "engagement", ["demand_id"])
    op.create_index("ix_engagement_due_at", "engagement", ["due_at"])
    op.create_index("ix_engagement_firm_organization", "engagement", ["firm_organization"])
    op.create_index("ix_engagement_firm_subject", "engagement", ["firm_subject"])
    op.create_index("ix_engagement_helper_organization", "engagement", ["helper_organization"])
    op.create_index("ix_engagement_helper_subject", "engagement", ["helper_subject"])
    op.create_index("ix_engagement_response_id", "engagement", ["response_id"])
    op.create_index(
        "uq_engagement_live",
        "engagement",
        ["demand_id"],
        unique=True,
        sqlite_where=LIVE,
        postgresql_where=LIVE,
    )


def _what_is_said() -> None:
    op.create_table(
        "dispute_statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("party", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_dispute_statement_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_dispute_statement"),
    )
    op.create_index("ix_dispute_statement_engagement_id", "dispute_statement", ["engagement_id"])

    op.create_table(
        "engagement_amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("finish_on", sa.Date()),
        sa.Column("price", MONEY),
        sa.Column("scope", sa.Text()),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("answered_by", sa.String(length=200)),
        sa.Column("answered_at", MOMENT),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        sa.CheckConstraint("price >= 0", name="ck_engagement_amendment_price_positive"),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_amendment_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement_amendment"),
    )
    op.create_index("ix_engagement_amendment_due_at", "engagement_amendment", ["due_at"])
    op.create_index(
        "ix_engagement_amendment_engagement_id", "engagement_amendment", ["engagement_id"]
    )

    op.create_table(
        "engagement_contract",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("price", MONEY),
        sa.Column("payment", sa.Text()),
        sa.Column("intellectual_property", sa.Text()),
        sa.Column("start_on", sa.Date(), nullable=False),
        sa.Column("finish_on", sa.Date(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("drafted_by", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("price >= 0", name="ck_engagement_contract_price_positive"),
        sa.CheckConstraint("start_on <= finish_on", name="ck_engagement_contract_dates_in_order"),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_contract_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("engagement_id", "version", name="pk_engagement_contract"),
    )
    op.create_table(
        "engagement_follow_up",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("asked_at", MOMENT),
        sa.Column("lapses_at", MOMENT),
        sa.Column("answered_at", MOMENT),
        sa.Column("answered_by", sa.String(length=200)),
        sa.Column("holds", sa.String(32)),
        sa.Column("benefit", MONEY),
        sa.Column("evidence", sa.Text()),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.CheckConstraint("benefit >= 0", name="ck_engagement_follow_up_benefit_positive"),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_follow_up_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement_follow_up"),
    )
    op.create_index(
        "ix_engagement_follow_up_engagement_id", "engagement_follow_up", ["engagement_id"]
    )
    op.create_index(
        "ix_engagement_follow_up_status_engagement_follow_up_due_on",
        "engagement_follow_up",
        ["status", "due_on"],
    )

    op.create_table(
        "engagement_member",
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("organization", sa.String(length=200)),
        sa.Column("role", sa.String(length=200)),
        sa.Column("entry_kind", sa.String(length=32)),
        sa.Column("entry_id", sa.Uuid()),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_member_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("engagement_id", "subject", name="pk_engagement_member"),
    )
    op.create_index("ix_engagement_member_subject", "engagement_member", ["subject"])
