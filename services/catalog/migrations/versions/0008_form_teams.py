"""Let experts form teams."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

STATUSES = ("forming", "consented", "filed", "active", "disbanded")
ACTIONS = (
    *("confirm", "lose_member", "revise", "file"),
    *("escalate", "begin", "disband", "reform"),
)
CONSENTS = ("asked", "agreed", "declined")
REASONS = (
    *("no_time", "not_my_field", "conflict_of_interest", "task_done"),
    *("task_dropped", "misconduct", "time_elapsed", "other"),
)

MOMENT = shared.types.UtcDateTime


def upgrade() -> None:
    _create_teams()
    _create_members()
    _create_steps()


def _create_teams() -> None:
    op.create_table(
        "team",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("demand_id", sa.Uuid()),
        sa.Column("lead", sa.String(200), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("filed_on", sa.Date()),
        sa.Column("due_at", MOMENT()),
        sa.Column("created_at", MOMENT(), nullable=False),
        sa.Column("updated_at", MOMENT(), nullable=False),
        _one_of("team", "status", STATUSES),
        sa.CheckConstraint("version >= 1", name=op.f("ck_team_version")),
        sa.PrimaryKeyConstraint("id", name="pk_team"),
    )
    op.create_index("ix_team_due_at", "team", ["due_at"])


def _create_members() -> None:
    op.create_table(
        "team_member",
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("expert_id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(200), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("duty", sa.String(200), nullable=False),
        sa.Column("skills", sa.JSON(), nullable=False),
        sa.Column("consent", sa.String(32), nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("answered_at", MOMENT()),
        _one_of("team_member", "consent", CONSENTS),
        _one_of("team_member", "reason_code", REASONS),
        sa.PrimaryKeyConstraint("team_id", "expert_id", name="pk_team_member"),
    )
    op.create_index("ix_team_member_subject", "team_member", ["subject"])


def _create_steps() -> None:
    op.create_table(
        "team_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("team_id", sa.Uuid(), nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("from_status", sa.String(32), nullable=False),
        sa.Column("to_status", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        _one_of("team_step", "action", ACTIONS),
        _one_of("team_step", "from_status", STATUSES),
        _one_of("team_step", "to_status", STATUSES),
        _one_of("team_step", "reason_code", REASONS),
        sa.PrimaryKeyConstraint("id", name="pk_team_step"),
    )
    op.create_index("ix_team_step_team_id_team_step_id", "team_step", ["team_id", "id"])


def _one_of(table: str, column: str, values: tuple[str, ...]) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=op.f(f"ck_{table}_{column}"))
