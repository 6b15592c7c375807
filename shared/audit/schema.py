"""What the tables of an audit log need besides columns: a first row, and triggers that guard them.

Entries cannot be changed at all, and removed only from the old end: those up to the
head's `anchor`. The anchor in turn moves only forward, and never over an entry that the
law wants kept. So no code path can shorten the log too early, whatever it is told.
"""

from typing import Final

import sqlalchemy as sa

from shared.audit.chain import BEGINNING

LEAST_DAYS: Final = 184
"""Six calendar months at their longest (Cybersecurity Law, article 23)."""

_ON_SQLITE: Final = (
    """
    CREATE TRIGGER audit_entry_unchanged BEFORE UPDATE ON audit_entry
    BEGIN SELECT RAISE(ABORT, 'an audit entry is never changed'); END
    """,
    """
    CREATE TRIGGER audit_entry_kept BEFORE DELETE ON audit_entry
    WHEN OLD.sequence > (SELECT anchor FROM audit_head)
    BEGIN SELECT RAISE(ABORT, 'an audit entry is kept until its time is over'); END
    """,
    """
    CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_head
    BEGIN SELECT RAISE(ABORT, 'the audit log has a head'); END
    """,
    """
    CREATE TRIGGER audit_head_forward BEFORE UPDATE ON audit_head
    WHEN NEW.last < OLD.last OR NEW.anchor < OLD.anchor OR NEW.anchor > NEW.last
    BEGIN SELECT RAISE(ABORT, 'the audit log only grows'); END
    """,
    """
    CREATE TRIGGER audit_head_in_time BEFORE UPDATE ON audit_head
    WHEN NEW.anchor > OLD.anchor AND EXISTS (
        SELECT 1 FROM audit_entry WHERE sequence > OLD.anchor AND sequence <= NEW.anchor
        AND at > datetime('now', '-184 days')
    )
    BEGIN SELECT RAISE(ABORT, 'an audit entry is kept until its time is over'); END
    """,
)

_ON_POSTGRESQL: Final = (
    "ALTER TABLE audit_head SET (fillfactor = 10)",
    """
    CREATE FUNCTION audit_entry_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.sequence <= (SELECT anchor FROM audit_head) THEN
            RETURN OLD;
        END IF;
        RAISE integrity_constraint_violation
            USING MESSAGE = 'an audit entry is kept as it is until its time is over';
    END
    $$
    """,
    """
    CREATE TRIGGER audit_entry_guard BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH ROW EXECUTE FUNCTION audit_entry_guard()
    """,
    """
    CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE integrity_constraint_violation USING MESSAGE = 'the audit log only grows';
    END
    $$
    """,
    """
    CREATE TRIGGER audit_entry_emptied BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE TRIGGER audit_head_emptied BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE TRIGGER audit_head_kept BEFORE DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_refuse()
    """,
    """
    CREATE FUNCTION audit_head_guard() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.last < OLD.last OR NEW.anchor < OLD.anchor OR NEW.anchor > NEW.last THEN
            RAISE integrity_constraint_violation USING MESSAGE = 'the audit log only grows';
        END IF;
        IF NEW.anchor > OLD.anchor AND EXISTS (
            SELECT 1 FROM audit_entry WHERE sequence > OLD.anchor AND sequence <= NEW.anchor
            AND at > now() - interval '184 days'
        ) THEN
            RAISE integrity_constraint_violation
                USING MESSAGE = 'an audit entry is kept until its time is over';
        END IF;
        RETURN NEW;
    END
    $$
    """,
    """
    CREATE TRIGGER audit_head_guard BEFORE UPDATE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION audit_head_guard()
    """,
)


def install_audit(connection: sa.Connection) -> None:
    """Make the empty tables `audit_head` and `audit_entry` a log that only grows.

    Called by the step of a service's history that creates the tables.
    """
    head = sa.table("audit_head", *map(sa.column, ("id", "last", "hash", "anchor", "anchor_hash")))
    beginning = {"last": 0, "hash": BEGINNING, "anchor": 0, "anchor_hash": BEGINNING}
    connection.execute(head.insert().values(id=1, **beginning))
    on_postgresql = connection.dialect.name == "postgresql"
    for statement in _ON_POSTGRESQL if on_postgresql else _ON_SQLITE:
        connection.execute(sa.text(statement))
