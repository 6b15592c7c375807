import re
from datetime import date
from typing import Annotated

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from shared.fields import UNKNOWN_IF_BLANK, Day
from shared.schemas import Amount, Code, LongText, ShortText, SourceId, Whole, YesNo

ANYTHING = st.text(st.characters(), max_size=30)


@pytest.mark.parametrize("text", ["", " ", "\t\n", "　", "\u200b\u200d", "\ufeff", "\x01\x02"])
def test_a_text_that_shows_nothing_is_empty(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(ShortText).validate_python(text)


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800", "\udc00b"])
def test_a_text_no_database_can_hold_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(LongText).validate_python(text)


@pytest.mark.parametrize("text", ["需求", "👍", "café", "±0.01mm", "a\nb", "שלום"])
def test_a_text_that_says_something_is_kept_as_it_is(text: str) -> None:
    assert TypeAdapter(ShortText).validate_python(f"　{text} ") == text


def test_a_text_is_limited() -> None:
    assert TypeAdapter(ShortText).validate_python("字" * 200)
    with pytest.raises(ValidationError):
        TypeAdapter(ShortText).validate_python("字" * 201)


@given(ANYTHING)
def test_what_is_accepted_can_be_encoded_and_is_not_blank(text: str) -> None:
    try:
        accepted = TypeAdapter(SourceId).validate_python(text)
    except ValidationError:
        return
    assert accepted.encode().strip(b"\x00") == accepted.encode() != b""


@pytest.mark.parametrize("code", ["", " a", "a b", "-a", "中", "a" * 65, "a\n"])
def test_a_code_is_latin_without_spaces(code: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Code).validate_python(code)


@pytest.mark.parametrize("count", ["5", True, -1, 2**31, 1.0])
def test_a_count_is_a_whole_number_and_nothing_like_it(count: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Whole).validate_python(count)


@pytest.mark.parametrize("amount", [-1, "1e13", "0.001", float("nan"), True, "many"])
def test_an_amount_is_money_that_can_exist(amount: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Amount).validate_python(amount)


@pytest.mark.parametrize("answer", ["yes", 1, "true", None])
def test_yes_is_true_and_nothing_else(answer: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(YesNo).validate_python(answer)


@pytest.mark.parametrize("blank", ["", " ", "\t\n"])
def test_a_blank_text_is_described_as_what_it_is_taken_for(blank: str) -> None:
    day: TypeAdapter[date | None] = TypeAdapter(Annotated[Day | None, UNKNOWN_IF_BLANK])
    described = [choice.get("pattern", "") for choice in day.json_schema()["anyOf"]]

    assert day.validate_python(blank) is None
    assert re.search(described[-1], blank)
    assert not re.search(described[-1], "2026-11-23")
