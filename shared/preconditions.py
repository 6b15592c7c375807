"""Nobody overwrites what they have not seen: ETag and If-Match (RFC 9110, 8.8.3 and 13.1.1)."""

import re
from typing import Annotated

from fastapi import Header

from shared.errors.problems import (
    MalformedError,
    PreconditionFailedError,
    PreconditionRequiredError,
)
from shared.language import Text

_TAGS = re.compile(r'\s*((?:W/)?"[\x21\x23-\x7e\x80-\xff]*")\s*(?:,|$)')

IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", description='The ETag you read, such as `"v3"`.', max_length=1000),
]
"""The `If-Match` header of a request; None if there is none."""


class IfMatchMissingError(PreconditionRequiredError):
    """A change must say which version it changes."""

    slug = "if-match-missing"
    detail = Text(
        "修改时须用 If-Match 头说明所依据的版本（当前为 {current}）。",
        "Say in an If-Match header which version you change; it is now {current}.",
    )


class VersionChangedError(PreconditionFailedError):
    """Somebody else has changed it in the meantime."""

    slug = "version-changed"
    detail = Text(
        "内容在您读取之后已被修改（当前版本 {current}），请重新读取后再改。",
        "It was changed since you read it and is now {current}; read it again first.",
    )


class IfMatchMalformedError(MalformedError):
    """The header is no list of entity tags."""

    slug = "if-match-malformed"
    detail = Text(
        '无法读取 If-Match 头，应形如 "v3"（含引号）。',
        'The If-Match header cannot be read; it looks like "v3", quotation marks included.',
    )


def etag_of(version: int) -> str:
    """Return the entity tag of a version, as it stands in the `ETag` header."""
    return f'"v{version}"'


def require_match(if_match: str | None, version: int) -> None:
    """Let a change pass only if its caller has seen `version`.

    Raises:
        IfMatchMissingError: The caller names no version at all.
        IfMatchMalformedError: The header cannot be read.
        VersionChangedError: The caller names other versions. Weak tags never match.
    """
    current = etag_of(version)
    if if_match is None:
        raise IfMatchMissingError(current=current)
    if if_match.strip() == "*":
        return
    if current not in _tags_in(if_match):
        raise VersionChangedError(current=current)


def _tags_in(header: str) -> list[str]:
    tags = _TAGS.findall(header)
    if not tags or _TAGS.sub("", header).strip():
        raise IfMatchMalformedError
    return tags
