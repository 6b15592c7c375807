"""Keep what comes of engagements: milestones, files, reviews, signatures, steps, solved cases."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

MOMENT = shared.types.UtcDateTime()


def upgrade() -> None:
    op.create_table(
        "engagement_milestone",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("note", sa.Text()),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.Column("updated_at", MOMENT, nullable=False),
        sa.Column("completed_at", MOMENT),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_milestone_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement_milestone"),
    )
    op.create_index(
        "ix_engagement_milestone_engagement_id", "engagement_milestone", ["engagement_id"]
    )
    op.create_index(
        "ix_engagement_milestone_status_engagement_milestone_due_on",
        "engagement_milestone",
        ["status", "due_on"],
    )

    op.create_table(
        "engagement_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("overall", sa.Integer(), nullable=False),
        sa.Column("quality", sa.Integer()),
        sa.Column("timeliness", sa.Integer()),
        sa.Column("communication", sa.Integer()),
        sa.Column("words", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "communication BETWEEN 1 AND 5", name="ck_engagement_review_communication_range"
        ),
        sa.CheckConstraint("overall BETWEEN 1 AND 5", name="ck_engagement_review_overall_range"),
        sa.CheckConstraint("quality BETWEEN 1 AND 5", name="ck_engagement_review_quality_range"),
        sa.CheckConstraint(
            "timeliness BETWEEN 1 AND 5", name="ck_engagement_review_timeliness_range"
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_review_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement_review"),
        sa.UniqueConstraint(
            "engagement_id", "side", name="uq_engagement_review_engagement_id_side"
        ),
    )
    op.create_table(
        "engagement_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("document", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("side", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("organization", sa.String(length=200)),
        sa.Column("at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_signature_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement_signature"),
        sa.UniqueConstraint(
            "engagement_id",
            "document",
            "digest",
            "side",
            name="uq_engagement_signature_engagement_id_document_digest_side",
        ),
    )
    op.create_table(
        "engagement_transition",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("from_status", sa.String(32), nullable=False),
        sa.Column("to_status", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        sa.Column("details", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_transition_engagement_id_engagement",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement_transition"),
        sa.UniqueConstraint(
            "engagement_id", "version", name="uq_engagement_transition_engagement_id_version"
        ),
    )
    op.create_table(
        "solved_case",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("helpers", sa.JSON(), nullable=False),
        sa.Column("industry_code", sa.String(length=3)),
        sa.Column("confirmed_by", sa.String(length=200), nullable=False),
        sa.Column("confirmed_at", MOMENT, nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("results", sa.JSON(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=200)),
        sa.Column("summary", sa.Text()),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_solved_case_demand_id_demand"
        ),
        sa.ForeignKeyConstraint(
            ["engagement_id"], ["engagement.id"], name="fk_solved_case_engagement_id_engagement"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_solved_case"),
        sa.UniqueConstraint("engagement_id", name="uq_solved_case_engagement_id"),
    )
    op.create_index("ix_solved_case_demand_id", "solved_case", ["demand_id"])

    op.create_table(
        "engagement_deliverable",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("engagement_id", sa.Uuid(), nullable=False),
        sa.Column("milestone_id", sa.Uuid()),
        sa.Column("purpose", sa.String(32), nullable=False),
        sa.Column("party", sa.String(32), nullable=False),
        sa.Column("subject", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("file_type", sa.String(32), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("description", sa.Text()),
        sa.Column("at", MOMENT, nullable=False),
        sa.CheckConstraint("size > 0", name="ck_engagement_deliverable_size_positive"),
        sa.ForeignKeyConstraint(
            ["engagement_id"],
            ["engagement.id"],
            name="fk_engagement_deliverable_engagement_id_engagement",
        ),
        sa.ForeignKeyConstraint(
            ["milestone_id"],
            ["engagement_milestone.id"],
            name="fk_engagement_deliverable_milestone_id_engagement_milestone",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_engagement_deliverable"),
        sa.UniqueConstraint(
            "engagement_id",
            "sha256",
            "purpose",
            "party",
            name="uq_engagement_deliverable_engagement_id_sha256_purpose_party",
        ),
    )
