"""What people do on the platform: what leads on, what leads nowhere, and what is wrong."""

from collections.abc import Mapping
from datetime import timedelta
from random import Random
from typing import Any, Final

import httpx

from shared.clock import city_today
from tests.anything.game import SEEN, Game
from tests.anything.things import OFFER, Thing
from tests.anything.world import WHO

ALONG: Final[Mapping[str, Mapping[str, Any]]] = {
    **{step: {"note": "见说明"} for step in ("request_info", "supply_info", "delay", "reopen")},
    "offer": {"offer": OFFER},
    "counter": {"offer": OFFER},
    "transfer": {"to": "desk-2"},
}
"""What is said with some steps."""

HELPERS: Final = ("expert", "provider", "envoy")
CODES: Final = ("91440300708461136T", "913202006079182011")

RARE: Final = {
    *("withdraw", "refuse", "discard", "cancel", "decline", "take_back", "revoke", "terminate"),
    *("decide_termination", "reject", "return", "close", "suspend", "disband", "resign", "exit"),
    *("revise", "merge", "raise_challenge", "claim", "release", "transfer", "renew", "broker"),
    *("decline_renewal", "propose_closing", "accept_closing", "request_info", "dispute", "lapse"),
}
"""What ends things, or leads nowhere: if it were done as often as the rest, little would begin."""


