"""The pages of cases have a name for everything that the requests service can tell."""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from services.portal.pages.attempts import body_of, listed, number, ticked, whole
from services.portal.pages.cases.wording import GRANT_STATUSES
from services.portal.pages.engagements.deeds import DEEDS, FIELD_LABELS
from services.portal.pages.engagements.showing import BY_THE_PLATFORM
from services.portal.pages.responses.endpoints import ORDER
from services.portal.pages.texts import TEXTS
from services.requests.amendments.domain import (
    AmendmentAction,
    AmendmentKind,
    AmendmentStatus,
    RefusalReason,
)
from services.requests.cases.domain import CaseOutcome
from services.requests.cases.schemas import Acceptance
from services.requests.deliverables.domain import Purpose
from services.requests.engagements.domain import ContractKind, EngagementAction, Party
from services.requests.engagements.reasons import REASONS
from services.requests.engagements.schemas import ContractDraft
from services.requests.followups.domain import FollowUpStatus, Holds
from services.requests.grants import domain as grants
from services.requests.milestones.domain import MilestoneAction, MilestoneStatus
from services.requests.responses.domain import Consent, Part, ResponseAction

FAMILIES: Final[Mapping[str, Iterable[StrEnum]]] = {
    "grant_status_": grants.GrantStatus,
    "grant_action_": grants.GrantAction,
    "grant_party_": grants.GrantParty,
    "engagement_action_": EngagementAction,
    "party_": Party,
    "part_": Part,
    "consent_": Consent,
    "milestone_status_": MilestoneStatus,
    "milestone_action_": MilestoneAction,
    "amendment_kind_": AmendmentKind,
    "amendment_status_": AmendmentStatus,
    "amendment_action_": set(AmendmentAction) - {AmendmentAction.LAPSE},
    "amendment_reason_": RefusalReason,
    "follow_up_status_": FollowUpStatus,
    "holds_": Holds,
    "outcome_": CaseOutcome,
    "purpose_": Purpose,
    "kind_": ContractKind,
}
BY_SYSTEM: Final = {"hand_on", "expire", "close", "fall_through", "invite"}


def test_everything_has_a_name() -> None:
    missing = {
        f"{prefix}{one.value}" for prefix, members in FAMILIES.items() for one in members
    } - TEXTS.keys()

    assert missing == set()
    assert set(FIELD_LABELS.values()) <= TEXTS.keys()


def test_states_and_steps_are_the_services() -> None:
    named = {one.value: label for one, label in grants.STATUS_LABELS.items()}
    nobodys = {code.value for code, reason in REASONS.items() if not reason.given_for}

    assert named == GRANT_STATUSES
    assert set(ORDER) == {one.value for one in ResponseAction} - BY_SYSTEM
    assert nobodys == BY_THE_PLATFORM


def test_forms_tell_the_service_what_it_takes() -> None:
    typed = {
        "outcome": "solved",
        "evidence": " 三批 ",
        "results.0.name": "气孔率",
        "results.0.value": "2.1",
        "files": "0190a3c4-0000-7000-8000-000000000001",
        "public": "",
    }

    told = DEEDS["accept"].body(typed)

    assert told["results"] == [{"name": "气孔率", "value": 2.1}]
    assert Acceptance.model_validate_json(json.dumps(told)).evidence == "三批"
    assert set(DEEDS["draft_contract"].fields) == set(ContractDraft.model_fields)


def test_what_is_no_number_goes_on_as_it_was_typed() -> None:
    fields = {"a": whole, "b": number, "c": ticked, "d.e": listed, "f": whole}

    told = body_of({"a": "两个", "b": "多", "c": "yes", "d.e": "x,y", "f": "1，200"}, fields)

    assert told == {"a": "两个", "b": "多", "c": True, "d": {"e": ["x", "y"]}, "f": 1200}
