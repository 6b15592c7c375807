"""Where there is no page: people are told on one, programs by a problem."""

from http import HTTPStatus

import pytest

from services.portal.pages import rendering
from services.portal.pages.visitors import wanted
from shared.errors import PROBLEM_JSON
from tests.portal.pages.outline import Outline
from tests.portal.pages.world import World

PEOPLE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


async def test_people_who_got_lost_are_shown_the_way_and_programs_a_problem(world: World) -> None:
    client = world.browser("en").client

    page = await client.get("/nowhere/at/all", headers=PEOPLE)
    posting = await client.get("/needs/new/x/post", headers=PEOPLE)
    program = await client.get("/nowhere")
    api = await client.get("/api/nowhere", headers=PEOPLE)

    assert [page.status_code, posting.status_code] == [HTTPStatus.NOT_FOUND] * 2
    assert "There is no such page" in page.text
    assert 'action="/search"' in page.text
    assert Outline(page.text).faults() == []
    assert program.headers["content-type"] == PROBLEM_JSON
    assert api.headers["content-type"] == PROBLEM_JSON


async def test_what_nobody_foresaw_is_told_on_a_page_with_its_number(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(wanted, "Narrowed", None)

    page = await world.browser("en").get("/solved")

    assert page.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert page.headers["x-request-id"] in page.text
    assert "try again in a moment" in page.text
    assert "Nobody foresaw this error." in caplog.text
    assert "Traceback" not in page.text


async def test_the_handbook_is_whole_in_both_languages(world: World) -> None:
    pages = [
        await world.browser(language).get(f"/{name}")
        for name in ("about", "help", "terms", "privacy")
        for language in ("zh", "en")
    ]

    assert [one for page in pages for one in Outline(page.text).faults()] == []
    assert "2026-11-1" in pages[-1].text


def test_every_kind_of_record_has_a_page() -> None:
    assert set(rendering.PATHS) == {
        "provider",
        "offering",
        "expert",
        "facility",
        "achievement",
        "demand",
    }
    assert rendering.link_to("moon", "1") is None
