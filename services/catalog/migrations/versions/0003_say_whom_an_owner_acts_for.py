"""say whom an owner acts for."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KINDS = ("provider", "offering", "expert", "facility", "achievement")


def upgrade() -> None:
    for kind in KINDS:
        op.add_column(kind, sa.Column("owner_organization", sa.String(200)))
