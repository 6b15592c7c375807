from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from shared.fields import Day, EmailAddress


def test_a_day_is_read_as_people_write_it() -> None:
    assert TypeAdapter(Day).validate_python("2026-11-23") == date(2026, 11, 23)


@pytest.mark.parametrize("number", ["0", "1767225600", " 1.5 ", "-86400", 0, 1767225600])
def test_a_number_is_no_day_also_when_an_address_has_it_as_a_text(number: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Day).validate_python(number)


@pytest.mark.parametrize(
    "after", ["\r\nBcc: all@firm.cn", "\nX: y", ", b@firm.cn", "> <b@firm.cn", "\0"]
)
def test_nothing_can_be_added_to_a_letter_by_its_address(after: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(EmailAddress).validate_python(f"li@firm.cn{after}")
