"""Give people inboxes, and say by which ways and when messages leave them."""

import sqlalchemy as sa
from alembic import op

from shared.types import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

CHOICE = sa.String(32)
TOPICS = "topic IN ('account', 'catalog', 'desk', 'engagements', 'needs', 'responses')"
CHANNELS = "channel IN ('chat', 'email', 'webhook')"


def upgrade() -> None:
    _create_inboxes()
    _create_choices()
    _create_webhooks()
    _create_deliveries()


def _of_person(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["person_id"], ["person.id"], name=f"fk_{table}_person_id_person"
    )


def _create_inboxes() -> None:
    op.create_table(
        "inbox_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("topic", CHOICE, nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("link", sa.String(500), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("read_at", UtcDateTime()),
        sa.CheckConstraint(TOPICS, name=op.f("ck_inbox_item_topic")),
        _of_person("inbox_item"),
        sa.PrimaryKeyConstraint("id", name="pk_inbox_item"),
        sa.UniqueConstraint("message_id", "person_id", name="uq_inbox_item_message_id_person_id"),
    )
    op.create_index("ix_inbox_item_person_id_inbox_item_id", "inbox_item", ["person_id", "id"])


def _create_choices() -> None:
    op.create_table(
        "channel_choice",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("topic", CHOICE, nullable=False),
        sa.Column("channel", CHOICE, nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_channel_choice_channel")),
        sa.CheckConstraint(TOPICS, name=op.f("ck_channel_choice_topic")),
        _of_person("channel_choice"),
        sa.PrimaryKeyConstraint("person_id", "topic", "channel", name="pk_channel_choice"),
    )
    op.create_table(
        "letter_habits",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("quiet_from", sa.String(5), nullable=False),
        sa.Column("quiet_until", sa.String(5), nullable=False),
        sa.Column("digest", CHOICE, nullable=False),
        sa.Column("digest_at", sa.String(5), nullable=False),
        sa.CheckConstraint(
            "digest IN ('daily', 'never', 'weekly')", name=op.f("ck_letter_habits_digest")
        ),
        _of_person("letter_habits"),
        sa.PrimaryKeyConstraint("person_id", name="pk_letter_habits"),
    )


def _create_webhooks() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("url", sa.String(500), nullable=False),
        sa.Column("secret", sa.String(100), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_error", sa.String(200)),
        sa.Column("last_sent_at", UtcDateTime()),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        _of_person("webhook"),
        sa.PrimaryKeyConstraint("id", name="pk_webhook"),
    )
    op.create_index("ix_webhook_person_id", "webhook", ["person_id"])


def _create_deliveries() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("channel", CHOICE, nullable=False),
        sa.Column("person_id", sa.Uuid()),
        sa.Column("item_id", sa.Uuid()),
        sa.Column("webhook_id", sa.Uuid()),
        sa.Column("role", sa.String(32)),
        sa.Column("said", sa.JSON()),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("try_at", UtcDateTime(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(CHANNELS, name=op.f("ck_delivery_channel")),
        sa.CheckConstraint("(channel = 'chat') = (item_id IS NULL)", name=op.f("ck_delivery_item")),
        sa.CheckConstraint(
            "(channel = 'webhook') = (webhook_id IS NOT NULL)", name=op.f("ck_delivery_webhook")
        ),
        _of_person("delivery"),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{table}.id"],
                name=f"fk_delivery_{name}_id_{table}",
                ondelete="CASCADE",
            )
            for name, table in (("item", "inbox_item"), ("webhook", "webhook"))
        ),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
    )
    for columns in (["item_id"], ["person_id"], ["webhook_id"]):
        op.create_index(f"ix_delivery_{columns[0]}", "delivery", columns)
    op.create_index("ix_delivery_try_at_delivery_id", "delivery", ["try_at", "id"])
