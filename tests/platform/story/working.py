"""Chapter 4: contract, milestone, change, delivery, changes requested, acceptance."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any, Final

from shared.clock import city_today
from tests.platform.story.parties import Party
from tests.platform.story.stage import PDF, PROVED, Stage

EVIDENCE: Final = "连续三批 600 件 X 光检测，气孔率 2.1%。"
PARTS: Final = ("history", "milestones", "amendments", "deliverables", "acceptance")
NOBODYS: Final = "404 404 404 404 404"


@dataclass(frozen=True)
class Working:
    """An engagement from its contract to its acceptance."""

    stage: Stage

    @property
    def place(self) -> str:
        """Where the engagement is found."""
        return self.stage.place("engagement")

    def they_sign_a_contract(self) -> None:
        """Draft it, sign it by both: the need leaves the public, and others lose sight of it."""
        cast, witness = self.stage.cast, self.stage.witness
        cast.expert.moved(self.place, "negotiate")
        drafted = cast.expert.done(f"PUT {self.place}/contract", self._contract())
        signature = {"document": "contract", "digest": drafted["contract"]["digest"]}
        cast.expert.done(f"POST {self.place}/signatures", signature)
        half = cast.firm.done(f"GET {self.place}")
        signed = cast.firm.done(f"POST {self.place}/signatures", signature)

        need = witness.places["need"]
        parts = {part: f"{self.place}/{part}" for part in PARTS}
        witness.places = {
            "need": need,
            "list": "requests/demands",
            "engagement": self.place,
            "engagements": "requests/engagements",
            **parts,
        }
        assert (half["status"], signed["status"]) == ("negotiating", "contract_signed")
        assert {one["side"] for one in signed["signatures"]} == {"firm", "helper"}
        self._at("contracted", "contract_signed", "5 5 404 5 404")
        declined = cast.provider.done(f"GET {self.stage.place('provider')}")
        assert declined["reason_code"] == "lacks_experience"
        witness.told(
            firm="engagement_moved engagement_moved engagement_moved",
            expert="engagement_moved engagement_moved",
        )
        witness.logged(
            "expert engagement.negotiate",
            "expert engagement.draft_contract",
            "expert engagement.sign_contract",
            "firm engagement.sign_contract",
            "firm engagement.conclude_contract",
        )

    def they_plan_a_milestone(self) -> None:
        """Plan a part of the work, begin it: both sides see how far it is."""
        cast, witness = self.stage.cast, self.stage.witness
        draft = {"title": "排气改造试制", "due_on": _in_days(30)}
        made = cast.firm.done(f"POST {self.place}/milestones", draft)
        self.stage.ids["milestone"] = f"{self.place}/milestones/{made['id']}"
        cast.expert.moved(self.place, "start")
        cast.expert.moved(self.stage.ids["milestone"], "start")

        self._at("in_progress", "in_progress", "6 6 404 6 404", milestones="1 1 404 1 404")
        witness.told(firm="engagement_moved milestone_moved", expert="milestone_moved")
        witness.logged("firm milestone.plan", "expert engagement.start", "expert milestone.start")

    def they_agree_on_a_change(self) -> None:
        """Ask for more time: the contract says so once the other side has agreed."""
        cast, witness = self.stage.cast, self.stage.witness
        later = _in_days(85)
        asked = {"kind": "change", "finish_on": later, "why": "X 光设备检修两周。"}
        change = cast.expert.done(f"POST {self.place}/amendments", asked)
        before = cast.firm.done(f"GET {self.place}")["finish_on"]
        own = cast.expert.call(
            f"PUT {self.place}/amendments/{change['id']}/status", {"action": "agree"}
        )
        cast.firm.moved(f"{self.place}/amendments/{change['id']}", "agree")

        after = cast.expert.done(f"GET {self.place}")
        assert own.status_code == 403
        assert (before, after["finish_on"]) == (_in_days(75), later)
        assert after["contract"]["version"] == 2
        once = "1 1 404 1 404"
        history = "7 7 404 7 404"
        self._at("in_progress", "in_progress", history, milestones=once, amendments=once)
        witness.told(firm="amendment_moved", expert="amendment_moved")
        witness.logged("expert amendment.propose", "firm engagement.amend", "firm amendment.agree")

    def the_result_is_sent_back(self) -> None:
        """Hand in a file and deliver; the firm reads it and asks for changes, saying why."""
        cast, witness = self.stage.cast, self.stage.witness
        self._hand_in(cast.expert, "报告一.pdf", PDF, "result")
        early = cast.expert.call(f"PUT {self.place}/status", {"action": "deliver"})
        cast.expert.moved(self.stage.ids["milestone"], "complete")
        cast.expert.moved(self.place, "deliver")
        assert early.status_code == 409
        self._with_files("pending_acceptance", "delivered", "8 8 404 8 404", 1)
        why = {"reason_code": "incomplete", "note": "缺第三批数据。"}
        cast.firm.moved(self.place, "request_changes", **why)

        self._with_files("in_progress", "changes_requested", "9 9 404 9 404", 1)
        witness.told(firm="milestone_moved engagement_moved", expert="engagement_moved")
        witness.logged(
            "expert deliverable.hand_in",
            "expert milestone.complete",
            "expert engagement.deliver",
            "firm engagement.request_changes",
        )
        step = cast.expert.done(f"GET {self.place}/history")[-1]
        assert (step["reason_code"], step["note"]) == tuple(why.values())

    def the_result_is_accepted(self) -> None:
        """Deliver again; the firm confirms on evidence that its need is met."""
        cast, witness = self.stage.cast, self.stage.witness
        content = PDF + b"%third batch\n"
        result = self._hand_in(cast.expert, "报告二.pdf", content, "result")
        cast.expert.moved(self.place, "deliver")
        self._read_by_the_parties(result, content)
        proof = self._hand_in(cast.firm, "检测.pdf", PDF + b"%x-ray\n", "evidence")
        said = {
            "outcome": "solved",
            "evidence": EVIDENCE,
            "files": [proof["id"]],
            "results": [{"name": "气孔率", "value": 2.1, "unit": "%"}],
            "public": True,
            "title": PROVED,
        }
        bare = cast.firm.call(f"POST {self.place}/acceptance", {**said, "evidence": " "})
        cast.firm.done(f"POST {self.place}/acceptance", said)

        assert bare.status_code == 422
        solved = "solved solved 404 solved 404"
        self._with_files("resolved", "accepted", "11 11 404 11 404", 3, acceptance=solved)
        witness.told(firm="engagement_moved", expert="engagement_moved")
        witness.logged(
            "expert deliverable.hand_in",
            "expert engagement.deliver",
            "firm deliverable.hand_in",
            "firm engagement.accept",
        )
        last = cast.operator.done(f"GET {self.stage.place('demand')}/history")[-1]
        assert last["details"]["confirmed_by"] == cast.firm.person_id
        assert f"deliverable/{proof['id']}" in last["details"]["evidence"]

    def _contract(self) -> dict[str, Any]:
        return {
            "kind": "development",
            "title": "压铸壳体气孔攻关",
            "scope": "气孔率降到 3% 以下。",
            "price": "180000",
            "start_on": _in_days(0),
            "finish_on": _in_days(75),
        }

    def _hand_in(self, party: Party, name: str, content: bytes, purpose: str) -> Any:  # noqa: ANN401 - JSON
        file = {"file": (name, content, "application/octet-stream")}
        place = f"POST {self.place}/deliverables"
        return party.done(place, files=file, data={"purpose": purpose})

    def _read_by_the_parties(self, file: dict[str, Any], content: bytes) -> None:
        """See that the bytes come back as they went in, to be saved, and to parties only."""
        place = f"GET {self.place}/deliverables/{file['id']}/content"
        answers = [party.call(place) for party in self.stage.cast.five.values()]
        assert [answer.status_code for answer in answers] == [200, 200, 404, 200, 404]
        assert answers[0].content == content
        assert answers[0].headers["content-disposition"].startswith("attachment")
        assert file["sha256"] == sha256(content).hexdigest()

    def _with_files(self, need: str, status: str, history: str, files: int, **more: str) -> None:
        once = "1 1 404 1 404"
        held = f"{files} {files} 404 {files} 404"
        parts = {"milestones": once, "amendments": once, "deliverables": held, **more}
        self._at(need, status, history, **parts)

    def _at(self, need: str, status: str, history: str, **parts: str) -> None:
        """See where need and engagement stand, and that they are there for their parties alone."""
        seen = {
            "milestones": "0 0 404 0 404",
            "amendments": "0 0 404 0 404",
            "deliverables": "0 0 404 0 404",
            "acceptance": NOBODYS,
            **parts,
        }
        self.stage.witness.sees(
            need=f"private/{need} confided/{need} 404 desk/{need} 404",
            list="2 2 1 2 1",
            engagement=f"whole/{status} whole/{status} 404 whole/{status} 404",
            engagements="1 1 0 1 0",
            history=history,
            **seen,
        )


def _in_days(days: int) -> str:
    day: date = city_today() + timedelta(days=days)
    return day.isoformat()
