"""The parts of a story that three or four people play in browsers, one after the other."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

import sqlalchemy as sa
from sqlmodel import col

from services.requests.followups.domain import FollowUpStatus
from services.requests.followups.models import FollowUp
from shared.clock import city_today, utc_now
from shared.database import Database
from tests.platform.story.stage import PDF
from tests.portal.pages.browser.people import Hand
from tests.portal.tour.town import Town

REACHED: Final = """
    () => document.addEventListener("htmx:xhr:progress",
        () => { window.reached = document.querySelector("progress").value; })
"""

FIRST: Final = 3
"""After how many months a firm is asked first."""

Said = dict[str, str]


def in_days(days: int) -> str:
    """Return a day as a form takes it."""
    return (city_today() + timedelta(days=days)).isoformat()


@dataclass
class Writing:
    """A need from its first words before the public."""

    firm: Hand
    operator: Hand
    need: str = ""

    async def it_is_posted(self, said: Said) -> None:
        """Write a need in its steps."""
        await self.firm.open("/needs/new")
        await self.firm.send("/needs/new", **said)
        await self._to_its_end()

    async def _to_its_end(self) -> None:
        for step in (2, 3):
            await self.firm.send(f"?step={step}")
        await self.firm.send("/post")
        self.need = str(self.firm.page.url).partition("?")[0].rpartition("/")[2]

    async def it_is_returned(self, note: str) -> str:
        """Take it up at the desk and send it back; return what its firm reads of that."""
        await self.operator.open("/desk")
        await self.operator.follow(f'="/desk/needs/{self.need}"')
        await self.operator.send("/steps/start_review")
        await self.operator.send("/steps/return", reason_code="missing_targets", note=note)
        return await self.firm.open(f"/needs/{self.need}")

    async def it_is_improved(self, said: Said) -> None:
        """Say what was missing, and post it again."""
        await self.firm.send(f"/needs/{self.need}/edit")
        await self.firm.send("?step=1", **said)
        await self._to_its_end()

    async def it_is_published(self) -> None:
        """Take it up at the desk, and publish it."""
        await self.operator.open(f"/desk/needs/{self.need}")
        await self.operator.send("/steps/start_review")
        await self.operator.send("/steps/publish")


@dataclass
class Answering:
    """Responses to a need, until one is chosen."""

    firm: Hand
    operator: Hand
    need: str

    async def somebody_answers(self, who: Hand, said: Said) -> str:
        """Say how one would go about it; return the path of the response, which is handed on."""
        await who.open(f"/needs/{self.need}")
        await who.follow(f'^="/supply/respond/{self.need}"')
        await who.send(f"/supply/respond/{self.need}", **said)
        await who.open("/supply/responses")
        place = await who.page.locator('main a[href^="/responses/"]').first.get_attribute("href")
        for action in ("take_over", "qualify"):
            await self.operator.open(place)
            await self.operator.send(f"/steps/{action}")
        return str(place)

    async def it_is_shortlisted(self, place: str) -> None:
        """Take a response up that fits."""
        await self.firm.open(place)
        await self.firm.send("/steps/shortlist")

    async def contacts_pass(self, expert: Hand, place: str) -> list[str]:
        """Let both agree; return what the firm reads before it asks, and afterwards."""
        await self.firm.send("/steps/agree_contact")
        await expert.open(place)
        await expert.send("/steps/agree_contact")
        before = await self.firm.open(place)
        # Who looks at contacts asks for them, as it is recorded.
        await self.firm.follow(f'^="{place}?"][href*="contacts"')
        return [before, await self.firm.said()]

    async def they_bargain(self, expert: Hand, place: str, terms: str) -> None:
        """Offer, counter, accept."""
        offer = {"offer__price": "200,000", "offer__duration_days": "90", "offer__terms": terms}
        await expert.open(place)
        await expert.send("/steps/offer", **offer)
        await self.firm.open(place)
        await self.firm.send("/steps/counter", offer__price="180000")
        await expert.open(place)
        await expert.send("/steps/accept")

    async def one_is_chosen(self, others: Said) -> str:
        """Compare, and choose; return where both work together."""
        await self.firm.open(f"/needs/{self.need}/responses")
        await self.firm.follow(f'^="/needs/{self.need}/select/"')
        chosen = str(self.firm.page.url).rpartition("/")[2]
        await self.firm.send(chosen, **others)
        return str(self.firm.page.url).removeprefix(str(self.firm.page.url).partition("/eng")[0])


@dataclass
class Working:
    """Two who work together, from the contract to its end."""

    firm: Hand
    expert: Hand
    place: str

    async def they_sign(self) -> None:
        """Draft a contract, sign it, and begin."""
        await self.expert.open(self.place)
        await self.expert.send("/steps/negotiate")
        dates = {"start_on": in_days(0), "finish_on": in_days(60)}
        await self.expert.send("/deeds/draft_contract", **dates)
        for one in (self.expert, self.firm):
            await one.open(self.place)
            await one.send("/deeds/sign_contract", agreed="yes")
        await self.firm.send("/steps/start")

    async def they_plan_and_change(self, title: str, why: str) -> None:
        """Plan a milestone and do it; change a date, to which the other side agrees."""
        work = f"{self.place}/work"
        await self.firm.open(work)
        await self.firm.send("/deeds/milestone", title=title, due_on=in_days(30))
        await self.expert.open(work)
        await self.expert.send("/steps/start")
        await self.expert.send("/steps/complete")
        await self.expert.send("/deeds/amendment", finish_on=in_days(90), why=why)
        await self.firm.open(work)
        await self.firm.send("/steps/agree")

    async def a_result_is_handed_in(self, name: str) -> list[int | str]:
        """Hand in a file; return how far its progress came, and what the page says then."""
        await self.expert.open(f"{self.place}/work")
        form = await self.expert.filled("/files", {})
        file = {"name": name, "mimeType": "application/pdf", "buffer": PDF}
        await form.locator('input[type="file"]').set_input_files(file)
        await self.expert.page.evaluate(REACHED)
        await form.locator('button[type="submit"]').click()
        await self.expert.page.get_by_role("link", name=name).wait_for()
        reached = await self.expert.page.evaluate("window.reached")
        return [reached, await self.expert.said()]

    async def they_quarrel(self, operator: Hand, words: Said) -> str:
        """Open a dispute, let both speak and an operator decide; return what the firm reads."""
        await self.firm.open(self.place)
        await self.firm.send("/steps/dispute", reason_code="late", note=words["why"])
        for one, said in ((self.firm, words["firm"]), (self.expert, words["expert"])):
            await one.open(f"{self.place}/dispute")
            await one.send("/deeds/statement", words=said)
        await operator.open("/desk/disputes")
        await operator.follow(f'="/desk/disputes/{self.place.rpartition("/")[2]}"')
        await operator.send(
            "/steps/decide_work", reason_code="evidence_for_helper", note=words["decided"]
        )
        return await self.firm.open(f"{self.place}/record")

    async def it_is_accepted(self, evidence: str) -> None:
        """Deliver, and accept on evidence."""
        await self.expert.open(self.place)
        await self.expert.send("/steps/deliver")
        await self.firm.open(self.place)
        await self.firm.follow(f'="{self.place}/outcome"')
        figure = {"results__0__name": evidence[:5], "results__0__value": "0.8"}
        sure = {"outcome": "solved", "compared": "yes"}
        await self.firm.send("/deeds/accept", evidence=evidence, **figure, **sure)

    async def they_review(self, words: str) -> str:
        """Judge each other; return what the expert reads then."""
        for one in (self.firm, self.expert):
            await one.open(f"{self.place}/outcome")
            await one.send("/deeds/review", overall="5", words=words)
        return await self.expert.said()

    async def it_still_holds(self, town: Town, evidence: str) -> str:
        """Be asked after months whether it does, and answer; return what is shown then."""
        await ask_now(town, self.place.rpartition("/")[2])
        turn = await self.firm.open(self.place)
        await self.firm.follow(f'="{self.place}/outcome"')
        form = self.firm.page.locator('main form[action*="/follow-ups/"]').first
        await self.firm.send(
            str(await form.get_attribute("action")), holds="yes", evidence=evidence
        )
        return turn + await self.firm.said()


async def hours_are_confirmed(firm: Hand) -> str:
    """Confirm what an expert has logged; return what is said then."""
    await firm.open("/served-hours")
    form = firm.page.locator('main form[action^="/served-hours/"]').first
    await firm.send(str(await form.get_attribute("action")), rating="4")
    return await firm.said()


async def ask_now(town: Town, engagement: str) -> None:
    """Let the first question of an engagement be asked, as months have to pass for it."""
    kept = town.cast.firm.layout.folders["requests"] / "requests.sqlite3"
    now = utc_now()
    asked = {"status": FollowUpStatus.OPEN, "asked_at": now, "lapses_at": now + timedelta(days=14)}
    first = (col(FollowUp.engagement_id) == UUID(engagement), col(FollowUp.months) == FIRST)
    database = Database(f"sqlite+aiosqlite:///{kept}")
    async with database.transaction() as session:
        await session.execute(sa.update(FollowUp).where(*first).values(asked))
    await database.dispose()
