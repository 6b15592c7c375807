"""What each of pydantic's complaints is called in both languages, and what would be right.

The keys are pydantic's error types; the placeholders are what it supplies in
`ctx`. The first column of each row is what is wrong, the second what is expected.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, NamedTuple

from shared.language import Text


class Complaint(NamedTuple):
    """What is wrong with a value, and what would be right."""

    message: Text
    expected: Text


def _not_a(zh: str, en: str, expected_zh: str = "", expected_en: str = "") -> Complaint:
    """Return the complaint that a value is not of the kind named."""
    return Complaint(
        Text(f"不是{zh}。", f"This is not {en}."),
        Text(expected_zh or zh, expected_en or en),
    )


UNKNOWN: Final = Complaint(
    Text("此项的值不正确。", "This value is not right."),
    Text("符合接口说明的值", "a value as the API description says"),
)

_TEXT = _not_a("文本", "text", "用引号括起来的文本", "text in quotation marks")
_UNICODE = _not_a("有效的 Unicode 文本", "valid Unicode text")
_LIST = _not_a("列表", "a list", '列表，例如 ["…"]', 'a list, such as ["…"]')
_OBJECT = _not_a("对象", "an object", '对象，例如 {{"…": …}}', 'an object, such as {{"…": …}}')
_WHOLE = _not_a("整数", "a whole number", "整数，例如 12", "a whole number, such as 12")
_NUMBER = _not_a("数字", "a number", "数字，例如 12.5", "a number, such as 12.5")
_YES_NO = _not_a("布尔值", "true or false", "true 或 false", "true or false")
_DATE = _not_a("有效日期", "a valid date", "日期，例如 2026-11-23", "a date, such as 2026-11-23")
_MOMENT = _not_a(
    "有效时间",
    "a valid moment",
    "带时区的时间，例如 2026-11-23T08:00:00Z",
    "a moment with its zone, such as 2026-11-23T08:00:00Z",
)
_UUID = _not_a(
    "有效编号", "a valid id", "UUID 编号，由本平台给出", "a UUID as given by this platform"
)
_URL = _not_a(
    "有效网址",
    "a valid web address",
    "网址，例如 https://example.org",
    "a web address, such as https://example.org",
)
_CHOICE = Complaint(
    Text("不在可选值之内。", "This is none of the possible values."),
    Text("可选值：{expected}", "one of {expected}"),
)
_TOO_MANY_DIGITS = Complaint(
    Text("数字位数过多。", "The number has too many digits."),
    Text("位数较少的数字", "a number with fewer digits"),
)

COMPLAINTS: Final[Mapping[str, Complaint]] = MappingProxyType(
    {
        "missing": Complaint(
            Text("缺少必填项。", "This is required and missing."),
            Text("填写此项", "a value for this field"),
        ),
        "extra_forbidden": Complaint(
            Text("没有这个字段。", "There is no such field."),
            Text("删除此字段，或检查拼写", "leave this field out, or check its spelling"),
        ),
        "string_type": _TEXT,
        "bytes_type": _TEXT,
        "string_unicode": _UNICODE,
        "bytes_invalid_encoding": _UNICODE,
        "string_too_short": Complaint(
            Text("文本太短。", "The text is too short."),
            Text("至少 {min_length} 个字", "at least {min_length} characters"),
        ),
        "string_too_long": Complaint(
            Text("文本太长。", "The text is too long."),
            Text("至多 {max_length} 个字", "at most {max_length} characters"),
        ),
        "string_pattern_mismatch": Complaint(
            Text("文本格式不正确。", "The text has the wrong form."),
            Text("符合格式 {pattern}", "text of the form {pattern}"),
        ),
        "too_short": Complaint(
            Text("项数太少。", "There are too few entries."),
            Text("至少 {min_length} 项", "at least {min_length} entries"),
        ),
        "too_long": Complaint(
            Text("项数太多。", "There are too many entries."),
            Text("至多 {max_length} 项", "at most {max_length} entries"),
        ),
        "list_type": _LIST,
        "tuple_type": _LIST,
        "set_type": _LIST,
        "frozen_set_type": _LIST,
        "iterable_type": _LIST,
        "dict_type": _OBJECT,
        "mapping_type": _OBJECT,
        "model_type": _OBJECT,
        "model_attributes_type": _OBJECT,
        "dataclass_type": _OBJECT,
        "int_type": _WHOLE,
        "int_parsing": _WHOLE,
        "int_from_float": _WHOLE,
        "int_parsing_size": _TOO_MANY_DIGITS,
        "float_type": _NUMBER,
        "float_parsing": _NUMBER,
        "decimal_type": _NUMBER,
        "decimal_parsing": _NUMBER,
        "finite_number": _not_a("有限的数字", "a finite number"),
        "decimal_max_digits": _TOO_MANY_DIGITS,
        "decimal_whole_digits": _TOO_MANY_DIGITS,
        "decimal_max_places": Complaint(
            Text("小数位数过多。", "There are too many decimal places."),
            Text("至多 {decimal_places} 位小数", "at most {decimal_places} decimal places"),
        ),
        "greater_than": Complaint(
            Text("数值太小。", "The number is too small."),
            Text("大于 {gt} 的数", "a number greater than {gt}"),
        ),
        "greater_than_equal": Complaint(
            Text("数值太小。", "The number is too small."),
            Text("不小于 {ge} 的数", "a number no less than {ge}"),
        ),
        "less_than": Complaint(
            Text("数值太大。", "The number is too large."),
            Text("小于 {lt} 的数", "a number less than {lt}"),
        ),
        "less_than_equal": Complaint(
            Text("数值太大。", "The number is too large."),
            Text("不大于 {le} 的数", "a number no greater than {le}"),
        ),
        "multiple_of": Complaint(
            Text("数值不合要求。", "The number does not fit."),
            Text("{multiple_of} 的倍数", "a multiple of {multiple_of}"),
        ),
        "bool_type": _YES_NO,
        "bool_parsing": _YES_NO,
        "enum": _CHOICE,
        "literal_error": _CHOICE,
        "union_tag_invalid": Complaint(
            Text("类别不在可选值之内。", "This kind is none of the possible ones."),
            Text("可选值：{expected_tags}", "one of {expected_tags}"),
        ),
        "union_tag_not_found": Complaint(
            Text("缺少类别。", "The kind is missing."),
            Text("填写 {discriminator}", "a value for {discriminator}"),
        ),
        "date_type": _DATE,
        "date_parsing": _DATE,
        "date_from_datetime_parsing": _DATE,
        "date_from_datetime_inexact": _DATE,
        "date_past": Complaint(
            Text("日期不在过去。", "The date is not in the past."),
            Text("今天以前的日期", "a date before today"),
        ),
        "date_future": Complaint(
            Text("日期不在将来。", "The date is not in the future."),
            Text("今天以后的日期", "a date after today"),
        ),
        "datetime_type": _MOMENT,
        "datetime_parsing": _MOMENT,
        "datetime_from_date_parsing": _MOMENT,
        "datetime_object_invalid": _MOMENT,
        "timezone_aware": _MOMENT,
        "uuid_type": _UUID,
        "uuid_parsing": _UUID,
        "uuid_version": _UUID,
        "url_type": _URL,
        "url_parsing": _URL,
        "url_syntax_violation": _URL,
        "url_too_long": Complaint(
            Text("网址太长。", "The web address is too long."),
            Text("至多 {max_length} 个字符", "at most {max_length} characters"),
        ),
        "url_scheme": Complaint(
            Text("网址的协议不正确。", "The web address has the wrong scheme."),
            Text("协议为 {expected_schemes}", "an address that begins with {expected_schemes}"),
        ),
        "none_required": Complaint(
            Text("此项应为空。", "This must be empty."),
            Text("null", "null"),
        ),
        "json_invalid": _not_a("有效的 JSON", "valid JSON"),
        "recursion_loop": Complaint(
            Text("嵌套层数太多。", "This is nested too deeply."),
            Text("层数较少的内容", "content with fewer levels"),
        ),
    }
)
