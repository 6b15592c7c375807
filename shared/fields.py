"""What more than one service's bodies are made of: codes, contacts, days, measures.

Each says what is wrong and what would be right; `shared.schemas` has the plain texts.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Annotated, Any, Final, TypeVar

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
)
from pydantic_core import core_schema
from stdnum.cn import uscc
from stdnum.exceptions import InvalidChecksum, InvalidLength, ValidationError

from shared.classification import discipline_name, industry_name, region_name
from shared.errors.validation import invalid_value
from shared.language import Text
from shared.schemas import Amount, ShortText

Value = TypeVar("Value", bound=Hashable)

LIST_LENGTH: Final = 50

_FEN: Final = Decimal("0.01")
_EMAIL: Final = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_PHONE: Final = re.compile(r"\+?[0-9][0-9 ()\-]{4,29}(转[0-9]{1,6})?")


BLANK: Final[Mapping[str, str]] = MappingProxyType({"type": "string", "pattern": r"^\s*$"})
"""JSON Schema's word for a text of white space."""


def _as_number(value: object) -> object:
    """Refuse true and false where a number is wanted; pydantic takes them for 1 and 0."""
    if isinstance(value, bool):
        raise invalid_value(
            Text("不是数字。", "This is not a number."),
            Text("数字，例如 12", "a number, such as 12"),
        )
    return value


def _in_fen(amount: Decimal) -> Decimal:
    """Write an amount as the database gives it back, so that it reads the same at once."""
    return amount.quantize(_FEN)


_NUMBER: Final = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)")


def _as_day(value: object) -> object:
    """Refuse a number where a date is wanted; pydantic takes it for seconds since 1970.

    It does so for a number in a text, too, as addresses have it.
    """
    in_a_text = isinstance(value, str) and _NUMBER.fullmatch(value.strip())
    if isinstance(value, str | date) and not in_a_text:
        return value
    raise invalid_value(
        Text("不是有效日期。", "This is not a valid date."),
        Text("日期，例如 2026-11-23", "a date, such as 2026-11-23"),
    )


def _known(name_of: Callable[[str], object], what: Text, expected: Text) -> Callable[[str], str]:
    """Return a validator that takes a code the list knows, and says so otherwise."""
    unknown = Text(
        f"没有代码为“{{code}}”的{what.zh}。",
        f"There is no {what.en} {{code}}.",
    )

    def check(code: str) -> str:
        if name_of(code) is None:
            raise invalid_value(unknown, expected, code=code)
        return code

    return check


def blank_as_unknown(value: object) -> object:
    """Return None for a text of white space: an empty cell says nothing, and is no mistake."""
    return None if isinstance(value, str) and not value.strip() else value


class _UnknownIfBlank:
    """Takes a blank text for None, and says so in the description."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_before_validator_function(blank_as_unknown, handler(source))

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return with_blank(handler(schema))


def with_blank(described: dict[str, Any]) -> dict[str, Any]:
    """Return the JSON schema of a value that may be None, taking a blank text for it too."""
    choices = described.get("anyOf", [])
    may_be_none = {"type": "null"} in choices
    return {**described, "anyOf": [*choices, dict(BLANK)]} if may_be_none else described


def once(values: list[Value]) -> list[Value]:
    """Return the values without repetitions, in their order."""
    return list(dict.fromkeys(values))


def _valid_uscc(code: str) -> str:
    """Return a unified social credit code (GB 32100-2015) in its compact form."""
    expected = Text(
        "18 位统一社会信用代码，例如 91110000600037341L",
        "a unified social credit code of 18 characters, such as 91110000600037341L",
    )
    try:
        return uscc.validate(code)
    except InvalidLength:
        message = Text("长度不是 18 位。", "It does not have 18 characters.")
    except InvalidChecksum:
        message = Text("校验码不正确，可能有笔误。", "The check digit is wrong; it may be a slip.")
    except ValidationError:
        message = Text("不是统一社会信用代码。", "This is no unified social credit code.")
    raise invalid_value(message, expected)


def _email_address(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise invalid_value(
            Text("不是有效的电子邮箱。", "This is not an e-mail address."),
            Text("邮箱，例如 name@example.org", "an address such as name@example.org"),
        )
    return text


def _phone_number(text: str) -> str:
    if not _PHONE.fullmatch(text):
        raise invalid_value(
            Text("不是有效的电话号码。", "This is not a telephone number."),
            Text("电话，例如 0769-22831234", "a number such as 0769-22831234"),
        )
    return text


UNKNOWN_IF_BLANK: Final = _UnknownIfBlank()
"""Annotates a value that may be None, and is also None if a blank text is sent."""

Measure = Annotated[float, BeforeValidator(_as_number), Field(ge=-1e15, le=1e15)]
"""A measured or wanted value of anything; not infinite, not NaN."""

Yuan = Annotated[Amount, BeforeValidator(_as_number), AfterValidator(_in_fen)]
"""An amount in 元 (CNY), with at most two decimal places, up to 10^12."""

Day = Annotated[date, BeforeValidator(_as_day), Field(ge=date(1900, 1, 1), le=date(2100, 12, 31))]
"""A date as `2026-11-23`."""

Uscc = Annotated[ShortText, AfterValidator(_valid_uscc)]
EmailAddress = Annotated[ShortText, AfterValidator(_email_address)]
PhoneNumber = Annotated[ShortText, AfterValidator(_phone_number)]

RegionCode = Annotated[
    ShortText,
    AfterValidator(
        _known(
            region_name,
            Text("地区", "region"),
            Text("GB/T 2260 六位代码，例如 441900", "six digits of GB/T 2260, such as 441900"),
        )
    ),
]
IndustryCode = Annotated[
    ShortText,
    AfterValidator(str.upper),
    AfterValidator(
        _known(
            industry_name,
            Text("行业", "industry"),
            Text("GB/T 4754 门类或大类，例如 C39", "a code of GB/T 4754, such as C39"),
        )
    ),
]
DisciplineCode = Annotated[
    ShortText,
    AfterValidator(
        _known(
            discipline_name,
            Text("学科", "discipline"),
            Text("GB/T 13745 代码，例如 460", "a code of GB/T 13745, such as 460"),
        )
    ),
]

ShortTexts = Annotated[list[ShortText], AfterValidator(once), Field(max_length=LIST_LENGTH)]
DisciplineCodes = Annotated[
    list[DisciplineCode], AfterValidator(once), Field(max_length=LIST_LENGTH)
]
