"""Register experts: their registrations, service, assessments, and what the portal shall say."""

import sqlalchemy as sa
from alembic import op

import shared.types

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STATUSES = (
    "applied nominated endorsed under_review returned rejected withdrawn registered available "
    "dispatched under_assessment renewed probation suspended exited appealed expired"
)
ACTIONS = (
    "endorse refuse accept decline withdraw lapse escalate start_review return reject register "
    "resubmit reapply activate dispatch recall assess renew begin_term return_to_post warn clear "
    "exit resign decline_renewal appeal drop_appeal suspend restore expire"
)
REASONS = (
    "not_of_ours no_capacity incomplete unclear_specialty not_qualified not_verified duplicate "
    "out_of_scope conflict_of_interest below_standard misconduct complaint left_the_unit personal "
    "decided_otherwise agreement_ended time_elapsed by_the_rule other"
)
GRADES = "excellent qualified unqualified undetermined"

MOMENT = shared.types.UtcDateTime


def upgrade() -> None:
    _create_registrations()
    _create_steps()
    _create_dispatches()
    _create_service_records()
    _create_assessments()
    _create_role_wishes()
    _create_counter()


def _create_registrations() -> None:
    _create(
        "registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(32), nullable=False),
        *(sa.Column(name, sa.String(200), nullable=False) for name in ("subject", "sender")),
        sa.Column("sender_name", sa.String(200), nullable=False),
        sa.Column("nominated_by", sa.String(200)),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("statement", sa.Text()),
        sa.Column("number", sa.String(32)),
        sa.Column("expert_id", sa.Uuid()),
        *(sa.Column(name, sa.Date()) for name in ("term_begins", "term_ends")),
        sa.Column("renewal_declined", sa.Boolean(), nullable=False),
        sa.Column("appeal_until", sa.Date()),
        sa.Column("due_at", MOMENT()),
        *(sa.Column(name, MOMENT(), nullable=False) for name in ("created_at", "updated_at")),
        _one_of("registration", "status", STATUSES),
        _check("registration", "term", "term_begins <= term_ends"),
        _check("registration", "version", "version >= 1"),
        _unique("registration", "number"),
        _unique("registration", "subject"),
    )
    for columns in (["due_at"], ["expert_id"], ["sender", "id"], ["status", "id"]):
        _index("registration", *columns)


def _create_steps() -> None:
    _create(
        "registration_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(name, sa.String(32), nullable=False)
            for name in ("action", "from_status", "to_status")
        ),
        sa.Column("actor", sa.String(200), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("reason_code", sa.String(32)),
        sa.Column("note", sa.Text()),
        _one_of("registration_step", "action", ACTIONS),
        _one_of("registration_step", "from_status", STATUSES),
        _one_of("registration_step", "to_status", STATUSES),
        _one_of("registration_step", "reason_code", REASONS),
    )
    _index("registration_step", "registration_id", "id")


def _create_dispatches() -> None:
    signed = ("firm_signed_on", "sender_signed_on", "expert_signed_on")
    _create(
        "dispatch",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_number", sa.String(64), nullable=False),
        sa.Column("firm", sa.String(200)),
        sa.Column("firm_name", sa.String(200), nullable=False),
        sa.Column("demand_id", sa.Uuid()),
        sa.Column("hours_per_month", sa.Integer()),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("begins_on", "ends_on", *signed)),
        sa.Column("recorded_by", sa.String(200), nullable=False),
        sa.Column("recorded_at", MOMENT(), nullable=False),
        sa.Column("ended_at", MOMENT()),
        _check("dispatch", "term", "begins_on <= ends_on"),
        _unique("dispatch", "agreement_number"),
    )
    _index("dispatch", "registration_id", "id")
    _index("dispatch", "firm", "id")


def _create_service_records() -> None:
    _create(
        "service_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("dispatch_id", sa.Uuid()),
        sa.Column("served_on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("logged_at", MOMENT(), nullable=False),
        sa.Column("confirmed_by", sa.String(200)),
        sa.Column("confirmed_at", MOMENT()),
        sa.Column("rating", sa.Integer()),
        _check("service_record", "minutes", "minutes BETWEEN 1 AND 1440"),
        _check("service_record", "rating", "rating BETWEEN 1 AND 5"),
    )
    _index("service_record", "registration_id", "id")


def _create_assessments() -> None:
    _create(
        "assessment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT(), nullable=False),
        sa.Column("rule_version", sa.String(64), nullable=False),
        *(sa.Column(name, sa.Date(), nullable=False) for name in ("period_from", "period_to")),
        *(sa.Column(name, sa.Float(), nullable=False) for name in ("lowest", "highest")),
        sa.Column("grade", sa.String(32), nullable=False),
        sa.Column("lines", sa.JSON(), nullable=False),
        _one_of("assessment", "grade", GRADES),
    )
    _index("assessment", "registration_id", "id")


def _create_role_wishes() -> None:
    _create(
        "role_wish",
        sa.Column("subject", sa.String(200), nullable=False),
        *(sa.Column(name, sa.Boolean(), nullable=False) for name in ("wanted", "settled")),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", MOMENT(), nullable=False),
        sa.Column("problem", sa.Text()),
        key="subject",
    )
    _index("role_wish", "settled", "next_try_at")


def _create_counter() -> None:
    _create(
        "registration_counter",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        key="year",
    )


def _create(table: str, *parts: sa.schema.SchemaItem, key: str = "id") -> None:
    op.create_table(table, *parts, sa.PrimaryKeyConstraint(key, name=f"pk_{table}"))


def _index(table: str, *columns: str) -> None:
    first, *others = columns
    name = "_".join((f"ix_{table}", first, *(f"{table}_{column}" for column in others)))
    op.create_index(name, table, list(columns))


def _unique(table: str, column: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(column, name=f"uq_{table}_{column}")


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _one_of(table: str, column: str, values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values.split())
    return _check(table, column, f"{column} IN ({listed})")
