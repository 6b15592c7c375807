from itertools import product

import pytest

from services.requests.demands.disclosure import (
    EDITORIAL_FIELDS,
    FULL_FIELDS,
    NOTICE_FIELDS,
    ORGANIZATION_FIELDS,
    OUTLINE_FIELDS,
    PRIVATE_FIELDS,
    PUBLIC,
    Disclosure,
    Person,
    Standing,
    disclosure,
    editable_fields,
    visible_fields,
)
from services.requests.demands.domain import OPEN, Confidentiality, DemandStatus

OWNER = Person("li", "acme")
COLLEAGUE = Person("wang", "acme")
STRANGER = Person("zhao", "other")
LONER = Person("sun")
OPERATOR = Person("ops", "bureau", operator=True)
INSIDERS = (OWNER, COLLEAGUE, OPERATOR)
OUTSIDERS = (STRANGER, LONER, PUBLIC)
SECRET = {"confidential_detail", "contact_name", "contact_phone", "contact_email", "history"}


def standing(
    status: DemandStatus = DemandStatus.PUBLISHED,
    confidentiality: Confidentiality = Confidentiality.OPEN,
    *,
    org_hidden: bool = False,
    organization: str | None = "acme",
) -> Standing:
    return Standing(status, confidentiality, org_hidden, "li", organization)


EVERY_STANDING = [
    standing(status, tier, org_hidden=hidden)
    for status, tier, hidden in product(DemandStatus, Confidentiality, (True, False))
]


@pytest.mark.parametrize("demand", EVERY_STANDING)
@pytest.mark.parametrize("person", INSIDERS)
def test_owner_colleague_and_operator_always_see_everything(
    person: Person, demand: Standing
) -> None:
    assert visible_fields(person, demand) == PRIVATE_FIELDS


@pytest.mark.parametrize("demand", EVERY_STANDING)
@pytest.mark.parametrize("person", OUTSIDERS)
def test_nobody_else_ever_sees_a_private_field(person: Person, demand: Standing) -> None:
    assert not visible_fields(person, demand) & SECRET


@pytest.mark.parametrize("status", [s for s in DemandStatus if s not in OPEN])
@pytest.mark.parametrize("person", OUTSIDERS)
def test_a_demand_that_is_not_open_does_not_exist_for_others(
    person: Person, status: DemandStatus
) -> None:
    assert disclosure(person, standing(status)) is None
    assert visible_fields(person, standing(status)) == frozenset()


@pytest.mark.parametrize(
    ("tier", "person", "shown"),
    [
        (Confidentiality.OPEN, PUBLIC, FULL_FIELDS),
        (Confidentiality.OPEN, STRANGER, FULL_FIELDS),
        (Confidentiality.REGISTERED, PUBLIC, OUTLINE_FIELDS),
        (Confidentiality.REGISTERED, STRANGER, FULL_FIELDS),
        (Confidentiality.CONFIDENTIAL, PUBLIC, NOTICE_FIELDS),
        (Confidentiality.CONFIDENTIAL, STRANGER, NOTICE_FIELDS),
    ],
)
def test_the_tier_decides_what_others_see(
    tier: Confidentiality, person: Person, shown: frozenset[str]
) -> None:
    assert visible_fields(person, standing(confidentiality=tier)) == shown


def test_a_hidden_organization_is_hidden_from_others_only() -> None:
    demand = standing(org_hidden=True)

    assert visible_fields(STRANGER, demand) == FULL_FIELDS - ORGANIZATION_FIELDS
    assert visible_fields(OWNER, demand) >= ORGANIZATION_FIELDS


def test_having_no_organization_in_common_is_nothing_in_common() -> None:
    demand = standing(DemandStatus.DRAFT, organization=None)

    assert disclosure(LONER, demand) is None
    assert disclosure(PUBLIC, demand) is None
    assert disclosure(OWNER, demand) is Disclosure.PRIVATE


@pytest.mark.parametrize("status", DemandStatus)
def test_the_owner_rewrites_only_what_is_not_being_judged(status: DemandStatus) -> None:
    written = frozenset({"title", "public_summary"})

    editable = editable_fields(OWNER, standing(status), written)

    assert bool(editable) == (status in {DemandStatus.DRAFT, DemandStatus.RETURNED})


@pytest.mark.parametrize("status", DemandStatus)
def test_an_operator_puts_right_only_what_is_editorial(status: DemandStatus) -> None:
    written = frozenset({"title", "description", "confidential_detail"}) | EDITORIAL_FIELDS

    editable = editable_fields(OPERATOR, standing(status), written)

    under_review = status is DemandStatus.UNDER_REVIEW
    assert editable == (EDITORIAL_FIELDS if under_review else frozenset())


@pytest.mark.parametrize(("person", "status"), list(product(OUTSIDERS, DemandStatus)))
def test_others_change_nothing(person: Person, status: DemandStatus) -> None:
    assert not editable_fields(person, standing(status), frozenset({"title"}))
