import re
from typing import Final

import sqlalchemy as sa

from services.catalog.people.holdings import HOLDINGS
from services.catalog.tables import CatalogTable

NAMES_SOMEBODY: Final = re.compile(
    r"(^|_)(subject|actor|lead|caller)$|_by$|^contact_(name|phone|email)$"
)
NO_PERSON: Final = {
    ("feed_entry", "subject"),
    ("feed_quarantine", "subject"),
    ("message_entry", "subject"),
    ("audit_entry", "subject"),
    ("solved_case", "confirmed_by"),
}
"""What an entry is about, and what kind of confirmer."""


def test_every_table_says_what_it_holds_of_people() -> None:
    held = {str(model.__tablename__) for model in HOLDINGS}

    assert held == set(CatalogTable.metadata.tables)


def test_no_column_names_somebody_unnoticed() -> None:
    unnoticed = {
        (str(model.__tablename__), column.key)
        for model, holding in HOLDINGS.items()
        for column in sa.inspect(model).columns
        if NAMES_SOMEBODY.search(column.key) and column.key not in holding.named
    }

    assert unnoticed <= NO_PERSON


def test_what_is_shown_and_forgotten_are_columns_that_there_are() -> None:
    for model, holding in HOLDINGS.items():
        columns = {column.key for column in sa.inspect(model).columns}

        assert {*holding.named, *holding.shown, *holding.hidden} - {""} <= columns
