"""add term proposals."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WORD = sa.String(length=32)


def upgrade() -> None:
    op.create_table(
        "term_proposal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", WORD, nullable=False),
        sa.Column("term", sa.String(length=200), nullable=False),
        sa.Column("english", sa.JSON(), nullable=False),
        sa.Column("synonyms", sa.JSON(), nullable=False),
        sa.Column("kind", WORD, nullable=False),
        sa.Column("field", sa.String(length=64), nullable=False),
        sa.Column("broader", sa.String(length=200), nullable=False),
        sa.Column("discipline", sa.String(length=7), nullable=False),
        sa.Column("industries", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("proposed_by", sa.String(length=200), nullable=False),
        sa.Column("proposed_at", shared.types.UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_proposal")),
    )
    op.create_index(
        op.f("ix_term_proposal_status_term_proposal_id"), "term_proposal", ["status", "id"]
    )
    op.create_table(
        "term_proposal_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("action", WORD, nullable=False),
        sa.Column("from_status", WORD, nullable=False),
        sa.Column("to_status", WORD, nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.Column("at", shared.types.UtcDateTime(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["term_proposal.id"],
            name=op.f("fk_term_proposal_step_proposal_id_term_proposal"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_term_proposal_step")),
    )
    op.create_index(
        op.f("ix_term_proposal_step_proposal_id"), "term_proposal_step", ["proposal_id"]
    )
