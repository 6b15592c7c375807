"""Let the version before go on noting who leaves: it says nothing of organizations.

0008 took away the defaults that it needs for that while both versions run.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("erasure") as table:
        table.alter_column("organizations", server_default="[]")
        table.alter_column("at_the_desk", server_default=sa.false())
