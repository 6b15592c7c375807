from http import HTTPStatus
from uuid import uuid4

from tests.requests.conftest import Parties
from tests.requests.stories import NEED


class TestDraft:
    async def test_a_draft_says_where_it_is_and_which_version_it_has(
        self, parties: Parties
    ) -> None:
        answer = await parties.owner.post("/demands", json=NEED)

        assert answer.status_code == HTTPStatus.CREATED, answer.text
        drafted = answer.json()
        assert answer.headers["location"] == f"/demands/{drafted['id']}"
        assert answer.headers["etag"] == '"v1"'
        assert (drafted["status"], drafted["actions"]) == ("draft", ["submit", "withdraw"])
        assert (drafted["owner_subject"], drafted["owner_organization"]) == ("li", "acme")
        read = await parties.owner.get(answer.headers["location"])
        assert read.json() == drafted

    async def test_a_repeated_request_with_the_same_key_drafts_once(self, parties: Parties) -> None:
        key = {"Idempotency-Key": str(uuid4())}
        first = await parties.owner.post("/demands", json=NEED, headers=key)

        again = await parties.owner.post("/demands", json=NEED, headers=key)
        other = await parties.owner.post("/demands", json={**NEED, "title": "别的"}, headers=key)

        assert again.status_code == HTTPStatus.CREATED
        assert again.json() == first.json()
        assert again.headers["location"] == first.headers["location"]
        assert other.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        listed = (await parties.owner.get("/demands")).json()
        assert len(listed["items"]) == 1
