"""A need from its writing to its solution, by a firm, an expert and the desk."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from shared.clock import city_today
from tests.faults.client import Answer, Client
from tests.faults.record import Row

PDF: Final = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
OFFER: Final = {"price": "180000.00", "duration_days": 60, "terms": "交付参数窗口与试焊报告。"}
ACCEPTED: Final = {
    "outcome": "solved",
    "evidence": "连续三批，气孔率 2.1%，低于 3%。",
    "results": [{"name": "气孔率", "value": 2.1, "unit": "%"}],
}
TO_ENGAGEMENT: Final = (
    ("expert", "express"),
    ("operator", "take_over"),
    ("operator", "qualify"),
    ("firm", "shortlist"),
    ("expert", "offer"),
    ("firm", "select"),
)


async def solve(client: Client, mark: str, *, public: bool) -> None:
    """Let a need be solved, step by step, whatever dies on the way."""
    await _Solving(client, mark, public=public).run()


@dataclass
class _Solving:
    client: Client
    mark: str
    public: bool

    async def run(self) -> None:
        need = await self._published()
        await self._answered(need)
        engagement = await self._engagement_of(need)
        await self._contracted(engagement)
        await self._delivered(engagement)
        public = {"public": True, "title": f"已解决 {self.mark}"} if self.public else {}
        said = {**ACCEPTED, **public}
        await self._said("firm", f"POST requests/engagements/{engagement}/acceptance", said)
        self.client.record.solved[engagement] = need

    async def _published(self) -> str:
        need = {
            "title": f"铝壳焊接气孔多 {self.mark}",
            "description": "激光焊接铝壳，气孔率约 8%，希望降到 3% 以下。",
            "industry_code": "C38",
            "contact_phone": "0769-22831235",
        }
        answer = await self._created("firm", "requests/demands", need)
        row = Row("demand", answer.body["id"])
        self.client.record.added[self.mark] = row
        for who, action in (("firm", "submit"), ("operator", "start_review")):
            await self._moved(who, "demands", row, action)
        await self._moved("operator", "demands", row, "publish")
        return row.id

    async def _answered(self, need: str) -> None:
        said = {
            "approach": f"改用摆动激光控制熔池，先做二十件对比试焊 {self.mark}",
            "entry": {"kind": "expert", "id": self.client.people["entry"]},
            "contact_phone": "0769-88880001",
        }
        answer = await self._created("expert", f"requests/demands/{need}/responses", said)
        row = Row("response", answer.body["id"])
        for who, action in TO_ENGAGEMENT:
            said = {"offer": OFFER} if action == "offer" else {}
            await self._moved(who, "responses", row, action, **said)

    async def _engagement_of(self, need: str) -> str:
        page = "GET requests/engagements?limit=100"
        answer = await self.client.ask("firm", page)
        return next(str(one["id"]) for one in answer.body["items"] if one["demand_id"] == need)

    async def _contracted(self, engagement: str) -> None:
        place, row = f"requests/engagements/{engagement}", Row("engagement", engagement)
        await self._moved("expert", "engagements", row, "negotiate")
        today = city_today()
        contract = {
            "kind": "development",
            "title": "铝壳焊接气孔攻关",
            "scope": "气孔率降到 3% 以下。",
            "price": 180000,
            "start_on": today.isoformat(),
            "finish_on": (today + timedelta(days=60)).isoformat(),
        }
        await self._said("expert", f"PUT {place}/contract", contract)
        drafted = await self.client.ask("expert", f"GET {place}")
        signature = {"document": "contract", "digest": drafted.body["contract"]["digest"]}
        for who in ("expert", "firm"):
            await self._said(who, f"POST {place}/signatures", signature)
        await self._moved("expert", "engagements", row, "start")

    async def _delivered(self, engagement: str) -> None:
        place = f"requests/engagements/{engagement}"
        file = {"file": ("报告.pdf", PDF, "application/octet-stream")}
        form = {"files": file, "data": {"purpose": "result"}}
        await self.client.ask("expert", f"POST {place}/deliverables", form=form)
        await self._moved("expert", "engagements", Row("engagement", engagement), "deliver")

    async def _created(self, who: str, place: str, body: object) -> Answer:
        key = {"Idempotency-Key": f"{place.rpartition('/')[2]}-{self.mark}"}
        answer = await self.client.ask(who, f"POST {place}", body, headers=key)
        assert answer.done, answer
        return answer

    async def _moved(self, who: str, things: str, row: Row, action: str, **said: object) -> None:
        await take_step(self.client, who, f"requests/{things}", row, {"action": action, **said})

    async def _said(self, who: str, call: str, body: object) -> None:
        answer = await self.client.ask(who, call, body)
        if not (answer.done or answer.unsure):
            self.client.record.wrong.append(f"{call}: {answer.status} {answer.body}")


async def take_step(client: Client, who: str, place: str, row: Row, said: dict[str, Any]) -> None:
    """Take a step that nobody else takes, once."""
    answer = await client.ask(who, f"PUT {place}/{row.id}/status", said)
    if answer.done or answer.unsure:
        client.record.note_step(row, said["action"])
    else:
        client.record.wrong.append(f"{place} {said}: {answer.status} {answer.body}")
