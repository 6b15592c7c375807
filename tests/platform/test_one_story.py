"""One process or four, SQLite or PostgreSQL: nobody who uses the platform can tell."""

from collections.abc import Iterator

import httpx
import pytest

from tests.platform import accidents, chapters, copies
from tests.platform.layouts import STOP_SECONDS, Layout
from tests.platform.people import Platform


@pytest.fixture
def platform(layout: Layout) -> Iterator[Platform]:
    """The platform, and the people of the story."""
    with httpx.Client(timeout=30, trust_env=False) as client:
        yield Platform.of(layout, client)


def test_the_whole_story_is_the_same_everywhere(platform: Platform, layout: Layout) -> None:
    chapters.import_the_catalogue(platform)
    demand_id = chapters.bring_a_need_before_the_public(platform)
    chapters.find_who_could_help(platform, demand_id)
    chapters.find_what_fits_them(platform)
    chapters.search_as_people_do(platform)
    chapters.change_what_was_seen(platform)
    accidents.refuse_in_both_languages(platform)
    accidents.carry_the_request_id_along(platform)
    accidents.lose_power(platform, "matching")
    if layout.apart:  # In one process, that was the catalogue's end, too.
        accidents.lose_power(platform, "catalog")
    copies.hold_what_the_others_publish(platform)
    chapters.withdraw_what_was_found(platform, demand_id)
    copies.hold_what_the_others_publish(platform)
    accidents.be_well(platform)

    seconds = [process.stop() for process in layout.all_processes]

    assert max(seconds) < STOP_SECONDS
    assert not [
        process for process in layout.all_processes if "Traceback" in process.log.read_text()
    ]
