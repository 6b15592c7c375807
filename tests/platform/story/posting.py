"""Chapter 2: a badly worded need is returned, improved, published and matched."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from shared.clock import city_today
from tests.platform.story.stage import CLEAR, SUMMARY, VAGUE, Stage
from tests.waiting import eventually


@dataclass(frozen=True)
class Posting:
    """A need on its way before the public."""

    stage: Stage

    def it_is_checked(self) -> None:
        """Ask what a need lacks before it is written down, and who has the like."""
        firm = self.stage.cast.firm
        draft = {name: VAGUE[name] for name in ("title", "description")}

        def near() -> list[str]:
            items = firm.done("POST requests/demands/check", draft)["similar"]["items"]
            return [item["demand"]["id"] for item in items]

        eventually(lambda: near() == [self.stage.ids["neighbour"]])
        found = firm.done("POST requests/demands/check", draft)
        gaps = {finding["code"]: finding for finding in found["findings"]}
        assert found["completeness"] < 50
        assert set(gaps) >= {
            "metric_not_stated",
            "present_value_not_stated",
            "target_value_not_stated",
            "budget_not_stated",
        }
        assert all(finding["reason"]["zh"] for finding in gaps.values())

    def it_is_drafted_and_submitted(self) -> None:
        """Write it down all the same, and hand it in: nobody knows but the firm and the desk."""
        cast, witness = self.stage.cast, self.stage.witness
        need = cast.firm.done("POST requests/demands", VAGUE)
        self.stage.ids["demand"] = witness.case_id = need["id"]
        witness.case_number = need["case_number"]
        place = self.stage.place("demand")
        witness.places = {"need": place, "history": f"{place}/history", "list": "requests/demands"}
        witness.secrets = {
            "detail": "KQ-7741",
            "name": VAGUE["organization_name"],
            "phone": VAGUE["contact_phone"],
            "vague": "求高手帮忙",
        }
        drafted = "private/draft 404 404 desk/draft 404"
        witness.sees(need=drafted, history="0 404 404 0 404", list="2 1 1 2 1")
        cast.firm.moved(place, "submit")

        submitted = "private/submitted 404 404 desk/submitted 404"
        witness.sees(need=submitted, history="1 404 404 1 404", list="2 1 1 2 1")
        witness.knows(firm="detail name phone vague", operator="name phone vague")
        witness.told(operator="need_submitted")
        witness.logged("firm demand.draft", "firm demand.submit")

    def it_is_returned(self) -> None:
        """Send it back with a reason and what to put right, place by place."""
        cast, witness, place = self.stage.cast, self.stage.witness, self.stage.place("demand")
        words = str(VAGUE["description"])
        start = words.index("客户不满意")
        passage = {"field": "description", "start": start, "end": start + 5, "note": "请写明指标。"}
        claimed = cast.operator.moved(place, "claim")
        assert claimed["confidential_detail"] == VAGUE["confidential_detail"]
        cast.operator.moved(place, "start_review")
        told = {
            "reason_code": "missing_targets",
            "note": "请补充现状与目标。",
            "passages": [passage],
        }
        cast.operator.moved(place, "return", **told)

        returned = "private/returned 404 404 desk/returned 404"
        witness.sees(need=returned, history="4 404 404 4 404", list="2 1 1 2 1")
        witness.told(firm="need_moved need_moved")
        witness.logged(
            "operator demand.claim", "operator demand.start_review", "operator demand.return"
        )
        step = cast.firm.done(f"GET {place}/history")[-1]
        assert (step["reason_code"], step["note"]) == ("missing_targets", "请补充现状与目标。")
        [marked] = step["details"]["passages"]
        assert (marked["words"], marked["note"]) == ("客户不满意", "请写明指标。")
        assert "缺少指标或目标值" in witness.messages(cast.firm, "need_moved")[0]["body"]

    def it_is_improved(self) -> None:
        """Say what was missing, see that it is, and hand it in again."""
        cast, witness, place = self.stage.cast, self.stage.witness, self.stage.place("demand")
        before = cast.firm.done(f"GET {place}/check")["completeness"]
        deadline = (city_today() + timedelta(days=300)).isoformat()
        cast.firm.done(f"PATCH {place}", {**CLEAR, "deadline": deadline})
        after = cast.firm.done(f"GET {place}/check")
        cast.firm.moved(place, "submit")

        assert before < 50
        assert after["completeness"] >= 90
        similar = [item["demand"]["id"] for item in after["similar"]["items"]]
        assert similar == [self.stage.ids["neighbour"]]
        submitted = "private/submitted 404 404 desk/submitted 404"
        witness.sees(need=submitted, history="5 404 404 5 404", list="2 1 1 2 1")
        witness.told(operator="need_submitted")
        witness.logged("firm demand.rewrite", "firm demand.submit")

    def it_is_published(self) -> None:
        """Publish it: everybody sees what their tier lets them, and nobody whose need it is."""
        cast, witness, place = self.stage.cast, self.stage.witness, self.stage.place("demand")
        cast.operator.moved(place, "start_review")
        cast.operator.moved(place, "publish", public_summary=SUMMARY)

        tiers = "private/published full/published full/published desk/published outline/published"
        witness.sees(need=tiers, history="7 403 403 7 403", list="2 2 2 2 2")
        witness.knows(firm="detail name phone vague", operator="detail name phone vague")
        witness.told(firm="need_moved need_moved")
        witness.logged("operator demand.start_review", "operator demand.publish")
        shown = {name: party.done(f"GET {place}") for name, party in cast.five.items()}
        assert {need["public_summary"] for need in shown.values()} == {SUMMARY}
        assert [name for name, need in shown.items() if "description" in need] == [
            "firm",
            "expert",
            "provider",
            "operator",
        ]
        names = [name for name, need in shown.items() if need["organization_name"]]
        assert names == ["firm", "operator"]

    def it_is_matched(self) -> None:
        """Find who could help, and be found by them; what they have proved is not known yet."""
        ids, outsider = self.stage.ids, self.stage.cast.outsider
        matches = f"GET matching/demands/{ids['demand']}/matches"

        def found(call: str) -> dict[str, Any]:
            answer = outsider.call(call)
            items = answer.json()["items"] if answer.is_success else []
            return {item["id"]: item for item in items}

        both = {ids["expert_entry"], ids["provider_entry"]}
        experts, providers = (
            f"GET matching/{kind}s/{ids[f'{kind}_entry']}/demands"
            for kind in ("expert", "provider")
        )
        eventually(lambda: both <= set(found(matches)))
        eventually(lambda: ids["demand"] in found(experts))
        eventually(lambda: ids["demand"] in found(providers))
        expert = found(matches)[ids["expert_entry"]]
        evidence = next(row for row in expert["factors"] if row["name"] == "evidence")
        assert expert["reasons_for"]
        assert not evidence["known"]
        self.stage.witness.knows(firm="detail name phone vague", operator="detail name phone vague")
