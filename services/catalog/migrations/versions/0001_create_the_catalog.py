"""Create the catalog."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

import shared.types
from shared.feed.schema import install_feed

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

KINDS = "provider offering expert facility achievement"
STATUSES = "active temporarily_closed withdrawn"
CAPACITY = "available limited full"
BYTEWISE = sa.String(400).with_variant(sa.String(400, collation="C"), "postgresql")


def upgrade() -> None:
    _create_providers()
    _create_offerings()
    _create_experts()
    _create_facilities()
    _create_achievements()
    _create_tags_and_history()
    _create_idempotency_keys()
    _create_feed()


def _create_providers() -> None:
    kinds = "enterprise university institute laboratory association service_agency platform"
    _create_entries(
        "provider",
        _text("name", 200, nullable=False),
        _text("uscc", 18),
        *_choice("kind_of_body", kinds),
        *_prose("summary", "description"),
        *_lists("capabilities", "qualifications", "service_area", "cases"),
        _text("website", 500),
        sa.Column("founded_on", sa.Date()),
        _check("uscc", "length(uscc) = 18"),
        name="name",
    )
    _index("provider", "uscc")


def _create_offerings() -> None:
    classes = (
        "research_development technology_transfer testing_certification incubation "
        "intellectual_property consulting finance science_popularization integrated"
    )
    _create_entries(
        "offering",
        _text("title", 200, nullable=False),
        *_link("provider"),
        *_choice("service_class", classes, nullable=False),
        *_prose("scope", "deliverable", "price_note"),
        *_amounts("price_min", "price_max"),
        *_days("lead_time_days"),
        *_lists("qualifications", "service_area", "cases"),
        *_choice("capacity_status", CAPACITY),
        name="title",
    )
    _index_link("offering", "provider")


def _create_experts() -> None:
    _create_entries(
        "expert",
        _text("name", 200, nullable=False),
        _text("title", 200),
        *_choice("expert_kind", "tech_envoy academic engineer technical_broker"),
        _text("organization_name", 200),
        *_prose("summary"),
        *_lists("specialties", "results", "service_history", "languages"),
        sa.Column("hours_per_month", sa.Integer()),
        _text("registration_number", 64),
        *_choice("capacity_status", CAPACITY),
        _check("hours_per_month", "hours_per_month BETWEEN 0 AND 744"),
        sa.UniqueConstraint("owner_subject", name=op.f("uq_expert_owner_subject")),
        name="name",
    )


def _create_facilities() -> None:
    classes = "instrument testing pilot_line big_science"
    _create_entries(
        "facility",
        _text("title", 200, nullable=False),
        *_link("provider"),
        *_choice("facility_class", classes, nullable=False),
        *_prose("summary", "training_rule"),
        *_lists("parameters", "standards", "qualifications"),
        *_amounts("fee_min", "fee_max"),
        _text("fee_unit", 40),
        *_choice("capacity_status", CAPACITY),
        *_days("lead_time_days"),
        name="title",
    )
    _index_link("facility", "provider")


def _create_achievements() -> None:
    _create_entries(
        "achievement",
        _text("title", 200, nullable=False),
        *_link("owner"),
        *_prose("summary", "advantages"),
        sa.Column("trl", sa.Integer()),
        *_choice("ipr_status", "granted applied secret none"),
        _text("ipr_number", 64),
        *_lists("cooperation_types", "inventors", "cases"),
        *_amounts("transfer_price_min", "transfer_price_max"),
        sa.Column("year", sa.Integer()),
        _check("trl", "trl BETWEEN 1 AND 9"),
        name="title",
    )
    _index_link("achievement", "owner")


def _create_tags_and_history() -> None:
    facets = "region industry discipline qualification cooperation_type"
    op.create_table(
        "entry_tag",
        *_choice("kind", KINDS, nullable=False),
        *_choice("facet", facets, nullable=False),
        _text("value", 200, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "facet", "value", "entry_id", name=op.f("pk_entry_tag")),
    )
    _index("entry_tag", "entry_id")
    reasons = (
        "no_longer_offered maintenance fully_booked duplicate "
        "wrong_data unqualified rule_violation owner_request other"
    )
    op.create_table(
        "status_change",
        sa.Column("id", sa.Uuid(), nullable=False),
        *_choice("kind", KINDS, nullable=False),
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        *_choice("action", "suspend resume withdraw restore", nullable=False),
        *_choice("from_status", STATUSES, nullable=False),
        *_choice("to_status", STATUSES, nullable=False),
        _text("actor", 200, nullable=False),
        sa.Column("by_operator", sa.Boolean(), nullable=False),
        sa.Column("at", shared.types.UtcDateTime(), nullable=False),
        *_choice("reason_code", reasons),
        *_prose("note"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_status_change")),
    )
    _index("status_change", "entry_id", "id")


def _create_idempotency_keys() -> None:
    op.create_table(
        "idempotency_key",
        _text("caller", 200, nullable=False),
        _text("key", 255, nullable=False),
        _text("fingerprint", 64, nullable=False),
        sa.Column("created_at", shared.types.UtcDateTime(), nullable=False),
        sa.Column("status", sa.Integer()),
        *_lists("headers"),
        sa.Column("body", sa.JSON()),
        sa.PrimaryKeyConstraint("caller", "key", name=op.f("pk_idempotency_key")),
    )
    _index("idempotency_key", "created_at")


def _create_feed() -> None:
    sequence = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "feed_entry",
        sa.Column(
            "sequence",
            sequence,
            server_default=sa.FetchedValue(),
            autoincrement=False,
            nullable=False,
        ),
        _text("subject", 200, nullable=False),
        sa.Column("deleted", sa.Boolean(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sequence", name=op.f("pk_feed_entry")),
    )
    _index("feed_entry", "subject")
    op.create_table(
        "feed_head",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("epoch", sa.String(), nullable=False),
        sa.Column("last", sa.BigInteger(), nullable=False),
        sa.Column("pruned", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_head")),
    )
    install_feed(op.get_bind())


def _create_entries(table: str, *own: sa.schema.SchemaItem, name: str) -> None:
    """Create the table of a kind: what all kinds have, and the kind's own."""
    op.create_table(
        table,
        sa.Column("id", sa.Uuid(), nullable=False),
        _text("source", 64, nullable=False),
        _text("source_id", 200, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        *_choice("status", STATUSES, nullable=False),
        sa.Column("created_at", shared.types.UtcDateTime(), nullable=False),
        sa.Column("updated_at", shared.types.UtcDateTime(), nullable=False),
        sa.Column("assured_date", sa.Date()),
        _text("owner_subject", 200),
        sa.Column("held_by_operator", sa.Boolean(), nullable=False),
        sa.Column("sort_name", BYTEWISE, nullable=False),
        *_lists("keywords", "industry_codes", "discipline_codes"),
        _text("region_code", 6),
        _text("contact_name", 200),
        _text("contact_phone", 64),
        _text("contact_email", 254),
        *own,
        _check("version", "version >= 1"),
        _check("source_id", "source_id <> ''"),
        _check(name, f"{name} <> ''"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint("source", "source_id", name=op.f(f"uq_{table}_source_source_id")),
    )
    _index(table, "sort_name", "id")
    _index(table, "status")
    _index(table, "owner_subject")


def _check(name: str, rule: str) -> sa.CheckConstraint:
    # The table's name is put before it by the metadata's naming convention.
    return sa.CheckConstraint(rule, name=name)


def _choice(name: str, values: str, *, nullable: bool = True) -> Iterator[sa.schema.SchemaItem]:
    listed = ", ".join(f"'{value}'" for value in values.split())
    yield sa.Column(name, sa.String(32), nullable=nullable)
    yield _check(name, f"{name} IN ({listed})")


def _text(name: str, length: int, *, nullable: bool = True) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=nullable)


def _prose(*names: str) -> Iterator[sa.Column[str]]:
    yield from (sa.Column(name, sa.Text()) for name in names)


def _lists(*names: str) -> Iterator[sa.Column[Any]]:
    yield from (sa.Column(name, sa.JSON(), nullable=False) for name in names)


def _days(name: str) -> Iterator[sa.schema.SchemaItem]:
    yield sa.Column(name, sa.Integer())
    yield _check(name, f"{name} >= 0")


def _amounts(low: str, high: str) -> Iterator[sa.schema.SchemaItem]:
    for name in (low, high):
        yield sa.Column(name, shared.types.Money())
        yield _check(name, f"{name} >= 0")
    yield _check(f"{low}_{high}", f"{low} <= {high}")


def _link(to: str) -> Iterator[sa.schema.SchemaItem]:
    yield sa.Column(f"{to}_id", sa.Uuid())
    yield _text(f"{to}_source_id", 200)
    yield _text(f"{to}_name", 200)


def _index_link(table: str, to: str) -> None:
    _index(table, f"{to}_id")
    _index(table, "source", f"{to}_source_id")


def _index(table: str, *columns: str) -> None:
    rest = [f"{table}_{column}" for column in columns[1:]]
    op.create_index(op.f("_".join(("ix", table, columns[0], *rest))), table, list(columns))
