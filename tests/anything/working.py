"""What people do with things besides taking steps: they write, sign, hand in, answer."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from random import Random
from typing import Any, Final

import httpx

from services.requests.engagements.confidentiality import NDA
from shared.clock import city_today
from tests.anything.deeds import Deeds
from tests.anything.game import Game
from tests.anything.things import Thing

PDF: Final = b"%PDF-1.7\n1 0 obj\n<< >>\nendobj\ntrailer\n<< >>\n%%EOF\n"
SIGNING: Final = {"negotiating", "delivered"}
"""Where no step leads on, but what people sign."""

Shown = Mapping[str, Any]
Deed = Callable[[Thing, Shown], object]


class Work(Deeds):
    """Lets somebody do something with a thing: mostly what leads on from where it stands."""

    def __init__(self, game: Game, chance: Random) -> None:
        super().__init__(game, chance)
        self._by_kind: Mapping[str, list[Deed]] = {
            "need": [
                lambda need, _: self.respond(need),
                lambda need, _: self.respond(need),
                lambda need, _: self.invite(need),
                lambda need, _: self.ask_to_read(need),
                self._rewrite_need,
            ],
            "response": [self._ask_member, self._answer_as_member, self._rewrite_response],
            "registration": [self._dispatch, self._record_service],
            "team": [self._consent],
            "organization": [self._rename],
        }
        self._of_work: Mapping[str, list[Deed]] = {
            "proposed": [self._sign_nda],
            "negotiating": [self._sign_or_draft],
            "contract_signed": [self._register, self._plan],
            "in_progress": [self._hand_in, self._hand_in, self._hand_in, self._amend, self._plan],
            "changes_requested": [self._amend],
            "delivered": [self._accept, self._accept, self._say],
            "disputed": [self._say],
            "accepted": [self._review],
            "follow_up": [self._answer],
        }

    def go_on(self, thing: Thing) -> None:
        """Let somebody do something with a thing: mostly what leads on from where it stands."""
        shown = self._game.seen(thing)
        if shown is None:
            return
        others = self._by_kind.get(thing.kind.name, [])
        if thing.kind.name == "engagement":
            anything = [deed for deeds in self._of_work.values() for deed in deeds]
            others = self._of_work.get(shown["status"], []) if self.likely(0.9) else anything
        if others and self.likely(0.8 if shown["status"] in SIGNING else 0.5):
            self._chance.choice(others)(thing, shown)
        else:
            self.step(thing, shown["status"])

    def _private(self, thing: Thing, who: str) -> str:
        """Return a token that those who work together may read, and who writes it."""
        token = self._game.secrets.new(who)
        members = self._game.members[thing.id]
        self._game.secrets.keep("work", thing.id, [token], thing.firm, thing.by, *members)
        self._game.secrets.tell("work", thing.id, "operator")
        return token

    def _one_side(self, thing: Thing) -> str:
        return self.somebody(thing.firm, thing.by)

    def _post(self, thing: Thing, who: str, place: str, **said: object) -> httpx.Response:
        return self._game.ask(who, f"POST {thing.place}/{place}", said)

    # Needs and responses

    def _rewrite_need(self, need: Thing, _shown: Shown) -> None:
        who = self.somebody(need.firm, "operator")
        self._game.ask(who, f"PATCH {need.place}", {"public_summary": "铝壳焊接，气孔多"})

    def _rewrite_response(self, response: Thing, _shown: Shown) -> None:
        who = self.somebody(response.by)
        body = {"approach": "分段控制熔池，先做三十件对比试焊，再定窗口与节拍。"}
        self._game.ask(who, f"PATCH {response.place}", body)

    def _ask_member(self, response: Thing, _shown: Shown) -> None:
        member = self._chance.choice(["envoy", "provider"])
        who = self.somebody(response.by)
        body = {"entry": self._entry_of(member), "role": "材料分析"}
        if self._game.ask(who, f"POST {response.place}/members", body).is_success:
            self._game.members[response.id].add(member)
            self._game.secrets.tell("approach", response.id, member)

    def _answer_as_member(self, response: Thing, shown: Shown) -> None:
        asked = [member["id"] for member in shown.get("members", [])]
        if asked:
            place = f"{response.place}/members/{self._chance.choice(asked)}/consent"
            answer = self._chance.choice(["agreed", "agreed", "refused"])
            self._game.ask(self.somebody("envoy", "provider"), f"PUT {place}", {"consent": answer})

    # Cooperations

    def _sign_nda(self, thing: Thing, _shown: Shown) -> None:
        who = self._one_side(thing)
        self._post(thing, who, "signatures", document="nda", digest=NDA.digest)

    def _sign_or_draft(self, thing: Thing, shown: Shown) -> None:
        drafted = shown.get("contract") is not None and self.likely(0.9)
        (self._sign if drafted else self._draft)(thing, shown)

    def _sign(self, thing: Thing, shown: Shown) -> None:
        digest = (shown.get("contract") or {}).get("digest", "0" * 64)
        who = self._one_side(thing)
        self._post(thing, who, "signatures", document="contract", digest=digest)

    def _draft(self, thing: Thing, _shown: Shown) -> None:
        who, today = self._one_side(thing), city_today()
        body = {
            "kind": "development",
            "title": "铝壳焊接气孔攻关",
            "scope": f"改进激光焊接工艺 {self._private(thing, who)}",
            "start_on": str(today),
            "finish_on": str(today + timedelta(days=60)),
        }
        self._game.ask(who, f"PUT {thing.place}/contract", body)

    def _register(self, thing: Thing, _shown: Shown) -> None:
        body = {"number": "2027440001", "registered_on": str(city_today())}
        who = self.somebody(thing.by, "operator")
        self._game.ask(who, f"PUT {thing.place}/registration", body)

    def _plan(self, thing: Thing, _shown: Shown) -> None:
        who, days = self.somebody(thing.by), self._chance.randrange(1, 30)
        due, title = city_today() + timedelta(days=days), f"试焊 {self._private(thing, who)}"
        answer = self._post(thing, who, "milestones", title=title, due_on=str(due))
        if answer.is_success:
            place = f"{thing.place}/milestones/{answer.json()['id']}"
            self._game.add_at("milestone", place, thing.by, thing)

    def _hand_in(self, thing: Thing, _shown: Shown) -> None:
        purpose = self._chance.choice(["result", "result", "evidence"])
        files = {"file": ("报告.pdf", PDF, "application/octet-stream")}
        who = self.somebody(thing.by)
        data = {"purpose": purpose, "description": self._private(thing, who)}
        self._game.ask(who, f"POST {thing.place}/deliverables", files=files, data=data)

    def _amend(self, thing: Thing, _shown: Shown) -> None:
        later = str(city_today() + timedelta(days=90))
        change = {"kind": "change", "finish_on": later}
        said = self._chance.choice([change, change, {"kind": "termination"}])
        who = self._one_side(thing)
        why = f"设备检修 {self._private(thing, who)}"
        answer = self._post(thing, who, "amendments", **said, why=why)
        if answer.is_success:
            place = f"{thing.place}/amendments/{answer.json()['id']}"
            self._game.add_at("amendment", place, who, thing)

    def _accept(self, thing: Thing, _shown: Shown) -> None:
        who = self.somebody(thing.firm)
        token = self._private(thing, who)
        said = {"outcome": "solved", "evidence": f"连续三批，气孔率 2.1% {token}", "results": []}
        answer = self._post(thing, who, "acceptance", **said)
        if answer.is_success and thing.of is not None:
            assert who in {thing.firm, "firm", "colleague"}
            self._game.confirmed[thing.of.id] += 1

    def _say(self, thing: Thing, _shown: Shown) -> None:
        who = self._one_side(thing)
        words = f"样品不合格 {self._private(thing, who)}"
        self._post(thing, who, "statements", words=words)

    def _review(self, thing: Thing, _shown: Shown) -> None:
        self._post(thing, self._one_side(thing), "reviews", overall=4)

    def _answer(self, thing: Thing, _shown: Shown) -> None:
        asked = self._game.ask(thing.by, f"GET {thing.place}/follow-ups")
        for one in asked.json() if asked.is_success else []:
            body = {"holds": self._chance.choice(["yes", "partly", "no"])}
            call = f"PUT {thing.place}/follow-ups/{one['id']}/answer"
            self._game.ask(self.somebody(thing.firm), call, body)

    # Experts, teams, organizations

    def _dispatch(self, thing: Thing, _shown: Shown) -> None:
        today = str(city_today())
        body = {
            "agreement_number": "DG-2027-17",
            "firm_name": "东莞某压铸厂",
            "begins_on": today,
            "ends_on": str(city_today() + timedelta(days=200)),
            **{f"{who}_signed_on": today for who in ("firm", "sender", "expert")},
        }
        self._post(thing, self.somebody("operator"), "dispatches", **body)

    def _record_service(self, thing: Thing, _shown: Shown) -> None:
        said = {"served_on": str(city_today()), "minutes": 90, "note": "到厂看了压铸机"}
        self._post(thing, self.somebody(thing.by), "service-records", **said)

    def _consent(self, thing: Thing, _shown: Shown) -> None:
        body = self._chance.choice(
            [{"agrees": True}, {"agrees": True}, {"agrees": False, "reason_code": "no_time"}]
        )
        self._game.ask(self.somebody("envoy", "expert"), f"PUT {thing.place}/consent", body)

    def _rename(self, thing: Thing, _shown: Shown) -> None:
        self._game.ask(self.somebody(thing.by), f"PATCH {thing.place}", {"name": "改名单位"})
