"""Every table of the platform is sound: all can be reached, all can be left, by somebody."""

from typing import Any, Final

import pytest

from deploy.documentation import LIFECYCLES
from shared.lifecycle import Lifecycle
from tests.lifecycles.recording import name_of

Table = Lifecycle[Any, Any]

ENDS: Final = {
    "AmendmentStatus": {"agreed", "refused", "withdrawn", "lapsed"},
    "FollowUpStatus": {"answered"},
}
"""Whoever was refused proposes anew, and the next follow-up asks again: these are meant to end."""

OWNED: Final = {"owner", "operator"}
KEPT: Final = OWNED | {"system"}
PARTIES: Final = {
    "DemandStatus": KEPT,
    "GrantStatus": KEPT | {"holder"},
    "ResponseStatus": {"author", "firm", "operator", "system"},
    "EngagementStatus": {"firm", "helper", "opener", "operator", "system"},
    "MilestoneStatus": {"firm", "helper", "member", "system"},
    "AmendmentStatus": {"proposer", "other_side", "system"},
    "FollowUpStatus": {"firm", "system"},
    "EntryStatus": OWNED,
    "ListingStatus": KEPT,
    "RegistrationStatus": {"applicant", "sender", "operator", "system"},
    "TeamStatus": {"lead", "operator", "system"},
    "OrganizationStatus": OWNED,
    "ProposalStatus": {"operator"},
}
"""Who can have a part in each: whoever stands in a row besides would never come."""


def short(life: Table) -> str:
    """Return what the states of a table are called."""
    return name_of(type(life.initial)).rpartition(".")[2]


TABLES: Final = [pytest.param(life, id=short(life)) for _, _, life in LIFECYCLES]


@pytest.mark.parametrize("life", TABLES)
def test_every_state_can_be_reached_and_left(life: Table) -> None:
    assert life.unreachable() == set()
    assert life.without_exit() == ENDS.get(short(life), set())


@pytest.mark.parametrize("life", TABLES)
def test_every_state_is_declared_with_a_label_and_every_action_leads_somewhere(
    life: Table,
) -> None:
    states = set(type(life.initial).__members__.values())
    actions = {type(row.action) for row in life.transitions}

    assert set(life.labels) == states
    assert len(actions) == 1


@pytest.mark.parametrize("life", TABLES)
def test_every_step_is_for_somebody_there_is(life: Table) -> None:
    parties = [set(row.parties) for row in life.transitions]

    assert all(parties)
    assert set().union(*parties) == PARTIES[short(life)]


def test_no_two_tables_share_their_states() -> None:
    names = [name_of(type(life.initial)) for _, _, life in LIFECYCLES]

    assert len(set(names)) == len(names)
