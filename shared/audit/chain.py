"""How entries are chained: each hash covers its entry and the hash before."""

from collections.abc import Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Final

import orjson

BEGINNING: Final = "0" * 64
"""What the first entry of a log is chained to."""

HASHED: Final = (
    "sequence",
    "at",
    "actor",
    "organization",
    "roles",
    "action",
    "subject",
    "outcome",
    "details",
    "request_id",
)


def hash_of(source: str, before: str, entry: Mapping[str, Any]) -> str:
    """Return the hash of an entry of the service `source`, as 64 hexadecimal digits.

    It is SHA-256 of the hash before and the entry's columns as JSON with sorted keys.
    """
    said = {name: _plain(entry[name]) for name in HASHED}
    said["source"] = source
    said["before"] = before
    return sha256(orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    return value
