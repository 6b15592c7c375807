"""Working together on pages: from the agreement over files and acceptance to reviews."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

import httpx

from shared.clock import city_today
from tests.portal.pages.cases.stories import Case, begun, offered
from tests.portal.pages.outline import Outline
from tests.portal.pages.world import Browser, World

PDF: Final = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"


async def chosen(world: World) -> tuple[Case, str]:
    """Return a case whose firm has chosen, and where both work together."""
    case = await begun(world)
    await offered(case)
    place = f"/needs/{case.need}/select/{case.response}"
    page = await case.owner.send(await case.owner.get(place), place)
    return case, page.url.path


async def done(who: Browser, place: str, tab: str, form: str, **typed: str) -> httpx.Response:
    """Send a form of an engagement's page, and return the page that follows."""
    page = await who.get(f"{place}{tab}")
    after = await who.send(page, f"{place}/{form}", **typed)
    assert after.status_code == HTTPStatus.OK, after.text
    return after


async def handed_in(who: Browser, place: str, name: str, purpose: str) -> httpx.Response:
    """Hand in a file."""
    files = {"file": (name, PDF, "application/pdf")}
    return await who.client.post(f"{place}/files", data={"purpose": purpose}, files=files)


async def signed(case: Case, place: str) -> None:
    """Agree on confidentiality, draft a contract, and let both sign it."""
    both = (case.expert, case.owner)
    for one in both:
        await done(one, place, "", "deeds/sign_nda", agreed="yes")
    await done(case.expert, place, "", "steps/negotiate")
    today = city_today()
    dates = {
        "start_on": today.isoformat(),
        "finish_on": (today + timedelta(days=60)).isoformat(),
    }
    await done(case.expert, place, "", "deeds/draft_contract", **dates)
    for one in both:
        await done(one, place, "", "deeds/sign_contract", agreed="yes")


async def worked(case: Case, place: str) -> None:
    """Plan a milestone, complete it, hand in a result and deliver it."""
    plan = {"title": "试模", "due_on": city_today().isoformat()}
    await done(case.owner, place, "", "steps/start")
    await done(case.owner, place, "/work", "deeds/milestone", **plan)
    for _ in ("start", "complete"):
        page = await case.expert.get(f"{place}/work")
        action = next(
            form.action for form in Outline(page.text).forms if "/milestones/" in form.action
        )
        await case.expert.send(page, action)
    taken = await handed_in(case.expert, place, "报告.pdf", "result")
    assert taken.status_code == HTTPStatus.SEE_OTHER, taken.text


async def quarrelled(case: Case, place: str) -> list[httpx.Response]:
    """Change a date, open a dispute, answer it and make it up; return what pages said."""
    later = (city_today() + timedelta(days=90)).isoformat()
    change = {"kind": "change", "finish_on": later, "why": "模具晚到"}
    nothing = await case.expert.send(
        await case.expert.get(f"{place}/work"), f"{place}/deeds/amendment", why="模具晚到"
    )
    await done(case.expert, place, "/work", "deeds/amendment", **change)
    await done(case.owner, place, "/work", "amendments/", note="可以")
    await done(case.owner, place, "", "steps/dispute", reason_code="late", note="拖了很久")
    await done(case.expert, place, "/dispute", "deeds/statement", words="模具由对方提供，晚到三周")
    said = [await case.owner.get(f"{place}/{tab}") for tab in ("work", "dispute")]
    await done(case.owner, place, "", "steps/withdraw_dispute")
    return [nothing, *said]


async def accepted(case: Case, place: str) -> httpx.Response:
    """Deliver, accept on evidence and review; return the page that did not take a figure."""
    await done(case.expert, place, "", "steps/deliver")
    evidence = {"evidence": "连续三批 2.1%", "outcome": "solved", "results__0__name": "气孔率"}
    unclear = await case.owner.send(
        await case.owner.get(f"{place}/outcome"),
        f"{place}/deeds/accept",
        **evidence,
        results__0__value="很低",
    )
    told = {**evidence, "results__0__value": "2.1"}
    await done(case.owner, place, "/outcome", "deeds/accept", **told)
    return unclear


async def reviewed(case: Case, place: str) -> list[str]:
    """Let both review each other; return whose turn it is before, for each, and afterwards."""
    turns = [(await case.owner.get(place)).text]
    for one in (case.owner, case.expert):
        await done(one, place, "/outcome", "deeds/review", overall="5", words="合作顺利")
        turns += [(await each.get(place)).text for each in (case.owner, case.expert)]
    return turns


async def test_both_work_together_quarrel_and_the_firm_accepts_on_evidence(world: World) -> None:
    case, place = await chosen(world)
    await signed(case, place)
    await worked(case, place)
    wrong = await handed_in(case.expert, place, "程序.exe", "other")

    nothing, work, dispute = await quarrelled(case, place)
    file = next(link for link in Outline(work.text).values("href") if "/files/" in link)
    saved = await case.owner.client.get(file)
    unclear = await accepted(case, place)
    turns = await reviewed(case, place)
    outcome, record = [await case.expert.get(f"{place}/{tab}") for tab in ("outcome", "record")]
    hidden = await (await world.signed_in("zhao@x.cn", name="赵六")).get(place)

    assert all(word in work.text for word in ("报告.pdf", "已完成 1 项", "双方同意"))
    assert saved.content == PDF
    assert saved.headers["content-disposition"].startswith("attachment")
    assert {wrong.status_code, nothing.status_code, unclear.status_code} <= {415, 422}
    assert "连续三批 2.1%" in unclear.text
    assert "模具由对方提供" in dispute.text
    assert outcome.text.count("合作顺利") == 2
    assert "气孔率" in outcome.text
    assert "合同生效" in record.text
    said = ("现在轮到您和对方", "现在等服务方", "现在轮到您。", *["目前不需要您做什么"] * 2)
    assert all(words in text for words, text in zip(said, turns, strict=True))
    assert hidden.status_code == HTTPStatus.NOT_FOUND
    pages = (nothing, work, dispute, unclear, outcome, record)
    assert [fault for page in pages for fault in Outline(page.text).faults()] == []