class Deeds:
    """What anybody does next; chance decides."""

    def __init__(self, game: Game, chance: Random) -> None:
        self._game = game
        self._chance = chance

    def likely(self, probability: float) -> bool:
        """Decide whether something happens."""
        return self._chance.random() < probability

    def somebody(self, *likely: str) -> str:
        """Return one of those who would do it; now and then it is anybody."""
        return self._chance.choice(likely if likely and self.likely(0.85) else WHO)

    def _pass(self, who: str, call: str, body: object) -> httpx.Response:
        return self._game.ask(who, call, body)

    # What begins

    def write_need(self) -> Thing | None:
        """Write down a need whose every confidential field is a token."""
        who, secrets = self.somebody("firm", "firm", "colleague", "rival"), self._game.secrets
        details, contacts = [secrets.new(who)], [secrets.new(who) for _ in range(3)]
        need = {
            "title": "铝壳电池焊接后气孔多",
            "description": "激光焊接铝壳，气孔率约 8%，希望降到 3% 以下，产线节拍 12 秒。",
            "public_summary": "铝壳激光焊接气孔",
            "confidentiality": self._chance.choice(["open", "registered", "confidential"]),
            "confidential_detail": details[0],
            "org_hidden": True,
            "organization_name": contacts[0],
            "contact_name": contacts[1],
            "contact_email": f"{contacts[2]}@example.org",
            "industry_code": "C38",
        }
        answer = self._pass(who, "POST /requests/demands", need)
        if not answer.is_success:
            return None
        thing = self._game.add("need", answer, who)
        secrets.keep("details", thing.id, details, who, "operator")
        secrets.keep("contacts", thing.id, contacts, who, "operator")
        return thing

    def respond(self, need: Thing) -> Thing | None:
        """Answer a need, in the name of an entry or not."""
        who, secrets = self.somebody(*HELPERS), self._game.secrets
        approach, card = [secrets.new(who), secrets.new(who)], [secrets.new(who), secrets.new(who)]
        said: dict[str, Any] = {
            "approach": f"改用摆动激光与保护气联合控制熔池，先做二十件对比试焊 {approach[0]}",
            "experience": approach[1],
            "contact_name": card[0],
            "contact_email": f"{card[1]}@example.org",
        }
        if self.likely(0.8):
            said["entry"] = self._entry_of(who)
        answer = self._pass(who, f"POST {need.place}/responses", said)
        if not answer.is_success:
            return None
        thing = self._game.add("response", answer, who, need)
        secrets.keep("approach", thing.id, approach, who)
        secrets.keep("card", thing.id, card, who)
        return thing

    def invite(self, need: Thing) -> None:
        """Invite somebody to answer a need."""
        guest = self._chance.choice(HELPERS)
        body = {"entry": self._entry_of(guest), "message": "请看看"}
        who = self.somebody(need.firm, "operator")
        answer = self._pass(who, f"POST {need.place}/invitations", body)
        if answer.is_success:
            self._game.add("response", answer, guest, need)

    def ask_to_read(self, need: Thing) -> None:
        """Ask to be let in on what a need keeps confidential."""
        who = self.somebody(*HELPERS, "rival")
        body = {"applicant_name": "华南焊接研究所", "purpose": "评估能否降低气孔率。"}
        answer = self._pass(who, f"POST {need.place}/grants", body)
        if answer.is_success:
            self._game.add("grant", answer, who, need)

    def apply(self) -> None:
        """Apply to be registered as an expert, or nominate somebody."""
        who, secrets = self.somebody("expert", "envoy", "provider"), self._game.secrets
        person = self._chance.choice(["expert", "envoy"])
        tokens, cast = [secrets.new(who), secrets.new(who)], self._game.world.cast
        body: dict[str, Any] = {
            "sender": cast.units["institute"],
            "sender_name": "焊接研究所",
            "statement": tokens[0],
            "profile": {"name": "陈知远", "contact_email": f"{tokens[1]}@example.org"},
        }
        if who == "provider":
            body["person"] = cast.people[person]
        answer = self._pass(who, "POST /catalog/registrations", body)
        if answer.is_success:
            thing = self._game.add("registration", answer, person if who == "provider" else who)
            secrets.keep("file", thing.id, tokens, thing.by, "provider", "operator")

    def found_team(self) -> None:
        """Propose a team."""
        who, entries = self.somebody("expert"), self._game.world.cast.entries
        body = {
            "name": "焊接特派团",
            "task": "降低气孔率",
            "ends_on": str(city_today() + timedelta(days=300)),
            "lead": entries["expert"]["id"],
            "members": [{"expert_id": entries["envoy"]["id"], "duty": "检测"}],
        }
        answer = self._pass(who, "POST /catalog/teams", body)
        if answer.is_success:
            self._game.add("team", answer, "expert")

    def found_organization(self) -> None:
        """Register an organization."""
        who = self.somebody("expert", "envoy")
        kind = self._chance.choice(["enterprise", "provider", "association", "bureau"])
        body = {"name": "新单位", "kind": kind, "uscc": self._chance.choice(CODES)}
        answer = self._pass(who, "POST /api/organizations", body)
        if answer.is_success:
            self._game.add("organization", answer, who)

    def _entry_of(self, who: str) -> dict[str, str]:
        entries = self._game.world.cast.entries
        return entries.get(who, entries["expert"])

    # What goes on

    def step(self, thing: Thing, status: str) -> None:
        """Let somebody take a step, which leads only where the table says."""
        rows = [
            row
            for row in thing.kind.rows_from(status)
            if self.likely(0.1 if row.action in RARE else 1)
        ]
        if rows and self.likely(0.85):
            row = self._chance.choice(rows)
            action = row.action
            party = self._chance.choice(sorted(row.parties - {"system"}))
            who = self.somebody(*thing.is_part(party))
        else:
            action, who = self._chance.choice(thing.kind.actions), self.somebody()
        body = self._said_with(thing, action)
        headers = SEEN if self.likely(0.95) else {"If-Match": self._chance.choice(['"v999"', "x"])}
        answer = self._game.ask(who, f"PUT {thing.place}/status", body, headers=headers)
        after = (self._game.seen(thing) or {}).get("status", status)
        if answer.is_success:
            assert after in thing.kind.leads_to(status, action), (
                thing.place,
                status,
                action,
                after,
            )
        else:
            assert after == status, (thing.place, status, action, after, answer.text)

    def _said_with(self, thing: Thing, action: str) -> dict[str, Any]:
        said: dict[str, Any] = {"action": action}
        if action in thing.kind.needs_reason and self.likely(0.95):
            said |= {"reason_code": "other", "note": "见说明"}
        said |= ALONG.get(action, {})
        if action == "merge":
            other = self._game.any_of(self._chance, "need")
            said["into"] = (other or thing).id
        if (thing.kind.name, action) == ("grant", "accept"):
            current = self._game.world.done("operator", "GET /requests/agreements/current")
            said["agreement"] = {name: current[name] for name in ("number", "sha256")}
        return said
