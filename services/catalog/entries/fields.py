"""The types that only the catalogue's entries are made of; `shared.fields` has the others."""

from datetime import date
from typing import Annotated, Final
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from shared.clock import city_today
from shared.errors import Text, invalid_value
from shared.fields import LIST_LENGTH, Day, IndustryCode, RegionCode, once
from shared.schemas import Whole, storable, telling

CASES_LENGTH: Final = 100

IN_YUAN: Final = "In 元 (CNY); null when unknown."


def _web_address(text: str) -> str:
    try:
        address = urlsplit(text)
        right = address.scheme in {"http", "https"} and bool(address.hostname) and " " not in text
    except ValueError:
        right = False
    if not right:
        raise invalid_value(
            Text("不是有效网址。", "This is not a web address."),
            Text("网址，例如 https://example.org", "an address such as https://example.org"),
        )
    return text


def _not_in_the_future(day: date) -> date:
    if day > city_today():
        raise invalid_value(
            Text("日期在将来。", "The date lies in the future."),
            Text("不晚于今天的日期", "a date no later than today"),
        )
    return day


Days = Annotated[Whole, Field(le=3_650)]
Year = Annotated[Whole, Field(ge=1_900, le=2_100)]
PastDay = Annotated[Day, AfterValidator(_not_in_the_future)]

WebAddress = Annotated[
    str,
    Field(max_length=500),
    AfterValidator(storable),
    AfterValidator(telling),
    AfterValidator(_web_address),
]

RegionCodes = Annotated[list[RegionCode], AfterValidator(once), Field(max_length=LIST_LENGTH)]
IndustryCodes = Annotated[list[IndustryCode], AfterValidator(once), Field(max_length=LIST_LENGTH)]
