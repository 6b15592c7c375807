"""What every catalogue entry is: its kind, its states, how its codes nest, when it is stale."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final
from unicodedata import normalize

LOCAL_SOURCE: Final = "local"
"""The source of entries that were written here rather than imported."""

STALE_AFTER: Final = timedelta(days=365)

TAG_LENGTH: Final = 200
"""The longest form of a word that entries are filed under."""

CARD: Final = ("contact_name", "contact_phone", "contact_email")
"""The fields that say whom to reach about an entry, and how."""

_FORGOTTEN: Final = "forgotten:"


class EntryKind(StrEnum):
    """The five kinds of entry; the value is also the feed's noun."""

    PROVIDER = "provider"
    OFFERING = "offering"
    EXPERT = "expert"
    FACILITY = "facility"
    ACHIEVEMENT = "achievement"


class EntryStatus(StrEnum):
    """Whether an entry can be used now (after the `status` of HSDS)."""

    ACTIVE = "active"
    TEMPORARILY_CLOSED = "temporarily_closed"
    WITHDRAWN = "withdrawn"


class EntryAction(StrEnum):
    """What can be done to an entry's status."""

    SUSPEND = "suspend"
    RESUME = "resume"
    WITHDRAW = "withdraw"
    RESTORE = "restore"


class ReasonCode(StrEnum):
    """Why a status was changed."""

    NO_LONGER_OFFERED = "no_longer_offered"
    MAINTENANCE = "maintenance"
    FULLY_BOOKED = "fully_booked"
    DUPLICATE = "duplicate"
    WRONG_DATA = "wrong_data"
    UNQUALIFIED = "unqualified"
    RULE_VIOLATION = "rule_violation"
    OWNER_REQUEST = "owner_request"
    OTHER = "other"


class CapacityStatus(StrEnum):
    """How much more an entry can take on; absent means that nobody has said."""

    AVAILABLE = "available"
    LIMITED = "limited"
    FULL = "full"


class CaseOutcome(StrEnum):
    """How a case ended."""

    SOLVED = "solved"
    PARTLY = "partly"
    UNSOLVED = "unsolved"


class CaseConfirmer(StrEnum):
    """Who vouches for a case's outcome."""

    ENTERPRISE = "enterprise"
    OPERATOR = "operator"


class Facet(StrEnum):
    """The multi-valued properties that entries can be filtered by."""

    REGION = "region"
    INDUSTRY = "industry"
    DISCIPLINE = "discipline"
    QUALIFICATION = "qualification"
    COOPERATION = "cooperation_type"


def is_stale(assured_date: date | None, today: date) -> bool | None:
    """Say whether nobody has vouched for an entry in a year; None when nobody ever did."""
    return None if assured_date is None else today - assured_date > STALE_AFTER


def with_regions_around(code: str) -> Iterator[str]:
    """Yield a region's code and those of the city and the province it lies in (GB/T 2260)."""
    yield from dict.fromkeys((code, f"{code[:4]}00", f"{code[:2]}0000"))


def with_broader_industries(code: str) -> Iterator[str]:
    """Yield a division's code and its section's, `C39` and `C` (GB/T 4754)."""
    yield from dict.fromkeys((code, code[:1]))


def with_broader_disciplines(code: str) -> Iterator[str]:
    """Yield a discipline's code of up to seven digits and the broader ones (GB/T 13745)."""
    yield from dict.fromkeys((code, code[:5], code[:3]))


def folded(text: str) -> str:
    """Return the form under which two spellings of a word or a code count as the same."""
    # One sign can become eighteen; what is cut off tells no two words of a list apart.
    return normalize("NFKC", text).casefold().strip()[:TAG_LENGTH]


def facets_of(values: Mapping[str, Any]) -> Iterator[tuple[Facet, str]]:
    """Yield what an entry is filed under, broader codes included, so equality finds it."""
    if region := values.get("region_code"):
        yield from _tagged(Facet.REGION, with_regions_around(region))
    for code in values.get("industry_codes", ()):
        yield from _tagged(Facet.INDUSTRY, with_broader_industries(code))
    for code in values.get("discipline_codes", ()):
        yield from _tagged(Facet.DISCIPLINE, with_broader_disciplines(code))
    yield from _tagged(Facet.QUALIFICATION, values.get("qualifications", ()))
    yield from _tagged(Facet.COOPERATION, values.get("cooperation_types", ()))


def _tagged(facet: Facet, values: Iterable[str]) -> Iterator[tuple[Facet, str]]:
    for value in values:
        yield facet, folded(value)


def forgotten_key(source: str, key: str) -> str:
    """Return what stands for the key of somebody's file once they are to be forgotten.

    A source that names the same file again is recognized by it, and not taken at its word.
    """
    if key.startswith(_FORGOTTEN):
        return key
    return _FORGOTTEN + sha256(f"{source}\n{key}".encode()).hexdigest()
