"""Remember of which needs the contact has left, so that no import names them again."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forgotten_contact",
        sa.Column("demand_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["demand_id"], ["demand.id"], name="fk_forgotten_contact_demand_id_demand"
        ),
        sa.PrimaryKeyConstraint("demand_id", name="pk_forgotten_contact"),
    )
