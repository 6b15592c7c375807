"""Keep needs that are being written on the pages."""

import sqlalchemy as sa
from alembic import op

from shared.types import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "need_draft",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("visitor_hash", sa.String(64)),
        sa.Column("demand_id", sa.Uuid()),
        sa.Column("etag", sa.String(80)),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("updated_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (visitor_hash IS NULL)", name=op.f("ck_need_draft_owner")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_need_draft_person_id_person"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_need_draft"),
    )
    for column in ("person_id", "visitor_hash", "expires_at"):
        op.create_index(f"ix_need_draft_{column}", "need_draft", [column])
