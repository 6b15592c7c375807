"""Let a letter carry the code with which somebody changes their e-mail address."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    name = op.f("ck_mail_token_purpose")
    with op.batch_alter_table("mail_token") as table:
        table.drop_constraint(name, type_="check")
        table.create_check_constraint(
            name, "purpose IN ('change_address', 'confirm', 'invite', 'reset')"
        )
