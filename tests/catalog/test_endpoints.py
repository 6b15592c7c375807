"""Creating, reading and changing entries, through HTTP."""

import asyncio

import httpx
import pytest
from fastapi import FastAPI

from tests.catalog.conftest import Parties
from tests.catalog.stories import AUTHORS, EXAMPLES, PROVIDER, moved, written

PRIVATE = {
    "owner_subject",
    "owner_organization",
    "held_by_operator",
    "stated_cases",
    "contact_name",
    "contact_phone",
    "contact_email",
    "actions",
}


@pytest.mark.parametrize("plural", EXAMPLES)
class TestEveryKind:
    async def test_what_was_written_can_be_read_by_everybody(
        self, parties: Parties, plural: str
    ) -> None:
        author = getattr(parties, AUTHORS[plural])

        created = await written(author, plural)
        read = await parties.nobody.get(created.headers["Location"])

        assert read.status_code == 200
        assert read.headers["ETag"] == created.headers["ETag"] == '"v1"'
        public = read.json()
        assert public.items() <= created.json().items()
        assert set(created.json()) - set(public) == PRIVATE
        assert public["source"] == "local"
        assert public["source_id"] == public["id"]

    async def test_a_change_makes_a_new_version(self, parties: Parties, plural: str) -> None:
        author = getattr(parties, AUTHORS[plural])
        created = await written(author, plural)
        place, tag = created.headers["Location"], created.headers["ETag"]

        changed = await author.patch(place, json={"keywords": ["新"]}, headers={"If-Match": tag})
        again = await parties.nobody.get(place)

        assert changed.status_code == 200
        assert changed.headers["ETag"] == '"v2"'
        assert again.json()["keywords"] == ["新"]
        assert again.json()["version"] == 2
        assert again.json()["updated_at"] > again.json()["created_at"]

    async def test_a_life_is_remembered_step_by_step(self, parties: Parties, plural: str) -> None:
        author = getattr(parties, AUTHORS[plural])
        place = (await written(author, plural)).headers["Location"]

        for action in ("suspend", "resume", "withdraw", "restore"):
            answer = await moved(author, place, action, reason_code="other", note="试一试")
            assert answer.status_code == 200, answer.text
        steps = (await author.get(f"{place}/history")).json()

        assert [step["action"] for step in steps] == ["suspend", "resume", "withdraw", "restore"]
        assert steps[0]["from_status"] == "active"
        assert steps[-1]["to_status"] == "active"
        assert {(step["reason_code"], step["note"]) for step in steps} == {("other", "试一试")}
        assert (await parties.nobody.get(place)).json()["version"] == 5


class TestCreate:
    async def test_the_location_holds_where_the_service_is_mounted(self, parties: Parties) -> None:
        platform = FastAPI()
        platform.mount("/catalog", parties.app)
        transport, auth = httpx.ASGITransport(platform), parties.provider.auth
        async with httpx.AsyncClient(
            transport=transport, base_url="http://platform", auth=auth
        ) as client:
            answer = await client.post("/catalog/providers", json=PROVIDER)
            read = await client.get(answer.headers["Location"])

        assert answer.headers["Location"] == f"/catalog/providers/{answer.json()['id']}"
        assert read.json() == answer.json()

    async def test_a_repeated_creation_happens_once(self, parties: Parties) -> None:
        headers = {"Idempotency-Key": "k-1"}

        first = await parties.provider.post("/providers", json=PROVIDER, headers=headers)
        second = await parties.provider.post("/providers", json=PROVIDER, headers=headers)
        other = await parties.provider.post("/providers", json={"name": "乙"}, headers=headers)

        assert second.status_code == 201
        assert second.json() == first.json()
        assert second.headers["ETag"] == first.headers["ETag"]
        assert other.status_code == 422
        assert len((await parties.nobody.get("/providers")).json()["items"]) == 1

    async def test_a_key_names_one_entry_of_its_source(self, parties: Parties) -> None:
        await written(parties.operator, source="register", source_id="7")

        body = {**PROVIDER, "source": "register", "source_id": "7"}
        again = await parties.operator.post("/providers", json=body)

        assert again.status_code == 409
        assert again.json()["type"] == "urn:keqiao:problem:source-id-taken"

    async def test_a_person_has_one_file(self, parties: Parties) -> None:
        await written(parties.expert, "experts")

        again = await parties.expert.post("/experts", json={"name": "陈知远"})

        assert again.status_code == 409
        assert again.json()["type"] == "urn:keqiao:problem:expert-file-exists"

    async def test_an_operator_says_whose_an_entry_is(self, parties: Parties) -> None:
        place = (await written(parties.operator, owner_subject="ming")).headers["Location"]

        seen = (await parties.provider.get(place)).json()

        assert seen["owner_subject"] == "ming"
        assert seen["contact_phone"] == "0769-22831234"

    @pytest.mark.parametrize("field", ["owner_subject", "source"])
    async def test_only_operators_speak_for_others(self, parties: Parties, field: str) -> None:
        body = {**PROVIDER, field: "somebody"}

        answer = await parties.provider.post("/providers", json=body)

        assert answer.status_code == 403
        assert answer.json()["field"] == field

    async def test_odd_texts_are_kept_as_they_are(self, parties: Parties) -> None:
        for text in ("\ufdfa" * 200, "🔬🧪", "' OR 1=1 --", "%_*", "۱۲۳ עברית"):
            created = await written(parties.provider, name=text, qualifications=[text])

            found = await parties.nobody.get("/providers", params={"qualification": text})

            assert [item["id"] for item in found.json()["items"]] == [created.json()["id"]]
            assert found.json()["items"][0]["name"] == text

    async def test_what_is_wrong_is_said_in_the_readers_language(self, parties: Parties) -> None:
        body = {**PROVIDER, "uscc": "91110000600037341M"}
        english = {"Accept-Language": "en"}

        zh = await parties.provider.post("/providers", json=body)
        en = await parties.provider.post("/providers", json=body, headers=english)

        assert zh.status_code == en.status_code == 422
        assert zh.json()["errors"][0]["field"] == "uscc"
        assert "校验码" in zh.json()["errors"][0]["message"]
        assert "check digit" in en.json()["errors"][0]["message"]


