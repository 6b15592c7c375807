"""What becomes of entries that are stopped, and of links to them."""

import pytest

from tests.catalog.conftest import Parties
from tests.catalog.stories import EXAMPLES, PROVIDER, imported, moved, written


class TestWithdrawn:
    async def test_a_withdrawn_entry_is_gone_for_the_public(self, parties: Parties) -> None:
        place = (await written(parties.provider)).headers["Location"]

        withdrawn = await moved(parties.provider, place, "withdraw")

        assert withdrawn.json()["status"] == "withdrawn"
        seen = {
            name: (await getattr(parties, name).get(place)).status_code
            for name in ("provider", "operator", "nobody", "other_provider", "firm")
        }
        assert seen == {
            "provider": 200,
            "operator": 200,
            "nobody": 404,
            "other_provider": 404,
            "firm": 404,
        }

    async def test_an_owner_cannot_restore_what_an_operator_withdrew(
        self, parties: Parties
    ) -> None:
        place = (await written(parties.provider)).headers["Location"]
        unexplained = await moved(parties.operator, place, "withdraw")
        await moved(parties.operator, place, "withdraw", reason_code="rule_violation")

        refused = await moved(parties.provider, place, "restore")
        restored = await moved(parties.operator, place, "restore")

        assert unexplained.status_code == 409
        assert refused.status_code == 409
        assert refused.json()["type"] == "urn:keqiao:problem:transition-not-ready"
        assert restored.json()["status"] == "active"

    async def test_withdrawing_by_oneself_does_not_lift_an_operators_stop(
        self, parties: Parties
    ) -> None:
        place = (await written(parties.provider)).headers["Location"]
        await moved(parties.operator, place, "suspend", reason_code="unqualified")
        await moved(parties.provider, place, "withdraw")

        refused = await moved(parties.provider, place, "restore")

        assert refused.status_code == 409
        assert (await parties.provider.get(place)).json()["actions"] == []


class TestLinks:
    @pytest.mark.parametrize(
        ("plural", "field"),
        [
            ("offerings", "provider_source_id"),
            ("facilities", "provider_source_id"),
            ("achievements", "owner_source_id"),
        ],
    )
    async def test_an_entry_finds_its_provider_whichever_comes_first(
        self, parties: Parties, plural: str, field: str
    ) -> None:
        await imported(parties.operator, [{**EXAMPLES[plural], field: "p-1"}], plural)
        before = (await parties.nobody.get(f"/{plural}")).json()["items"][0]

        await imported(parties.operator, [{**PROVIDER, "source_id": "p-1"}])
        after = (await parties.nobody.get(f"/{plural}")).json()["items"][0]

        assert before["provider"] is None
        assert after["provider"]["name"] == PROVIDER["name"]
        assert after["version"] == before["version"] == 1

    async def test_an_entry_may_name_its_provider_by_id(self, parties: Parties) -> None:
        provider = (await written(parties.provider)).json()

        linked = await written(parties.provider, "offerings", provider_id=provider["id"])
        await moved(parties.provider, f"/providers/{provider['id']}", "withdraw")
        orphan = await parties.nobody.get(linked.headers["Location"])

        assert linked.json()["provider"]["id"] == provider["id"]
        assert orphan.json()["provider"] is None
