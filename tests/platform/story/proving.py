"""Chapter 5: both judge each other, the firm is asked again, and the solved need is proof."""

from dataclasses import dataclass
from typing import Any

import httpx

from tests.platform.later import AHEAD, SIGNAL
from tests.platform.story.stage import LATER, PROVED, Stage
from tests.waiting import eventually


@dataclass(frozen=True)
class Proving:
    """What comes after a need was met."""

    stage: Stage

    def they_review_each_other(self) -> None:
        """Judge: neither reads the other's words before both have spoken."""
        cast, witness, place = self.stage.cast, self.stage.witness, self.stage.place("engagement")
        witness.places = {
            "need": witness.places["need"],
            "engagement": place,
            "reviews": f"{place}/reviews",
        }
        cast.firm.done(f"POST {place}/reviews", {"overall": 5, "words": "懂工艺，说到做到"})
        witness.sees(
            need="private/resolved confided/resolved 404 desk/resolved 404",
            engagement="whole/accepted whole/accepted 404 whole/accepted 404",
            reviews="1 0 404 0 404",
        )
        cast.expert.done(f"POST {place}/reviews", {"overall": 4, "words": "数据给得及时"})

        witness.sees(
            need="private/resolved confided/resolved 404 desk/resolved 404",
            engagement="whole/reviewed whole/reviewed 404 whole/reviewed 404",
            reviews="2 2 404 2 404",
        )
        witness.told(firm="engagement_moved")
        witness.logged("firm review.give", "expert review.give", "expert engagement.close_reviews")

    def three_months_pass(self) -> None:
        """Put the clock forward: sessions are over, and who comes back is asked."""
        cast, witness = self.stage.cast, self.stage.witness
        for process in cast.firm.layout.all_processes:
            process.send(SIGNAL)
        eventually(lambda: cast.firm.call("GET portal/api/me").status_code == 401)
        for party in cast.everybody:
            party.come()
        place = f"{self.stage.place('engagement')}/follow-ups"

        witness.told(firm="follow_up_asked")
        asked, *rest = cast.firm.done(f"GET {place}")
        assert (asked["status"], asked["months"], len(rest)) == ("open", 3, 2)
        assert AHEAD.days > 92
        said = {"holds": "yes", "benefit": "360000", "evidence": "三个月返修率由 7% 降到 1%。"}
        answer = f"PUT {place}/{asked['id']}/answer"
        refused = [party.call(answer, said).status_code for party in (cast.expert, cast.outsider)]
        cast.firm.done(answer, said)

        assert refused == [403, 404]
        self._answered(place)

    def _answered(self, place: str) -> None:
        witness = self.stage.witness
        witness.places["follow-ups"] = place
        witness.sees(
            **{
                "need": "private/resolved confided/resolved 404 desk/resolved 404",
                "engagement": "whole/follow_up whole/follow_up 404 whole/follow_up 404",
                "reviews": "2 2 404 2 404",
                "follow-ups": "3 3 404 3 404",
            }
        )
        witness.told()
        witness.logged(
            "system engagement.follow_up", "firm follow_up.answer", "firm engagement.follow_up"
        )

    def it_counts(self) -> None:
        """Find the case in the expert's record and the public count, by its public words alone."""
        cast, ids = self.stage.cast, self.stage.ids
        expert = f"GET catalog/experts/{ids['expert_entry']}"
        eventually(lambda: bool(cast.outsider.done(expert)["service_history"]))
        [case] = cast.outsider.done(expert)["service_history"]
        counts = [party.done("GET requests/cases/summary") for party in cast.five.values()]
        [shown] = cast.outsider.done("GET requests/cases")["items"]

        assert (case["title"], case["outcome"], case["confirmed_by"]) == (
            PROVED,
            "solved",
            "enterprise",
        )
        assert {(count["published"], count["solved"], count["open"]) for count in counts} == {
            (2, 1, 1)
        }
        assert (shown["title"], shown["outcome"]) == (PROVED, "solved")

    def a_later_need_finds_it(self) -> None:
        """Publish a similar need: that the expert has done the like is a factor of the match."""
        cast, ids = self.stage.cast, self.stage.ids
        rows = {"source": "neighbours", "publish": True, "rows": [LATER]}
        report = cast.operator.done("POST requests/demands/import", rows)
        later = f"GET matching/demands/{report['rows'][0]['id']}/matches"

        eventually(lambda: self._evidence(cast.outsider.call(later)).get("known") is True)
        evidence = self._evidence(cast.outsider.call(later))
        assert PROVED in str(evidence["evidence"])
        assert evidence["contribution"] > 0
        assert ids["demand"] not in str(
            cast.outsider.done(f"GET matching/experts/{ids['expert_entry']}/demands")
        )

    def _evidence(self, answer: httpx.Response) -> dict[str, Any]:
        """Return what a match says of what the expert has done."""
        items = answer.json()["items"] if answer.is_success else []
        return next(
            (
                row
                for item in items
                if item["id"] == self.stage.ids["expert_entry"]
                for row in item["factors"]
                if row["name"] == "evidence"
            ),
            {},
        )

    def nothing_was_lost_or_told(self) -> None:
        """See who knows what in the end, that every look was noted, and that the logs hold."""
        witness = self.stage.witness
        witness.knows(
            firm="detail name phone expert's",
            operator="detail name phone expert's",
            expert="detail name phone expert's",
            provider="provider's",
        )
        assert witness.readings() == {
            "operator demand.read_confidential",
            "operator engagement.read",
            "expert demand.read_confidential",
            "operator contact.read",
            "firm contact.read",
            "expert contact.read",
            "firm deliverable.read",
            "expert deliverable.read",
            "operator deliverable.read",
        }
        witness.is_intact("portal", "catalog", "requests")
