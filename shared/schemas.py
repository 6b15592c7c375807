"""What request bodies are made of: strict models and texts that mean something.

A text with NUL or half a surrogate pair cannot be stored, one of spaces and
invisible signs says nothing; all of these refuse both, and are stripped of
surrounding white space.
"""

import re
import unicodedata
from decimal import Decimal
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StrictBool

from shared.errors.validation import invalid_value
from shared.language import Text

INVISIBLE = frozenset({"Cc", "Cf", "Zl", "Zp", "Zs"})
"""Unicode categories without a glyph: controls, formats and separators."""


_UNPAIRED: Final = re.compile("[\ud800-\udfff]")


class StrictBody(BaseModel):
    """A request body; a field we do not know is an error, so that no typo is lost.

    Not pydantic's `strict` mode: FastAPI hands over parsed JSON, and strict mode
    would then refuse every date, UUID and enum. `Whole` and `YesNo` are strict.
    """

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


def storable(text: str) -> str:
    """Return `text`, if every database and every JSON reader can hold it."""
    if "\x00" in text:
        raise invalid_value(
            Text("文本含有空字符（NUL）。", "The text contains a NUL character."),
            Text("不含空字符的文本", "text without NUL"),
        )
    if _UNPAIRED.search(text):
        raise invalid_value(
            Text("文本含有不完整的字符（孤立代理项）。", "The text has an unpaired surrogate."),
            Text("完整的 Unicode 文本", "whole Unicode characters"),
        )
    return text


def telling(text: str) -> str:
    """Return `text` without surrounding white space, if anything of it can be seen."""
    stripped = text.strip()
    if all(unicodedata.category(character) in INVISIBLE for character in stripped):
        raise invalid_value(
            Text("文本为空。", "The text is empty."),
            Text("有内容的文本", "text that says something"),
        )
    return stripped


_TELLING = (AfterValidator(storable), AfterValidator(telling))

ShortText = Annotated[str, Field(max_length=200), *_TELLING]
"""A name or a title: 1 to 200 characters."""

MediumText = Annotated[str, Field(max_length=2_000), *_TELLING]
"""A note or a summary: 1 to 2,000 characters."""

LongText = Annotated[str, Field(max_length=20_000), *_TELLING]
"""A description: 1 to 20,000 characters."""

Code = Annotated[str, Field(max_length=64, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]*$")]
"""A code or a natural key in Latin letters, digits and `._:/-`: 1 to 64 characters."""

SourceId = Annotated[str, Field(max_length=200), *_TELLING]
"""What a supplier calls an entry of theirs; any text, 1 to 200 characters."""

Whole = Annotated[int, Field(strict=True, ge=0, le=2**31 - 1)]
"""A count: 0 to 2,147,483,647; `"5"` and `true` are no counts."""

YesNo = StrictBool
"""`true` or `false`, nothing else."""

Amount = Annotated[Decimal, Field(ge=0, le=10**12, decimal_places=2)]
"""An amount in 元 (CNY), with at most two decimal places."""
