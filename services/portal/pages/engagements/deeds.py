"""What people do in an engagement besides taking its steps: forms, and where they are sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from services.portal.pages.attempts import Fields, amount, body_of, listed, number, ticked, whole


class Tab(StrEnum):
    """The pages of an engagement; the overview stands at its own address."""

    OVERVIEW = "overview"
    WORK = "work"
    OUTCOME = "outcome"
    DISPUTE = "dispute"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Deed:
    """A form: on which page it stands, and what the requests service is told."""

    tab: Tab
    way: tuple[str, str]
    """The method, and the path below the engagement's."""
    fields: Fields
    fixed: Mapping[str, Any] = field(default_factory=dict)

    def body(self, typed: Mapping[str, str]) -> dict[str, Any]:
        """Return what the service is told; rows of which nothing was said are left out."""
        said = {**body_of(typed, self.fields), **self.fixed}
        return {name: _rows(value) for name, value in said.items()}


RESULTS: Final = 3
"""How many figures there is room for."""

_SIGNATURE: Final = ("POST", "signatures")
_RESULT_FIELDS: Final[Fields] = {"name": str, "value": number, "unit": str}

WHY: Final[Fields] = {"reason_code": str, "note": str}
"""With each step."""

MOVING: Final[Fields] = {"note": str, "due_on": str}
"""With each step of a milestone."""

FOLLOW_UP: Final[Fields] = {"holds": str, "benefit": amount, "evidence": str, "files": listed}
FILE: Final[Fields] = {"purpose": str, "description": str, "milestone_id": str}

DEEDS: Final[Mapping[str, Deed]] = {
    "sign_nda": Deed(Tab.OVERVIEW, _SIGNATURE, {"digest": str}, {"document": "nda"}),
    "sign_contract": Deed(Tab.OVERVIEW, _SIGNATURE, {"digest": str}, {"document": "contract"}),
    "draft_contract": Deed(
        Tab.OVERVIEW,
        ("PUT", "contract"),
        {
            "kind": str,
            "title": str,
            "scope": str,
            "price": amount,
            "payment": str,
            "intellectual_property": str,
            "start_on": str,
            "finish_on": str,
        },
    ),
    "register": Deed(Tab.OVERVIEW, ("PUT", "registration"), {"number": str, "registered_on": str}),
    "milestone": Deed(
        Tab.WORK, ("POST", "milestones"), {"title": str, "description": str, "due_on": str}
    ),
    "amendment": Deed(
        Tab.WORK,
        ("POST", "amendments"),
        {"kind": str, "finish_on": str, "price": amount, "scope": str, "why": str},
    ),
    "statement": Deed(Tab.DISPUTE, ("POST", "statements"), {"words": str, "files": listed}),
    "accept": Deed(
        Tab.OUTCOME,
        ("POST", "acceptance"),
        {
            "outcome": str,
            "evidence": str,
            "files": listed,
            "public": ticked,
            "title": str,
            "summary": str,
            **{
                f"results.{row}.{name}": read
                for row in range(RESULTS)
                for name, read in _RESULT_FIELDS.items()
            },
        },
    ),
    "review": Deed(
        Tab.OUTCOME,
        ("POST", "reviews"),
        {
            "overall": whole,
            "quality": whole,
            "timeliness": whole,
            "communication": whole,
            "words": str,
        },
    ),
}
"""By name; `accept`, `register` and the signatures are steps of the engagement, too."""

FIELD_LABELS: Final[Mapping[str, str]] = {
    "kind": "contract_kind",
    "scope": "contract_scope",
    "price": "contract_price",
    "payment": "contract_payment",
    "intellectual_property": "contract_ip",
    "start_on": "contract_start",
    "finish_on": "contract_finish",
    "number": "registration_number",
    "registered_on": "registered_on",
    "due_on": "milestone_due",
    "why": "amendment_why",
    "words": "engagement_words",
    "outcome": "accept_outcome",
    "evidence": "accept_evidence",
    "results": "accept_results",
    "public": "accept_public",
    "summary": "accept_summary",
    "overall": "review_overall",
    "holds": "follow_up_holds",
    "benefit": "follow_up_benefit",
    "file": "file_choose",
    "files": "accept_files",
    "purpose": "file_purpose",
    **{
        f"results.{row}.{name}": f"result_{name}"
        for row in range(RESULTS)
        for name in _RESULT_FIELDS
    },
}
"""How the fields are called where something is wrong with them."""


def _rows(value: object) -> object:
    """Return numbered rows as a list."""
    if isinstance(value, dict) and all(str(name).isdecimal() for name in value):
        return list(value.values())
    return value
