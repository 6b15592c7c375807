from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from pydantic import AfterValidator, AwareDatetime, BaseModel, Field, HttpUrl, ValidationError

from shared.errors import Language, Text, describe, invalid_value
from shared.errors.sentences import COMPLAINTS, UNKNOWN
from shared.schemas import StrictBody


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def _even(value: int) -> int:
    if value % 2:
        raise invalid_value(
            Text("{value} 是奇数。", "{value} is odd."), Text("偶数", "an even number"), value=value
        )
    return value


def _lucky(value: int) -> int:
    if value == 4:
        raise ValueError("{4} brings bad luck.")
    return value


class Part(BaseModel):
    size: int


class Lamp(StrictBody):
    name: str = Field(default="x", min_length=1, max_length=5)
    code: str = Field(default="A1", pattern="^[A-Z][0-9]$")
    colour: Colour = Colour.RED
    mode: Literal["on", "off"] = "on"
    watts: Annotated[int, Field(ge=1, lt=100), AfterValidator(_even)] = 2
    lucky: Annotated[int, AfterValidator(_lucky)] = 2
    price: Annotated[Decimal, Field(decimal_places=2)] = Decimal(1)
    glow: float = 1.0
    bright: bool = True
    made_on: date = date(2026, 1, 1)
    seen_at: AwareDatetime | None = None
    id: UUID | None = None
    site: HttpUrl | None = None
    parts: list[Part] = Field(default_factory=list, max_length=2)
    notes: dict[str, str] = Field(default_factory=dict)


def complaints(field: str, value: object, language: Language = Language.EN) -> list[Any]:
    with pytest.raises(ValidationError) as caught:
        Lamp.model_validate({field: value})
    return describe(caught.value, language)


@pytest.mark.parametrize(
    ("field", "value", "where", "expected"),
    [
        ("nam", "x", "nam", "leave this field out, or check its spelling"),
        ("name", 5, "name", "text in quotation marks"),
        ("name", "", "name", "at least 1 characters"),
        ("name", "123456", "name", "at most 5 characters"),
        ("code", "a", "code", "text of the form ^[A-Z][0-9]$"),
        ("colour", "green", "colour", "one of red, blue"),
        ("mode", "dim", "mode", "one of on, off"),
        ("watts", "many", "watts", "a whole number, such as 12"),
        ("watts", 0, "watts", "a number no less than 1"),
        ("watts", 100, "watts", "a number less than 100"),
        ("watts", 3, "watts", "an even number"),
        ("watts", 2.5, "watts", "a whole number, such as 12"),
        ("price", "1.234", "price", "at most 2 decimal places"),
        ("price", "cheap", "price", "a number, such as 12.5"),
        ("price", float("nan"), "price", "a finite number"),
        ("glow", float("inf"), "glow", "a finite number"),
        ("bright", "maybe", "bright", "true or false"),
        ("made_on", "soon", "made_on", "a date, such as 2026-11-23"),
        (
            "seen_at",
            "2026-01-01T00:00:00",
            "seen_at",
            "a moment with its zone, such as 2026-11-23T08:00:00Z",
        ),
        ("id", "7", "id", "a UUID as given by this platform"),
        ("site", "nowhere", "site", "a web address, such as https://example.org"),
        ("parts", {}, "parts", 'a list, such as ["…"]'),
        ("parts", [{"size": 1}] * 3, "parts", "at most 2 entries"),
        ("parts", [{"size": 1}, {}], "parts.1.size", "a value for this field"),
        ("parts", ["x"], "parts.0", 'an object, such as {"…": …}'),
        ("notes", [], "notes", 'an object, such as {"…": …}'),
    ],
)
def test_every_complaint_says_where_and_what_would_be_right(
    field: str, value: object, where: str, expected: str
) -> None:
    [problem] = complaints(field, value)

    assert problem["field"] == where
    assert problem["expected"] == expected
    assert problem["message"].endswith(".")


def test_a_rule_of_our_own_speaks_both_languages() -> None:
    assert complaints("watts", 3, Language.ZH)[0]["message"] == "3 是奇数。"
    assert complaints("watts", 3, Language.EN)[0]["message"] == "3 is odd."


def test_a_plain_value_error_is_passed_on_word_for_word() -> None:
    assert complaints("lucky", 4)[0]["message"] == "{4} brings bad luck."


def test_every_fault_of_a_body_is_reported_at_once() -> None:
    with pytest.raises(ValidationError) as caught:
        Lamp.model_validate({"watts": "x", "price": "y", "other": 1})

    assert [problem["field"] for problem in describe(caught.value, Language.ZH)] == [
        "watts",
        "price",
        "other",
    ]


def test_no_sentence_is_missing_in_either_language() -> None:
    texts = [text for row in (*COMPLAINTS.values(), UNKNOWN) for text in row]

    assert all(text.zh.strip() and text.en.strip() for text in texts)
