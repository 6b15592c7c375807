"""The life of a need, played by all who have a part in it, on the platform as it is run."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest

from tests.platform import later
from tests.platform.conftest import create_databases
from tests.platform.layouts import Databases, apart, together
from tests.platform.story.arriving import Arriving
from tests.platform.story.choosing import Choosing
from tests.platform.story.parties import Cast
from tests.platform.story.posting import Posting
from tests.platform.story.proving import Proving
from tests.platform.story.stage import Stage
from tests.platform.story.witness import Witness
from tests.platform.story.working import Working

TOLD: Final = {
    "PORTAL_MAILBOX_READABLE": "true",
    # A password would be outdated when three months have passed.
    "PORTAL_PASSWORD_PROFILE": "asvs",
    "PORTAL_PASSWORD_MEMORY_KIB": "8",
    "PORTAL_PASSWORD_ROUNDS": "1",
    "PORTAL_TOKEN_LIFETIME": "PT1H",
    "REQUESTS_CLOCK_SECONDS": "1",
}

WAYS: Final = [
    pytest.param((together, "sqlite"), id="together-sqlite"),
    pytest.param((apart, "postgresql"), id="apart-postgresql", marks=pytest.mark.postgres),
]


@pytest.fixture(params=WAYS)
def stage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Stage]:
    """A platform nobody has come to yet, and those who will."""
    layout, engine = request.param
    databases: Databases = {}
    if engine == "postgresql":
        databases = asyncio.run(create_databases(request.getfixturevalue("postgresql_server")))
    with (
        layout(tmp_path, databases, module=later.__name__, told=TOLD) as running,
        httpx.Client(timeout=30, trust_env=False) as client,
    ):
        cast = Cast.of(running, client)
        yield Stage(cast, Witness(cast))


def people_arrive(stage: Stage) -> None:
    """Come, and be known."""
    arriving = Arriving(stage)
    arriving.people_come()
    arriving.organizations_are_verified()
    arriving.an_expert_is_registered()
    arriving.a_provider_is_listed()
    arriving.a_similar_need_is_there()
    arriving.it_is_recorded()


def a_need_is_published(stage: Stage) -> None:
    """Bring a need from its first words before the public."""
    posting = Posting(stage)
    posting.it_is_checked()
    posting.it_is_drafted_and_submitted()
    posting.it_is_returned()
    posting.it_is_improved()
    posting.it_is_published()
    posting.it_is_matched()


def one_of_two_is_selected(stage: Stage) -> None:
    """Come from two interests to one cooperation."""
    choosing = Choosing(stage)
    choosing.the_expert_is_confided_in()
    choosing.two_are_interested()
    choosing.one_is_declined()
    choosing.contacts_pass()
    choosing.they_bargain()
    choosing.one_is_selected()


def the_work_is_accepted(stage: Stage) -> None:
    """Come from a contract to an accepted result."""
    working = Working(stage)
    working.they_sign_a_contract()
    working.they_plan_a_milestone()
    working.they_agree_on_a_change()
    working.the_result_is_sent_back()
    working.the_result_is_accepted()


def the_result_holds(stage: Stage) -> None:
    """See what an accepted result is worth afterwards."""
    proving = Proving(stage)
    proving.they_review_each_other()
    proving.three_months_pass()
    proving.it_counts()
    proving.a_later_need_finds_it()
    proving.nothing_was_lost_or_told()


def test_a_need_lives_from_its_first_words_to_the_proof_that_it_was_met(stage: Stage) -> None:
    people_arrive(stage)
    a_need_is_published(stage)
    one_of_two_is_selected(stage)
    the_work_is_accepted(stage)
    the_result_holds(stage)

    stage.witness.is_intact("portal", "catalog", "requests")
    processes = stage.cast.firm.layout.all_processes
    assert not [process for process in processes if "Traceback" in process.log.read_text()]
