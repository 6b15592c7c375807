"""What people do while services die: they add, change, import, move, look, and solve."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from tests.faults.client import Answer, Client
from tests.faults.record import Key, Record, Row
from tests.faults.solving import solve, take_step

KINDS: Final = ("offerings", "facilities", "experts", "achievements")
TITLED: Final = {"experts": "name"}
STATED: Final[Mapping[str, Mapping[str, Any]]] = {
    "offerings": {"service_class": "consulting", "scope": "改进压铸工艺，降低气孔率"},
    "facilities": {"facility_class": "testing", "summary": "高低温循环试验"},
    "experts": {"expert_kind": "engineer", "specialties": ["激光焊接", "气孔缺陷分析"]},
    "achievements": {"summary": "真空压铸减少气孔的方法", "trl": 7},
}
WORDS: Final = ("压铸", "焊接", "试验", "气孔", "yazhu", "涂层", "轴承", "橡胶")
NEED: Final = {
    "description": "铝合金压铸件气孔多，良率低，希望把气孔率降到百分之三以下。",
    "industry_code": "C33",
    "region_code": "441900",
    "contact_phone": "0769-22831235",
}
WORKING: Final = "Kq-Right-Horse-9"
TWICE: Final = 0.1
"""How often somebody sends again what was acknowledged."""


@dataclass(frozen=True)
class Act:
    """One thing that one client does; `seed` decides the particulars."""

    name: str
    mark: str
    seed: int


@dataclass
class Acts:
    """Does what is planned, and records what was acknowledged.

    Args:
        client: Calls the services.
        shared: The entries that everybody edits.
    """

    client: Client
    shared: list[str]

    @property
    def _record(self) -> Record:
        return self.client.record

    async def do(self, act: Act) -> None:
        """Do one of `ACTS`."""
        await ACTS[act.name](self, act, Random(act.seed))  # noqa: S311 - a plan, no secret

    async def add(self, act: Act, chance: Random) -> None:
        """Create an entry, now and then twice; then perhaps move it along its life."""
        kind = chance.choice(KINDS)
        entry = {TITLED.get(kind, "title"): f"{chance.choice(WORDS)} {act.mark}", **STATED[kind]}
        answer = await self._create("operator", f"catalog/{kind}", entry, act, chance)
        row = Row(kind.removesuffix("s").replace("facilitie", "facility"), answer.body["id"])
        self._record.added[act.mark] = row
        for action in chance.choice(((), (), ("suspend",), ("suspend", "resume"), ("withdraw",))):
            reason = {"reason_code": "no_longer_offered"} if action == "withdraw" else {}
            await self._step("operator", f"catalog/{kind}", row, action, **reason)

    async def post(self, act: Act, chance: Random) -> None:
        """Write down a need and bring it before the public, or nearly."""
        need = {**NEED, "title": f"{chance.choice(WORDS)}难题 {act.mark}"}
        answer = await self._create("firm", "requests/demands", need, act, chance)
        row = Row("demand", answer.body["id"])
        self._record.added[act.mark] = row
        steps = [("firm", "submit"), ("operator", "start_review"), ("operator", "publish")]
        for who, action in steps[: chance.choice((1, 3, 3, 3))]:
            await self._step(who, "requests/demands", row, action)

    async def edit(self, act: Act, chance: Random) -> None:
        """Change what everybody changes, if nobody has since it was read."""
        entry = chance.choice(self.shared)
        place = f"catalog/offerings/{entry}"
        seen = await self.client.ask("", f"GET {place}")
        self._record.attempted.setdefault(entry, set()).add(act.mark)
        said = {"deliverable": f"报告 {act.mark}"}
        version = {"If-Match": seen.headers["etag"]}
        answer = await self.client.ask("operator", f"PATCH {place}", said, headers=version)
        if answer.done:
            made = self._record.edited.setdefault(entry, {})
            number = answer.body["version"]
            if number in made:
                self._record.wrong.append(f"Version {number} of {entry} was given twice.")
            made[number] = act.mark

    async def bring(self, act: Act, chance: Random) -> None:
        """Import rows, some of them for the second time with other words."""
        needs = chance.random() < 0.3
        source = f"source-{act.seed % 5}"
        rows = [
            {
                "source_id": str(number),
                "title": f"{chance.choice(WORDS)} {number} {act.mark}",
                **(NEED if needs else STATED["offerings"]),
            }
            for number in sorted(chance.sample(range(40), 6))
        ]
        for row in rows:  # What another client may bring at the same time is another's.
            row["source_id"] = f"{act.mark if needs else act.mark[:2]}-{row['source_id']}"
        place, table = (
            ("requests/demands", "demand") if needs else ("catalog/offerings", "offering")
        )
        body = {"source": source, "rows": rows, **({"publish": True} if needs else {})}
        answer = await self.client.ask("operator", f"POST {place}/import", body)
        if answer.done and answer.body["rejected"]:
            self._record.wrong.append(f"{place}: {answer.body}")
        for row in rows:
            self._record.brought[Key(table, source, row["source_id"])] = act.mark

    async def look(self, _act: Act, chance: Random) -> None:
        """Search, match what was typed, and read one's messages."""
        word = chance.choice(WORDS)
        await self.client.ask("", f"GET matching/search?q={word}")
        await self.client.ask("", "POST matching/matches/preview", {"text": f"{word}怎么改进"})
        await self.client.ask(chance.choice(("firm", "expert")), "GET portal/api/me/messages")

    async def join(self, act: Act, _chance: Random) -> None:
        """Give somebody an account."""
        email = f"{act.mark}@city.cn"
        body = {"email": email, "name": act.mark, "password": WORKING}
        answer = await self.client.ask("chief", "POST portal/api/people/accounts", body)
        if answer.done:
            self._record.people[email] = answer.body["id"]
        elif not answer.unsure:
            self._record.wrong.append(f"{email}: {answer.status} {answer.body}")

    async def solve(self, act: Act, chance: Random) -> None:
        """Bring a need from its writing to its solution."""
        await solve(self.client, act.mark, public=chance.random() < 0.5)

    async def _create(self, who: str, place: str, body: object, act: Act, chance: Random) -> Answer:
        """Create something, and perhaps ask for it again: it is the same."""
        key = {"Idempotency-Key": f"key-{act.mark}"}
        answer = await self.client.ask(who, f"POST {place}", body, headers=key)
        assert answer.done, answer
        if chance.random() < TWICE:
            again = await self.client.ask(who, f"POST {place}", body, headers=key)
            if again.body["id"] != answer.body["id"]:
                self._record.wrong.append(f"{place}: {key} gave two things.")
        return answer

    async def _step(self, who: str, place: str, row: Row, action: str, **said: str) -> None:
        await take_step(self.client, who, place, row, {"action": action, **said})


ACTS: Final[Mapping[str, Callable[[Acts, Act, Random], Awaitable[None]]]] = {
    name: getattr(Acts, name) for name in ("add", "post", "edit", "bring", "look", "join", "solve")
}
