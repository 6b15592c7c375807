"""The pages call states and steps as the services that own them do."""

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Final

from services.catalog.achievements.domain import CooperationType, IprStatus
from services.catalog.achievements.schemas import AchievementDraft
from services.catalog.entries.domain import CapacityStatus, CaseOutcome, ReasonCode
from services.catalog.entries.schemas import EntryDraft
from services.catalog.experts.domain import ExpertKind
from services.catalog.experts.schemas import ExpertDraft
from services.catalog.facilities.domain import FacilityClass
from services.catalog.facilities.schemas import FacilityDraft
from services.catalog.listings.domain import ListingStatus
from services.catalog.offerings.domain import ServiceClass
from services.catalog.offerings.schemas import OfferingDraft
from services.catalog.providers.domain import BodyKind
from services.catalog.providers.schemas import ProviderDraft
from services.catalog.registrations.assessment import Criterion
from services.catalog.registrations.domain import Grade, RegistrationAction
from services.catalog.registrations.lifecycle import LIFECYCLE as REGISTRATIONS
from services.catalog.teams.domain import TeamAction
from services.catalog.teams.lifecycle import LIFECYCLE as TEAMS
from services.portal.pages import texts
from services.portal.pages.supply.career_wording import (
    ACTIONS,
    CAREERS,
    CRITERIA,
    GRADES,
    STATUSES,
    TEAM_ACTIONS,
    TEAM_STATUSES,
)
from services.portal.pages.supply.completeness import WEIGHTS
from services.portal.pages.supply.editor import REASONS
from services.portal.pages.supply.entry_wording import OWN_ENTRIES
from services.portal.pages.supply.fields import fields_of
from services.portal.pages.supply.profile_wording import OPTIONS, PROFILES
from services.portal.pages.supply.sheets import ROWS_AT_MOST, packed, payload, typed_of, with_rest
from services.portal.pages.supply.wording import FITTING, LISTS, PLACES, RESPONDING, SUPPLY
from services.portal.pages.texts import TEXTS
from services.portal.pages.wording.responding import (
    ENGAGEMENT_STATUSES,
    RESPONSE_ACTIONS,
    RESPONSE_STATUSES,
)
from services.requests.engagements import domain as engagements
from services.requests.responses import domain as responses

SENTENCE: Final = re.compile(r"\bt\.(?!get\b)(\w+)")
DRAFTS: Final[Mapping[str, type[EntryDraft]]] = {
    "expert": ExpertDraft,
    "provider": ProviderDraft,
    "offering": OfferingDraft,
    "facility": FacilityDraft,
    "achievement": AchievementDraft,
}
CHOICES: Final[Mapping[str, type[StrEnum]]] = {
    "expert_kind": ExpertKind,
    "capacity_status": CapacityStatus,
    "outcome": CaseOutcome,
    "kind_of_body": BodyKind,
    "service_class": ServiceClass,
    "facility_class": FacilityClass,
    "ipr_status": IprStatus,
    "cooperation_types": CooperationType,
}
SHEET: Final = {
    "title": "盐雾试验",
    "service_class": "testing_certification",
    "price_max": "2，000",
    "service_area": "东莞、深圳",
    "industry_codes.1": "C33",
    "cases.1.title": "盐雾试验",
    "cases.1.year": "2025",
    "cases.1.confirmed_by": "operator",
    "cases.3.industry_code": "C33",
}


def test_states_are_called_as_the_requests_service_calls_them() -> None:
    ours = {**RESPONSE_STATUSES}, {**ENGAGEMENT_STATUSES}

    assert ours[0] == {status.value: label for status, label in responses.STATUS_LABELS.items()}
    assert ours[1] == {status.value: label for status, label in engagements.STATUS_LABELS.items()}


def test_every_step_of_a_response_has_a_name() -> None:
    assert set(RESPONSE_ACTIONS) == {action.value for action in responses.ResponseAction}


def test_every_sentence_a_template_of_these_pages_names_exists() -> None:
    folder = Path(texts.__file__).parent / "templates"
    found = [page for part in ("supply", "account") for page in (folder / part).glob("*.html")]
    named = {name for page in found for name in SENTENCE.findall(page.read_text("utf-8"))}

    assert len(named) > 50
    assert named <= TEXTS.keys()


def test_the_editor_asks_what_the_catalogue_takes_and_names_all_of_it() -> None:
    for kind, draft in DRAFTS.items():
        known = draft.model_fields.keys() | {"assured_date"}
        assert {field.name for field in fields_of(kind)} <= known
        assert WEIGHTS[kind].keys() <= known
        assert {f"supply_why_{name}" for name in WEIGHTS[kind]} <= TEXTS.keys()
        for field in fields_of(kind):
            assert f"supply_f_{field.name}" in TEXTS
            assert {f"supply_c_{column.name}" for column in field.columns} <= TEXTS.keys()


def test_what_can_be_chosen_is_what_the_catalogue_knows() -> None:
    ours = {
        field.name: set(field.options)
        for kind in DRAFTS
        for one in fields_of(kind)
        for field in (one, *one.columns)
        if field.options and field.name != "trl"
    }

    assert ours == {name: {value.value for value in kind} for name, kind in CHOICES.items()}
    assert all(OPTIONS[name].keys() == values for name, values in ours.items())
    assert set(REASONS) < {reason.value for reason in ReasonCode}
    for status in ListingStatus:
        assert f"supply_listing_next_{status.value}" in TEXTS


def test_what_stands_in_the_editor_is_told_as_the_catalogue_takes_it() -> None:
    typed = packed("offering", SHEET)
    said = payload("offering", typed)
    draft = OfferingDraft.model_validate(said)

    assert draft.price_max == 2_000
    assert draft.service_area == ["441900", "440300"]
    assert [case.title for case in draft.cases] == ["盐雾试验"]
    assert draft.cases[0].confirmed_by == "operator"
    assert draft.industry_codes == ["C33"]
    assert payload("offering", typed_of("offering", draft.model_dump(mode="json"))) == {
        **said,
        "price_max": "2000",
    }
    assert payload("expert", {"hours_per_month": "很多"})["hours_per_month"] == "很多"


def test_registrations_and_teams_are_called_as_the_catalogue_calls_them() -> None:
    registrations = {name: label for name, (label, _) in STATUSES.items()}

    assert registrations == {one.value: text for one, text in REGISTRATIONS.labels.items()}
    assert {one.value: text for one, text in TEAMS.labels.items()} == TEAM_STATUSES
    assert {one.value for one in RegistrationAction} == ACTIONS.keys()
    assert {one.value for one in TeamAction} == TEAM_ACTIONS.keys()
    assert {one.value for one in Grade} == GRADES.keys()
    assert {one.value for one in Criterion} == CRITERIA.keys()


def test_no_sentence_of_who_helps_is_named_twice() -> None:
    parts = (PLACES, FITTING, RESPONDING, LISTS, OWN_ENTRIES, PROFILES, CAREERS)

    assert sum(map(len, parts)) == len(SUPPLY)


def test_nothing_is_lost_for_which_the_editor_has_no_room() -> None:
    cases = [{"title": f"案例 {number}"} for number in range(ROWS_AT_MOST + 5)]
    present = {"stated_cases": cases, "industry_codes": ["C13", "C14", "C15", "C33"]}

    typed = typed_of("offering", present)
    said = with_rest("offering", payload("offering", packed("offering", typed)), present)

    assert said["cases"] == cases
    assert said["industry_codes"] == present["industry_codes"]
    assert typed_of("facility", {"parameters": [{"minimum": 1234567.25}]}) == {
        "parameters.0.minimum": "1234567.25"
    }
