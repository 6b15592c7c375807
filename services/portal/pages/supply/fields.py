"""What the editor of a profile asks of each kind of entry, and how it is filled in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Widget(StrEnum):
    """How a field is filled in."""

    LINE = "line"
    AREA = "area"
    LIST = "list"
    WHOLE = "whole"
    NUMBER = "number"
    MONEY = "money"
    DAY = "day"
    CHOICE = "choice"
    FLAGS = "flags"
    TICK = "tick"
    REGION = "region"
    REGIONS = "regions"
    INDUSTRIES = "industries"
    DISCIPLINES = "disciplines"
    PROVIDER = "provider"
    ROWS = "rows"


@dataclass(frozen=True, slots=True)
class EntryField:
    """A field: its name at the catalogue, its widget, and what can be chosen."""

    name: str
    widget: Widget = Widget.LINE
    options: tuple[str, ...] = ()
    columns: tuple["EntryField", ...] = ()
    required: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together; the name tells the sentence of the heading."""

    name: str
    fields: tuple[EntryField, ...]


CODES_AT_MOST: Final = 3
"""How many industries or disciplines can be chosen."""

W = Widget
CAPACITY: Final = EntryField("capacity_status", W.CHOICE, ("available", "limited", "full"))
CASE: Final = (
    EntryField("title"),
    EntryField("summary", W.AREA),
    EntryField("year", W.WHOLE),
    EntryField("outcome", W.CHOICE, ("solved", "partly", "unsolved")),
)
EXPERT_KINDS: Final = ("tech_envoy", "academic", "engineer", "technical_broker")
RESULT: Final = (EntryField("title"), EntryField("year", W.WHOLE), EntryField("kind"))
_WHERE: Final = Section(
    "where",
    (
        EntryField("industry_codes", W.INDUSTRIES),
        EntryField("discipline_codes", W.DISCIPLINES),
        EntryField("region_code", W.REGION),
    ),
)
_CONTACT: Final = Section(
    "contact",
    (EntryField("contact_name"), EntryField("contact_phone"), EntryField("contact_email")),
)
_CASES: Final = Section("cases", (EntryField("cases", W.ROWS, columns=CASE),))
_OF_PROVIDER: Final = (EntryField("provider_id", W.PROVIDER), EntryField("provider_name"))

