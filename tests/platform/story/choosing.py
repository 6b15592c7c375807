"""Chapter 3: two answer the need; one is declined with a reason, the other one is selected."""

from dataclasses import dataclass

from tests.platform.story.parties import Party
from tests.platform.story.stage import APPROACH, EXPERT_PHONE, PROVIDER_PHONE, Stage

OFFER = {"price": "200000", "duration_days": 90, "terms": "交付工艺窗口与三批验证报告。"}
COUNTER = {"price": "180000", "duration_days": 75, "terms": "交付工艺窗口与三批验证报告。"}


@dataclass(frozen=True)
class Choosing:
    """Responses to a need."""

    stage: Stage

    def the_expert_is_confided_in(self) -> None:
        """Ask for the details, be let in by the firm, accept the agreement: then read them."""
        cast, witness, place = self.stage.cast, self.stage.witness, self.stage.place("demand")
        asked = {"applicant_name": "陈知远", "purpose": "判断气孔来源需要了解合金成分。"}
        grant = cast.expert.done(f"POST {place}/grants", asked)["id"]
        witness.places["grant"] = f"requests/grants/{grant}"
        cast.firm.moved(f"requests/grants/{grant}", "approve")
        witness.sees(
            need="private/published full/published full/published desk/published outline/published",
            history="7 403 403 7 403",
            list="2 2 2 2 2",
            grant="approved approved 404 approved 404",
        )
        text = cast.expert.done("GET requests/agreements/current")
        agreement = {"number": text["number"], "sha256": text["sha256"]}
        cast.expert.moved(f"requests/grants/{grant}", "accept", agreement=agreement)

        witness.sees(
            need="private/published confided/published full/published"
            " desk/published outline/published",
            history="7 403 403 7 403",
            list="2 2 2 2 2",
            grant="active active 404 active 404",
        )
        everything = "detail name phone vague"
        witness.knows(firm=everything, operator=everything, expert="detail")
        witness.told(firm="grant_moved grant_moved", expert="grant_moved")
        witness.logged("expert grant.request", "firm grant.approve", "expert grant.accept")

    def two_are_interested(self) -> None:
        """Answer the need: the firm sees what they would do, not yet how they are reached."""
        cast, witness = self.stage.cast, self.stage.witness
        del witness.places["grant"], witness.secrets["vague"]
        self._answer(cast.expert, "expert", EXPERT_PHONE)
        self._answer(cast.provider, "provider", PROVIDER_PHONE)

        witness.places["responses"] = "requests/responses"
        witness.secrets |= {"expert's": EXPERT_PHONE, "provider's": PROVIDER_PHONE}
        witness.sees(
            need="private/matching confided/matching full/matching desk/matching outline/matching",
            history="8 403 403 8 403",
            list="2 2 2 2 2",
            expert="firm/expressed author/expressed 404 operator/expressed 404",
            provider="firm/expressed 404 author/expressed operator/expressed 404",
            responses="2 1 1 2 0",
        )
        witness.knows(
            firm="detail name phone",
            operator="detail name phone expert's",
            expert="detail expert's",
            provider="provider's",
        )
        arrived = "response_arrived response_arrived"
        witness.told(firm=arrived, operator=arrived)
        witness.logged(
            "expert response.draft",
            "expert response.express",
            "provider response.draft",
            "provider response.express",
        )

    def _answer(self, party: Party, kind: str, phone: str) -> None:
        ids, witness = self.stage.ids, self.stage.witness
        entry = {"kind": kind, "id": ids[f"{kind}_entry"]}
        said = {"approach": APPROACH, "entry": entry, "contact_phone": phone}
        ids[kind] = party.done(f"POST {self.stage.place('demand')}/responses", said)["id"]
        witness.places[kind] = self.stage.place(kind)
        party.moved(self.stage.place(kind), "express")

    def one_is_declined(self) -> None:
        """Judge both; whoever is declined reads why, and nobody else does."""
        cast, witness = self.stage.cast, self.stage.witness
        for name in ("expert", "provider"):
            for action in ("take_over", "qualify"):
                cast.operator.moved(self.stage.place(name), action)
        why = {"reason_code": "lacks_experience", "note": "壳体类案例不足。"}
        cast.firm.moved(self.stage.place("provider"), "refuse", **why)
        cast.firm.moved(self.stage.place("expert"), "shortlist")

        witness.sees(
            need="private/matching confided/matching full/matching desk/matching outline/matching",
            history="8 403 403 8 403",
            list="2 2 2 2 2",
            expert="firm/shortlisted author/shortlisted 404 operator/shortlisted 404",
            provider="firm/not_selected 404 author/not_selected operator/not_selected 404",
            responses="2 1 1 2 0",
        )
        witness.told(
            firm="response_awaits_firm response_awaits_firm",
            expert="response_moved response_moved response_awaits_author",
            provider="response_moved response_moved response_ended",
        )
        witness.logged(
            *["operator response.take_over", "operator response.qualify"] * 2,
            "firm response.refuse",
            "firm response.shortlist",
        )
        shown = cast.provider.done(f"GET {self.stage.place('provider')}")
        assert (shown["reason_code"], shown["reason_note"]) == tuple(why.values())
        [told] = witness.messages(cast.provider, "response_ended")
        assert "缺少同类经验" in told["body"]
        heard = {name for name, party in cast.five.items() if why["note"] in str(party.heard)}
        assert heard == {"firm", "provider", "operator"}

    def contacts_pass(self) -> None:
        """Let one side agree, and nothing pass; let the other agree, and both know each other."""
        cast, witness = self.stage.cast, self.stage.witness
        contacts = f"GET {self.stage.place('expert')}/contacts"
        witness.places["contacts"] = contacts.removeprefix("GET ")
        nobody = [party.call(contacts).status_code for party in cast.five.values()]
        cast.firm.moved(self.stage.place("expert"), "agree_contact")
        half = [party.call(contacts) for party in cast.five.values()]
        witness.knows(
            firm="detail name phone",
            operator="detail name phone expert's",
            expert="detail expert's",
            provider="provider's",
        )
        cast.expert.moved(self.stage.place("expert"), "agree_contact")

        assert nobody == [404] * 5
        assert [answer.status_code for answer in half] == [200, 200, 404, 200, 404]
        assert half[0].json()["author"] is half[1].json()["firm"] is None
        self._in_contact(expert="shortlisted")
        witness.knows(
            firm="detail name phone expert's",
            operator="detail name phone expert's",
            expert="detail name phone expert's",
            provider="provider's",
        )
        witness.told(firm="contact_passed", expert="contact_asked contact_passed")
        witness.logged("firm response.agree_contact", "expert response.agree_contact")

    def they_bargain(self) -> None:
        """Offer, counter, accept: all terms stay readable to the two sides and the desk."""
        cast, witness, place = self.stage.cast, self.stage.witness, self.stage.place("expert")
        witness.places["offers"] = f"{place}/offers"
        cast.expert.moved(place, "offer", offer=OFFER)
        self._in_contact(expert="offered", offers="1 1 404 1 404")
        cast.firm.moved(place, "counter", offer=COUNTER)
        self._in_contact(expert="countered", offers="2 2 404 2 404")
        cast.expert.moved(place, "accept")

        self._in_contact(expert="offered", offers="3 3 404 3 404")
        witness.told(
            firm="response_awaits_firm response_awaits_firm", expert="response_awaits_author"
        )
        witness.logged("expert response.offer", "firm response.counter", "expert response.accept")
        terms = cast.firm.done(f"GET {place}")["offer"]
        assert (terms["price"], terms["duration_days"], terms["accepts"]) == ("180000.00", 75, 2)

    def one_is_selected(self) -> None:
        """Take the offer: a cooperation is proposed, of which only its parties know."""
        cast, witness = self.stage.cast, self.stage.witness
        cast.firm.moved(self.stage.place("expert"), "select")
        [engagement] = cast.firm.done("GET requests/engagements")["items"]
        self.stage.ids["engagement"] = engagement["id"]
        witness.places["engagement"] = self.stage.place("engagement")

        self._in_contact(
            expert="selected",
            offers="3 3 404 3 404",
            engagement="whole/proposed whole/proposed 404 whole/proposed 404",
        )
        witness.told(expert="response_selected engagement_proposed")
        witness.logged("firm response.select", "firm engagement.propose")

    def _in_contact(self, *, expert: str, **more: str) -> None:
        """See that the need is in contact, and who sees what of the response that led there."""
        self.stage.witness.sees(
            need="private/in_contact confided/in_contact full/in_contact"
            " desk/in_contact outline/in_contact",
            history="9 403 403 9 403",
            list="2 2 2 2 2",
            expert=f"firm/{expert} author/{expert} 404 operator/{expert} 404",
            provider="firm/not_selected 404 author/not_selected operator/not_selected 404",
            responses="2 1 1 2 0",
            contacts="firm+author firm+author 404 firm+author 404",
            **more,
        )
