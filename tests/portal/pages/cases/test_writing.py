"""Help while a need is written: examples, what is missing as one types, and who could help."""

from tests.portal.conftest import MATCH
from tests.portal.pages.outline import Outline
from tests.portal.pages.test_needs import SAID
from tests.portal.pages.world import World


async def test_one_begins_from_an_example_and_hears_what_is_missing_as_one_types(
    world: World,
) -> None:
    world.similar.matches = [dict(MATCH)]
    browser = world.browser("en")

    first = await browser.get("/needs/new?example=casting")
    live = await browser.client.post("/needs/new/check", data={"description": "Pores in castings"})
    nothing = await browser.client.post("/needs/new/check", data={"budget_max": "5"})
    draft = (await browser.post("/needs/new", **SAID)).url.path
    kept = f"/needs/new/check?draft={draft.rpartition('/')[2]}"
    wrong = await browser.client.post(kept, data={"budget_max": "lots"})
    last = await browser.get(f"{draft}?step=4")

    [form] = [one for one in Outline(first.text).forms if one.action.startswith("/needs")]
    assert "Porosity of die-cast aluminium below 3 %" in form.fields["title"]
    assert 'hx-post="/needs/new/check"' in first.text
    assert "Completeness" in live.text
    assert "<html" not in live.text
    assert "Completeness" not in nothing.text
    assert "Budget at most" in wrong.text
    assert "Who could help" in last.text
    assert "主题相近" in last.text
    assert not Outline(first.text).faults()