class TestChange:
    async def test_a_change_says_which_version_it_changes(self, parties: Parties) -> None:
        place = (await written(parties.provider)).headers["Location"]
        body = {"summary": "新"}

        missing = await parties.provider.patch(place, json=body)
        stale = await parties.provider.patch(place, json=body, headers={"If-Match": '"v9"'})
        silent = await parties.provider.put(f"{place}/status", json={"action": "suspend"})

        assert (missing.status_code, stale.status_code) == (428, 412)
        assert silent.status_code == 428
        assert (await parties.nobody.get(place)).json()["version"] == 1

    async def test_fields_left_out_stay_and_null_makes_unknown(self, parties: Parties) -> None:
        place = (await written(parties.provider, summary="旧")).headers["Location"]

        changed = await parties.provider.patch(
            place, json={"summary": None}, headers={"If-Match": '"v1"'}
        )

        assert changed.json()["summary"] is None
        assert changed.json()["qualifications"] == PROVIDER["qualifications"]
        assert changed.json()["contact_name"] == PROVIDER["contact_name"]

    async def test_a_change_of_nothing_makes_no_version(self, parties: Parties) -> None:
        created = await written(parties.provider, "offerings")
        body = {"price_min": 300, "qualifications": ["CMA"]}

        same = await parties.provider.patch(
            created.headers["Location"], json=body, headers={"If-Match": '"v1"'}
        )

        assert same.status_code == 200
        assert same.json() == created.json()

    @pytest.mark.parametrize(
        ("body", "field"),
        [
            ({"price_max": 1}, "price_max"),
            ({"title": None}, "title"),
            ({"lead_time": 1}, "lead_time"),
        ],
    )
    async def test_a_change_keeps_the_rules_of_the_whole(
        self, parties: Parties, body: dict[str, object], field: str
    ) -> None:
        place = (await written(parties.provider, "offerings")).headers["Location"]

        answer = await parties.provider.patch(place, json=body, headers={"If-Match": '"v1"'})

        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]

    async def test_of_two_changes_at_once_one_wins(self, parties: Parties) -> None:
        place = (await written(parties.provider)).headers["Location"]

        answers = await asyncio.gather(
            *(
                parties.provider.patch(
                    place, json={"summary": f"第{n}次"}, headers={"If-Match": '"v1"'}
                )
                for n in range(4)
            )
        )

        assert sorted(answer.status_code for answer in answers) == [200, 412, 412, 412]
        (winner,) = (answer for answer in answers if answer.status_code == 200)
        read = (await parties.nobody.get(place)).json()
        assert (read["version"], read["summary"]) == (2, winner.json()["summary"])
