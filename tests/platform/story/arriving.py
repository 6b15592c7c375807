"""Chapter 1: people come, and the platform learns who they are."""

from dataclasses import dataclass
from typing import Final

from shared.auth import Role
from tests.platform.story.parties import Party
from tests.platform.story.stage import NEIGHBOUR, PROFILE, PROVIDER, Stage
from tests.waiting import eventually

ORGANIZATIONS: Final = {
    "firm": ("松湖精密压铸有限公司", "enterprise", "91441900MA5D123458"),
    "provider": ("莞城压铸技术服务中心", "provider", "91441900MA5D543217"),
    "dean": ("轻合金研究所", "university_institute", "12441900MB2C111118"),
}


@dataclass(frozen=True)
class Arriving:
    """Accounts, organizations, an expert's registration and a provider's listing."""

    stage: Stage

    def people_come(self) -> None:
        """Make accounts; nobody is anything before the platform knows who they are."""
        cast = self.stage.cast
        cast.operator.employed(Role.OPERATOR)
        cast.auditor.employed(Role.AUDITOR)
        for party in (cast.firm, cast.expert, cast.provider, cast.outsider, cast.dean):
            party.register()

        roles = {party.name: party.roles for party in cast.everybody}
        assert {name: held for name, held in roles.items() if held} == {
            "operator": ["operator"],
            "auditor": ["auditor"],
        }
        assert cast.firm.call("POST requests/demands", {"title": "x"}).status_code == 403

    def organizations_are_verified(self) -> None:
        """Register organizations; an operator verifies them, and their people are told."""
        cast = self.stage.cast
        for name, (title, kind, uscc) in ORGANIZATIONS.items():
            party: Party = getattr(cast, name)
            said = {"name": title, "kind": kind, "uscc": uscc, "region_code": "441900"}
            made = party.done("POST portal/api/organizations", said)
            place = f"portal/api/organizations/{made['id']}"
            hidden = cast.outsider.call(f"GET {place}").status_code
            cast.operator.moved(place, "verify")
            party.show_up()
            assert (made["status"], hidden) == ("registered", 404)
            assert party.organization == made["id"]

        assert (cast.firm.roles, cast.provider.roles) == (["firm"], ["provider"])
        assert (cast.outsider.roles, cast.expert.roles) == ([], [])

    def an_expert_is_registered(self) -> None:
        """Apply, be endorsed by one's unit, be registered; the portal grants the role."""
        cast = self.stage.cast
        sender = {"sender": cast.dean.organization, "sender_name": ORGANIZATIONS["dean"][0]}
        profile = {**PROFILE, "contact_phone": "0769-88880001"}
        said = {**sender, "profile": profile}
        begun = cast.expert.done("POST catalog/registrations", said)
        place = f"catalog/registrations/{begun['id']}"
        seen = [party.call(f"GET {place}").status_code for party in cast.five.values()]
        cast.dean.moved(place, "endorse")
        cast.operator.moved(place, "start_review")
        cast.operator.moved(place, "register")

        eventually(lambda: cast.expert.done(f"GET {place}")["status"] == "available")
        cast.expert.show_up()
        self.stage.ids["registration"] = begun["id"]
        self.stage.ids["expert_entry"] = cast.expert.done(f"GET {place}")["expert_id"]
        assert seen == [404, 200, 404, 200, 404]
        assert cast.expert.roles == ["expert"]

    def a_provider_is_listed(self) -> None:
        """Describe oneself; what an operator has verified the public finds."""
        cast = self.stage.cast
        made = cast.provider.done("POST catalog/providers", PROVIDER)
        place = f"catalog/providers/{made['id']}"
        hidden = cast.outsider.call(f"GET {place}").status_code
        for who, action in ((cast.operator, "verify"), (cast.provider, "list")):
            who.done(f"PUT {place}/listing", {"action": action})

        self.stage.ids["provider_entry"] = made["id"]
        assert hidden == 404
        assert cast.outsider.done(f"GET {place}")["listing_status"] == "listed"

    def a_similar_need_is_there(self) -> None:
        """Publish what another firm needs; the logs so far are as they were written."""
        rows = {"source": "neighbours", "publish": True, "rows": [NEIGHBOUR]}
        report = self.stage.cast.operator.done("POST requests/demands/import", rows)

        assert report["created"] == 1
        self.stage.ids["neighbour"] = report["rows"][0]["id"]
        self.stage.witness.logged("operator demand.import")

    def it_is_recorded(self) -> None:
        """See that the logs tell who let whom in."""
        witness = self.stage.witness
        witness.has_recorded(
            "portal",
            "chief account.create",
            "firm session.open",
            "firm organization.register",
            "operator organization.move",
            "catalog role.grant",
        )
        witness.has_recorded(
            "catalog",
            "expert registration.begin",
            "dean registration.endorse",
            "operator registration.register",
            "operator listing.verify",
            "provider listing.list",
        )
