"""Each page, in both languages: complete, well formed, labelled, and sufficient unto itself."""

from datetime import timedelta
from http import HTTPStatus

import pytest
import sqlalchemy as sa
import time_machine

from services.portal.drafts.erasing import DraftEraser
from services.portal.drafts.models import NeedDraft
from shared.clock import utc_now
from shared.database import Database
from shared.leases import lease_of
from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import SAID, posted
from tests.portal.pages.world import World

FOR_ALL = (
    "/",
    "/sign-in",
    "/register",
    "/register/confirm",
    "/password/forgotten",
    "/password/new?sent=yes",
    "/display",
    "/needs/new",
    "/search",
    "/services",
    "/open-needs",
    "/common-problems",
    "/solved",
    "/about",
    "/help",
    "/terms",
    "/privacy",
    "/open-data",
    "/needs/00000000-0000-0000-0000-000000000007",
    "/needs/none",
)
"""What anybody may open; the last two show how a page says that there is nothing."""


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_every_page_is_well_formed_labelled_and_loads_nothing_else(
    world: World, language: str
) -> None:
    owner, visitor = await world.firm("li@firm.cn"), world.browser()
    need = await posted(owner)
    await world.desk(need, "start_review", "publish")
    world.similar.found = [{"id": need, "closeness": 0.9}]
    drafts = [(await one.post("/needs/new", **SAID)).url.path for one in (owner, visitor)]
    places = [
        *((visitor, path) for path in (*FOR_ALL, f"/needs/{need}")),
        *((owner, path) for path in ("/needs", f"/needs/{need}", "/account", "/inbox")),
        (owner, "/organizations/new"),
        *(
            (one, f"{draft}?step={step}")
            for one, draft in zip((owner, visitor), drafts, strict=True)
            for step in range(1, 5)
        ),
    ]

    faults = {}
    for browser, path in places:
        page = await browser.get(f"{path}{'&' if '?' in path else '?'}lang={language}")
        outline = Outline(page.text)
        assert page.headers["content-type"].startswith("text/html")
        assert page.headers["content-language"] == language
        if found := outline.faults():
            faults[path] = found
        # Whoever is signed in sees everywhere how to end that.
        assert ('action="/sign-out"' in page.text) == (browser is owner), path

    assert len(places) > 20
    assert faults == {}


async def test_no_link_of_a_page_is_dead(world: World) -> None:
    owner = await world.firm("li@firm.cn")
    need = await posted(owner)
    draft = (await owner.post("/needs/new", **SAID)).url.path
    visitor = world.browser()

    broken = []
    seen: set[str] = set()
    for browser, start in ((visitor, "/"), (owner, "/needs"), (owner, f"/needs/{need}")):
        waiting = [start, "/account", f"{draft}?step=4"]
        while waiting:
            path = waiting.pop()
            # The other services stand beside the portal only in the whole platform.
            if path in seen or path.startswith(("/catalog", "/requests", "/matching")):
                continue
            seen.add(path)
            page = await browser.get(path)
            if page.status_code != HTTPStatus.OK and browser is owner:
                broken.append(path)
            if page.headers["content-type"].startswith("text/html"):
                links = [link.partition("#")[0] for link in Outline(page.text).values("href")]
                waiting += [link for link in links if link.startswith("/") and "lang=" not in link]

    assert len(seen) > 15
    assert broken == []


async def test_what_a_visitor_typed_is_erased_after_a_day(world: World) -> None:
    browser, owner = world.browser(), await world.signed_in("li@firm.cn")
    visitors = (await browser.post("/needs/new", **SAID)).url.path
    await owner.post("/needs/new", **SAID)
    database: Database = world.site.resources.database

    with time_machine.travel(utc_now() + timedelta(hours=25), tick=True):
        late = await browser.get(visitors)
        await DraftEraser(database, lease_of(database)).erase()

    async with database.snapshot() as session:
        kept = (await session.scalars(sa.select(NeedDraft))).all()
    assert late.status_code == HTTPStatus.NOT_FOUND
    assert [row.visitor_hash for row in kept] == [None]
    assert not [row for row in kept if row.person_id is None]
