"""Remember when a firm said something else of a case than it had confirmed."""

import sqlalchemy as sa
from alembic import op

from shared.types import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("solved_case", sa.Column("outcome_at", UtcDateTime()))