SECTIONS: Final[Mapping[str, tuple[Section, ...]]] = {
    "expert": (
        Section(
            "about",
            (
                EntryField("name", required=True),
                EntryField("title"),
                EntryField("expert_kind", W.CHOICE, EXPERT_KINDS),
                EntryField("organization_name"),
                EntryField("summary", W.AREA),
                EntryField("specialties", W.LIST),
                EntryField("keywords", W.LIST),
                EntryField("languages", W.LIST),
            ),
        ),
        _WHERE,
        Section("results", (EntryField("results", W.ROWS, columns=RESULT),)),
        Section("cases", (EntryField("service_history", W.ROWS, columns=CASE),)),
        Section(
            "load",
            (EntryField("hours_per_month", W.WHOLE), CAPACITY, EntryField("recommended", W.TICK)),
        ),
        _CONTACT,
    ),
    "provider": (
        Section(
            "about",
            (
                EntryField("name", required=True),
                EntryField("uscc"),
                EntryField(
                    "kind_of_body",
                    W.CHOICE,
                    (
                        "enterprise",
                        "university",
                        "institute",
                        "laboratory",
                        "association",
                        "service_agency",
                        "platform",
                    ),
                ),
                EntryField("summary", W.AREA),
                EntryField("description", W.AREA),
                EntryField("capabilities", W.LIST),
                EntryField("qualifications", W.LIST),
                EntryField("keywords", W.LIST),
                EntryField("website"),
                EntryField("founded_on", W.DAY),
            ),
        ),
        Section("where", (*_WHERE.fields, EntryField("service_area", W.REGIONS))),
        _CASES,
        _CONTACT,
    ),
    "offering": (
        Section(
            "about",
            (
                EntryField("title", required=True),
                EntryField(
                    "service_class",
                    W.CHOICE,
                    (
                        "research_development",
                        "technology_transfer",
                        "testing_certification",
                        "incubation",
                        "intellectual_property",
                        "consulting",
                        "finance",
                        "science_popularization",
                        "integrated",
                    ),
                    required=True,
                ),
                *_OF_PROVIDER,
                EntryField("scope", W.AREA),
                EntryField("deliverable", W.AREA),
                EntryField("qualifications", W.LIST),
                EntryField("keywords", W.LIST),
            ),
        ),
        Section(
            "terms",
            (
                EntryField("price_min", W.MONEY),
                EntryField("price_max", W.MONEY),
                EntryField("price_note"),
                EntryField("lead_time_days", W.WHOLE),
                CAPACITY,
            ),
        ),
        Section("where", (*_WHERE.fields, EntryField("service_area", W.REGIONS))),
        _CASES,
        _CONTACT,
    ),
    "facility": (
        Section(
            "about",
            (
                EntryField("title", required=True),
                EntryField(
                    "facility_class",
                    W.CHOICE,
                    ("instrument", "testing", "pilot_line", "big_science"),
                    required=True,
                ),
                *_OF_PROVIDER,
                EntryField("summary", W.AREA),
                EntryField("standards", W.LIST),
                EntryField("qualifications", W.LIST),
                EntryField("keywords", W.LIST),
            ),
        ),
        Section(
            "parameters",
            (
                EntryField(
                    "parameters",
                    W.ROWS,
                    columns=(
                        EntryField("name"),
                        EntryField("minimum", W.NUMBER),
                        EntryField("maximum", W.NUMBER),
                        EntryField("unit"),
                        EntryField("note"),
                    ),
                ),
            ),
        ),
        Section(
            "terms",
            (
                EntryField("fee_min", W.MONEY),
                EntryField("fee_max", W.MONEY),
                EntryField("fee_unit"),
                EntryField("training_rule", W.AREA),
                EntryField("lead_time_days", W.WHOLE),
                CAPACITY,
            ),
        ),
        _WHERE,
        _CONTACT,
    ),
    "achievement": (
        Section(
            "about",
            (
                EntryField("title", required=True),
                EntryField("owner_id", W.PROVIDER),
                EntryField("owner_name"),
                EntryField("summary", W.AREA),
                EntryField("advantages", W.AREA),
                EntryField("inventors", W.LIST),
                EntryField("year", W.WHOLE),
                EntryField("keywords", W.LIST),
            ),
        ),
        Section(
            "terms",
            (
                EntryField("trl", W.CHOICE, tuple(str(level) for level in range(1, 10))),
                EntryField("ipr_status", W.CHOICE, ("granted", "applied", "secret", "none")),
                EntryField("ipr_number"),
                EntryField(
                    "cooperation_types",
                    W.FLAGS,
                    (
                        "technical_cooperation",
                        "commercial_agreement",
                        "licence",
                        "research_and_development",
                        "outsourcing",
                    ),
                ),
                EntryField("transfer_price_min", W.MONEY),
                EntryField("transfer_price_max", W.MONEY),
            ),
        ),
        _WHERE,
        _CASES,
        _CONTACT,
    ),
    "applicant": (
        Section(
            "about",
            (
                EntryField("name", required=True),
                EntryField("title"),
                EntryField("expert_kind", W.CHOICE, EXPERT_KINDS),
                EntryField("summary", W.AREA),
                EntryField("specialties", W.LIST),
                EntryField("languages", W.LIST),
            ),
        ),
        _WHERE,
        Section("results", (EntryField("results", W.ROWS, columns=RESULT),)),
        Section("load", (EntryField("hours_per_month", W.WHOLE),)),
        _CONTACT,
    ),
}
"""In the order of the page; what an applicant says becomes their file as an expert."""

CASES_OF: Final[Mapping[str, str]] = {"expert": "service_history", "facility": ""}
"""The field with a kind's cases, where it is not called `cases`; none if it is empty."""


def cases_field(kind: str) -> str:
    """Return the field with a kind's cases, or nothing."""
    return CASES_OF.get(kind, "cases")


def fields_of(kind: str) -> Iterable[EntryField]:
    """Yield every field of a kind."""
    for section in SECTIONS[kind]:
        yield from section.fields
