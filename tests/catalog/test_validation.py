"""What a draft may say; every refusal names the field and what would be right."""

from typing import Any

import pytest
from pydantic import ValidationError

from services.catalog.duties import KINDS
from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from shared.errors import Language, describe
from tests.catalog.stories import EXAMPLES

BY_PLURAL = {kind.plural: kind for kind in KINDS}

BAD: list[tuple[str, str, object]] = [
    # path, field as reported, value; a dotted field is set at its first part
    ("providers", "name", ""),
    ("providers", "name", "   "),
    ("providers", "name", "\u200b\u200b"),
    ("providers", "name", None),
    ("providers", "name", 7),
    ("providers", "name", "长" * 201),
    ("providers", "name", "a\x00b"),
    ("providers", "name", "\ud800"),
    ("providers", "uscc", "91110000600037341M"),
    ("providers", "uscc", "9111000060003734"),
    ("providers", "uscc", "!!110000600037341L"),
    ("providers", "kind_of_body", "shop"),
    ("providers", "website", "example.org"),
    ("providers", "website", "javascript:alert(1)"),
    ("providers", "website", "http://[1"),
    ("providers", "founded_on", "2999-01-01"),
    ("providers", "founded_on", "yesterday"),
    ("providers", "founded_on", 5),
    ("providers", "assured_date", "2999-01-01"),
    ("providers", "service_area.0", ["999999"]),
    ("providers", "region_code", "东莞"),
    ("providers", "region_code", "4419"),
    ("providers", "industry_codes.1", ["C39", "C99"]),
    ("providers", "industry_codes", "C39"),
    ("providers", "discipline_codes.0", ["46"]),
    ("providers", "keywords", [f"词{n}" for n in range(51)]),
    ("providers", "keywords.0", [""]),
    ("providers", "qualifications.0", [None]),
    ("providers", "cases", [{"title": "t"}] * 101),
    ("providers", "cases.0.title", [{}]),
    ("providers", "cases.0.outcome", [{"title": "t", "outcome": "won"}]),
    ("providers", "cases.0.year", [{"title": "t", "year": 20260}]),
    ("providers", "cases.0.cost", [{"title": "t", "cost": 1}]),
    ("providers", "contact_email", "zhou at example"),
    ("providers", "contact_phone", "no phone"),
    ("providers", "source", "our own"),
    ("providers", "source_id", "k" * 201),
    ("providers", "status", "withdrawn"),
    ("providers", "version", 7),
    ("providers", "id", "0"),
    ("offerings", "title", None),
    ("offerings", "service_class", "cooking"),
    ("offerings", "service_class", None),
    ("offerings", "price_min", -1),
    ("offerings", "price_min", "0.001"),
    ("offerings", "price_min", "NaN"),
    ("offerings", "price_min", 10**13),
    ("offerings", "price_max", 299),
    ("offerings", "price_max", True),
    ("offerings", "lead_time_days", -1),
    ("offerings", "lead_time_days", 1.5),
    ("offerings", "lead_time_days", "5"),
    ("offerings", "lead_time_days", 10**30),
    ("offerings", "capacity_status", "busy"),
    ("offerings", "provider_id", "松山湖"),
    ("experts", "expert_kind", "wizard"),
    ("experts", "hours_per_month", 745),
    ("experts", "hours_per_month", True),
    ("experts", "results.0.year", [{"title": "t", "year": "1999"}]),
    ("experts", "registration_number", "编号一"),
    ("facilities", "facility_class", None),
    ("facilities", "parameters.0.unit", [{"name": "温度"}]),
    ("facilities", "parameters.0.unit", [{"name": "温度", "unit": " "}]),
    (
        "facilities",
        "parameters.0.maximum",
        [{"name": "t", "unit": "℃", "minimum": 2, "maximum": 1}],
    ),
    ("facilities", "parameters.0.minimum", [{"name": "t", "unit": "℃", "minimum": "cold"}]),
    ("facilities", "parameters.0.minimum", [{"name": "t", "unit": "℃", "minimum": float("inf")}]),
    ("facilities", "fee_max", 1),
    ("achievements", "trl", 0),
    ("achievements", "trl", 10),
    ("achievements", "trl", "TRL6"),
    ("achievements", "ipr_status", "borrowed"),
    ("achievements", "cooperation_types.0", ["friendship"]),
    ("achievements", "year", 1066),
]


def problems_of(plural: str, **changes: object) -> dict[str, dict[str, Any]]:
    """Return what is wrong with a changed example, by field."""
    with pytest.raises(ValidationError) as caught:
        BY_PLURAL[plural].draft.model_validate({**EXAMPLES[plural], **changes})
    return {str(found["field"]): found for found in describe(caught.value, Language.ZH)}


@pytest.mark.parametrize(("plural", "field", "value"), BAD)
def test_a_value_that_cannot_be_right_is_refused_at_its_field(
    plural: str, field: str, value: object
) -> None:
    problems = problems_of(plural, **{field.partition(".")[0]: value})

    assert set(problems) == {field}
    assert problems[field]["message"]
    assert problems[field]["expected"]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
class TestEveryDraft:
    def test_the_example_is_sound(self, kind: Kind) -> None:
        draft = kind.draft.model_validate(EXAMPLES[kind.plural])

        assert getattr(draft, kind.table.NAME) == EXAMPLES[kind.plural][kind.table.NAME]

    def test_its_fields_are_columns_of_the_table(self, kind: Kind) -> None:
        columns = set(kind.table.model_fields)

        assert set(kind.draft.model_fields) <= columns
        assert set(kind.public.model_fields) <= columns

    def test_everything_said_is_public_but_owner_and_contacts(self, kind: Kind) -> None:
        private = set(kind.draft.model_fields) - set(kind.public.model_fields)

        expected = {
            "owner_subject",
            "owner_organization",
            "contact_name",
            "contact_phone",
            "contact_email",
        }
        assert private == expected

    def test_a_patch_may_change_all_but_the_natural_key(self, kind: Kind) -> None:
        fixed = set(kind.draft.model_fields) - set(kind.patch.model_fields)

        assert fixed == {"source", "source_id"}
        assert not any(info.is_required() for info in kind.patch.model_fields.values())


def test_a_blank_text_says_nothing() -> None:
    draft = BY_PLURAL["providers"].draft.model_validate({"name": "甲", "summary": "  "})

    assert draft.model_dump()["summary"] is None


def test_codes_and_texts_are_put_into_one_form() -> None:
    draft = BY_PLURAL["providers"].draft.model_validate(
        {"name": " 甲 ", "industry_codes": ["c39", "C39"], "uscc": "91110000 600037341l"}
    )

    said = draft.model_dump()
    assert (said["name"], said["industry_codes"]) == ("甲", ["C39"])
    assert said["uscc"] == "91110000600037341L"


def test_all_that_is_wrong_is_said_at_once() -> None:
    problems = problems_of("offerings", title="", price_min=-5, lead_time_days="soon", colour="red")

    assert set(problems) == {"title", "price_min", "lead_time_days", "colour"}


def test_there_is_a_kind_for_every_kind_of_entry() -> None:
    assert {kind.kind for kind in KINDS} == set(EntryKind)
