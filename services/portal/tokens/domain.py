"""What a token of a program may be used for."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

MAX_LIFETIME: Final = timedelta(days=366)


class Scope(StrEnum):
    """A service that an API token opens; the portal itself is none of them."""

    CATALOG = "catalog"
    REQUESTS = "requests"
    MATCHING = "matching"
