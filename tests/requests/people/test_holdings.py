import re
from typing import Final

import sqlalchemy as sa

from services.requests.people.holdings import HOLDINGS
from services.requests.tables import RequestsTable

NAMES_SOMEBODY: Final = re.compile(
    r"(^|_)(subject|actor|holder|author|joiner|member|handler|broker|assignee|caller)$"
    r"|_by$|^contact_(name|phone|email)$|_name$"
)
ABOUT_ORGANIZATIONS: Final = {"organization_name"}
NO_PERSON: Final = {
    ("feed_entry", "subject"),
    ("message_entry", "subject"),
    ("audit_entry", "subject"),
    ("lease", "holder"),
}
"""What an entry is about, and which process is on duty."""
ENUMS: Final = {
    ("engagement", "opened_by"),
    ("engagement_contract", "drafted_by"),
    ("engagement_amendment", "proposed_by"),
}
"""Which side it was, not who."""


def test_every_table_says_what_it_holds_of_people() -> None:
    held = {str(model.__tablename__) for model in HOLDINGS}

    assert held == set(RequestsTable.metadata.tables)


def test_no_column_names_somebody_unnoticed() -> None:
    unnoticed = [
        (str(model.__tablename__), column.key)
        for model, holding in HOLDINGS.items()
        for column in sa.inspect(model).columns
        if NAMES_SOMEBODY.search(column.key)
        and column.key not in holding.named | ABOUT_ORGANIZATIONS
    ]

    assert set(unnoticed) <= NO_PERSON | ENUMS


def test_what_is_shown_and_forgotten_are_columns_that_there_are() -> None:
    for model, holding in HOLDINGS.items():
        columns = {column.key for column in sa.inspect(model).columns}

        assert {*holding.named, *holding.shown, *holding.hidden} - {""} <= columns
