"""Who sees how much of a demand, as a pure question: for every standing, person and grant."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from services.requests.demands.disclosure import (
    BEFORE_PUBLICATION,
    CONFIDED_FIELDS,
    DESK_FIELDS,
    FULL_FIELDS,
    NO_GRANTS,
    NOTICE_FIELDS,
    OF_THE_DESK,
    ORGANIZATION_FIELDS,
    OUTLINE_FIELDS,
    PRIVATE_FIELDS,
    PUBLIC,
    Disclosure,
    Grant,
    GrantKind,
    Person,
    Standing,
    disclosure,
    holder_of,
    owns,
    visible_fields,
)
from services.requests.demands.domain import OPEN, Confidentiality, DemandStatus
from services.requests.demands.editing import CARD_FIELDS, EDITORIAL_FIELDS, ENDED, editable_fields

OWNER = Person("li", "acme", verified=True)
COLLEAGUE = Person("wang", "acme", verified=True)
STRANGER = Person("zhao", "other", verified=True)
LONER = Person("sun", verified=True)
UNVERIFIED = Person("qian", "other")
OPERATOR = Person("ops", "bureau", operator=True, verified=True)
INSIDERS = (OWNER, COLLEAGUE)
OUTSIDERS = (STRANGER, LONER, UNVERIFIED, PUBLIC)
CONTACTS = {"contact_name", "contact_phone", "contact_email", "history", "owner_subject"}
SECRET = CONTACTS | {"confidential_detail"}
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
OTHER = holder_of("zhao", "other")


def standing(
    status: DemandStatus = DemandStatus.PUBLISHED,
    confidentiality: Confidentiality = Confidentiality.OPEN,
    *,
    org_hidden: bool = False,
    organization: str | None = "acme",
) -> Standing:
    return Standing(status, confidentiality, org_hidden, "li", organization)


def seen(person: Person, demand: Standing, *grants: Grant) -> frozenset[str]:
    """Return what the person sees with these grants."""
    return visible_fields(person, demand, grants, NOW)


EVERY_STANDING = [
    standing(status, tier, org_hidden=hidden)
    for status, tier, hidden in product(DemandStatus, Confidentiality, (True, False))
]
EVERY_GRANT = [Grant(kind, holder_of("zhao", "other")) for kind in GrantKind]


@pytest.mark.parametrize("person", INSIDERS)
def test_owner_and_colleague_always_see_everything(person: Person) -> None:
    assert all(seen(person, demand) == PRIVATE_FIELDS for demand in EVERY_STANDING)


@pytest.mark.parametrize(
    "at_work",
    [
        {"broker": "ops"},
        {"assignee": "ops", "assigned_until": NOW + timedelta(seconds=1)},
    ],
)
def test_an_operator_reads_confidential_details_only_at_work_on_the_need(
    at_work: dict[str, Any],
) -> None:
    others: list[dict[str, Any]] = [
        {},
        {"broker": "somebody"},
        {"assignee": "ops", "assigned_until": NOW},
        {"assignee": "somebody", "assigned_until": NOW + timedelta(hours=1)},
    ]

    for demand in EVERY_STANDING:
        assert seen(OPERATOR, replace(demand, **at_work)) == PRIVATE_FIELDS
        for other in others:
            assert seen(OPERATOR, replace(demand, **other)) == DESK_FIELDS
    assert "confidential_detail" not in DESK_FIELDS
    impostor = Person("ops", "other", verified=True)
    assert not any(seen(impostor, replace(one, **at_work)) & SECRET for one in EVERY_STANDING)


@pytest.mark.parametrize("person", OUTSIDERS)
def test_nobody_else_ever_sees_a_private_field_without_a_grant(person: Person) -> None:
    assert not any(seen(person, demand) & SECRET for demand in EVERY_STANDING)


@pytest.mark.parametrize("person", OUTSIDERS)
def test_no_grant_at_all_shows_contacts_or_history(person: Person) -> None:
    assert not any(seen(person, demand, *EVERY_GRANT) & CONTACTS for demand in EVERY_STANDING)


@pytest.mark.parametrize("status", [s for s in DemandStatus if s not in OPEN])
@pytest.mark.parametrize("person", OUTSIDERS)
def test_a_demand_that_is_not_open_does_not_exist_for_others(
    person: Person, status: DemandStatus
) -> None:
    assert disclosure(person, standing(status), NO_GRANTS, NOW) is None
    assert seen(person, standing(status)) == frozenset()


@pytest.mark.parametrize(
    ("tier", "person", "shown"),
    [
        (Confidentiality.OPEN, PUBLIC, FULL_FIELDS),
        (Confidentiality.OPEN, STRANGER, FULL_FIELDS),
        (Confidentiality.REGISTERED, PUBLIC, OUTLINE_FIELDS),
        (Confidentiality.REGISTERED, UNVERIFIED, OUTLINE_FIELDS),
        (Confidentiality.REGISTERED, STRANGER, FULL_FIELDS),
        (Confidentiality.CONFIDENTIAL, PUBLIC, NOTICE_FIELDS),
        (Confidentiality.CONFIDENTIAL, STRANGER, NOTICE_FIELDS),
    ],
)
def test_the_tier_decides_what_others_see(
    tier: Confidentiality, person: Person, shown: frozenset[str]
) -> None:
    assert seen(person, standing(confidentiality=tier)) == shown


class TestGrants:
    @pytest.mark.parametrize("kind", [GrantKind.INVITED, GrantKind.ENGAGED, GrantKind.ACQUAINTED])
    def test_who_takes_part_sees_what_a_confidential_demand_is_about(self, kind: GrantKind) -> None:
        demand = standing(confidentiality=Confidentiality.CONFIDENTIAL)

        assert seen(STRANGER, demand, Grant(kind, OTHER)) == OUTLINE_FIELDS
        assert seen(LONER, demand, Grant(kind, OTHER)) == NOTICE_FIELDS

    @pytest.mark.parametrize("tier", Confidentiality)
    def test_who_accepted_the_agreement_reads_the_details(self, tier: Confidentiality) -> None:
        demand, given = standing(confidentiality=tier), Grant(GrantKind.CONFIDED, OTHER, "zhao")

        assert seen(STRANGER, demand, given) == CONFIDED_FIELDS
        assert seen(Person("zhou", "other", verified=True), demand, given) == seen(LONER, demand)

    @pytest.mark.parametrize(
        "changed",
        [
            Person("zhao", "other"),
            Person("zhao", "elsewhere", verified=True),
            Person("zhao", verified=True),
            Person("zhou", "other", verified=True),
        ],
    )
    def test_it_counts_for_the_same_verified_person_of_the_same_organization_only(
        self, changed: Person
    ) -> None:
        demand = standing(confidentiality=Confidentiality.CONFIDENTIAL)

        assert seen(changed, demand, Grant(GrantKind.CONFIDED, OTHER, "zhao")) == NOTICE_FIELDS

    def test_a_grant_ends_at_its_time(self) -> None:
        demand = standing(confidentiality=Confidentiality.CONFIDENTIAL)
        last = Grant(GrantKind.CONFIDED, OTHER, until=NOW + timedelta(seconds=1))
        over = Grant(GrantKind.CONFIDED, OTHER, until=NOW)

        assert seen(STRANGER, demand, last) == CONFIDED_FIELDS
        assert seen(STRANGER, demand, over) == NOTICE_FIELDS

    @pytest.mark.parametrize("status", [s for s in DemandStatus if s not in OPEN])
    def test_only_who_is_engaged_keeps_seeing_what_is_not_open_any_more(
        self, status: DemandStatus
    ) -> None:
        demand = standing(status, Confidentiality.CONFIDENTIAL)
        over = Grant(GrantKind.CONFIDED, OTHER, until=NOW)
        engaged = Grant(GrantKind.ENGAGED, OTHER)

        kept = seen(STRANGER, demand, over, engaged)

        assert kept == (frozenset() if status in BEFORE_PUBLICATION else CONFIDED_FIELDS)
        assert not seen(STRANGER, demand, Grant(GrantKind.CONFIDED, OTHER))

    def test_a_hidden_organization_is_hidden_until_both_sides_agreed(self) -> None:
        demand = standing(org_hidden=True)
        acquainted = Grant(GrantKind.ACQUAINTED, OTHER)
        others = [Grant(kind, OTHER) for kind in GrantKind if kind is not GrantKind.ACQUAINTED]

        assert seen(STRANGER, demand) == FULL_FIELDS - ORGANIZATION_FIELDS
        assert seen(STRANGER, demand, *others) == CONFIDED_FIELDS - ORGANIZATION_FIELDS
        assert seen(STRANGER, demand, acquainted) == FULL_FIELDS
        assert seen(OWNER, demand) >= ORGANIZATION_FIELDS


def test_having_no_organization_in_common_is_nothing_in_common() -> None:
    demand = standing(DemandStatus.DRAFT, organization=None)

    assert disclosure(LONER, demand, NO_GRANTS, NOW) is None
    assert disclosure(PUBLIC, demand, NO_GRANTS, NOW) is None
    assert disclosure(OWNER, demand, NO_GRANTS, NOW) is Disclosure.PRIVATE


@pytest.mark.parametrize("status", DemandStatus)
def test_the_owner_rewrites_only_what_is_not_being_judged(status: DemandStatus) -> None:
    written = frozenset({"title", "public_summary"})

    editable = editable_fields(OWNER, standing(status), written)

    assert bool(editable) == (status in {DemandStatus.DRAFT, DemandStatus.RETURNED})


def test_the_owner_says_whom_to_reach_for_as_long_as_the_demand_lives() -> None:
    written = CARD_FIELDS | {"title"}

    may = {status: editable_fields(OWNER, standing(status), written) for status in DemandStatus}

    assert {status for status, fields in may.items() if not fields & CARD_FIELDS} == ENDED
    assert may[DemandStatus.IN_PROGRESS] == CARD_FIELDS


def test_what_was_written_for_others_belongs_to_whoever_is_at_the_desk() -> None:
    demand = replace(standing(DemandStatus.DRAFT, organization=None), owner_subject=OF_THE_DESK)

    assert owns(OPERATOR, demand)
    assert not any(owns(person, demand) for person in (OWNER, STRANGER, PUBLIC))


@pytest.mark.parametrize("status", DemandStatus)
def test_an_operator_puts_right_only_what_is_editorial(status: DemandStatus) -> None:
    written = frozenset({"title", "description", "confidential_detail"}) | EDITORIAL_FIELDS

    editable = editable_fields(OPERATOR, standing(status), written)

    under_review = status is DemandStatus.UNDER_REVIEW
    assert editable == (EDITORIAL_FIELDS if under_review else frozenset())


@pytest.mark.parametrize(("person", "status"), list(product(OUTSIDERS, DemandStatus)))
def test_others_change_nothing(person: Person, status: DemandStatus) -> None:
    assert not editable_fields(person, standing(status), frozenset({"title"}))
