"""What a response says is read by those it is for, when it is for them, and by nobody else."""

from typing import Any, Final

import httpx

from tests.requests.conftest import Parties
from tests.requests.responses.stories import SQLITE, drafted, invited, stepped, told
from tests.requests.stories import published

pytestmark = SQLITE

CONTENT: Final = {
    "approach": "Canary-approach 二十个以上的字符才能看出思路。",
    "experience": "Canary-exp",
}
CONTACT: Final = {
    "contact_name": "Canary-name",
    "contact_phone": "0769-24681357",
    "contact_email": "canary-mail@example.org",
}
OTHERS: Final = ("nobody", "service", "stranger", "provider", "administrator", "auditor")


async def readable(client: httpx.AsyncClient, demand: str, response: str) -> str:
    """Return all that could tell somebody of a response, wrong requests among it."""
    paths = [
        "/responses?limit=100",
        "/feed",
        "/feed/snapshot",
        "/moderation/queue",
        "/openapi.json",
    ]
    paths += [f"/responses?part={part}" for part in ("author", "member", "firm", "operator")]
    paths += [f"/responses/{response}{more}" for more in ("", "/history", "/offers", "/contacts")]
    paths += [f"/demands/{demand}{more}" for more in ("", "/history")]
    answers = [await client.get(path) for path in paths]
    step = {"action": "refuse", "reason_code": "other"}
    answers.append(await client.put(f"/responses/{response}/status", json=step))
    return "\n".join(f"{answer.headers}\n{answer.text}" for answer in answers)


async def found(parties: Parties, who: str, ids: tuple[str, str]) -> set[str]:
    """Return which texts of the response somebody finds."""
    text = await readable(getattr(parties, who), *ids)
    return {name for name, token in (CONTENT | CONTACT).items() if token in text}


async def test_each_side_finds_what_is_for_it_and_others_nothing(parties: Parties) -> None:
    demand = await published(parties)
    response = await drafted(parties.expert, demand, **CONTENT, **CONTACT)
    ids, seen = (demand["id"], response["id"]), []
    ways: list[list[tuple[str, str]]] = [
        [],
        [("expert", "express")],
        [("operator", "take_over"), ("expert", "agree_contact")],
        [("owner", "agree_contact")],
    ]

    for way in ways:
        for who, action in way:
            await stepped(getattr(parties, who), response, action)
        seen.append([await found(parties, who, ids) for who in ("owner", "operator")])
        for who in OTHERS:
            assert await found(parties, who, ids) == set(), (way, who)
        assert await found(parties, "expert", ids) == set(CONTENT | CONTACT)

    everything, content = set(CONTENT | CONTACT), set(CONTENT)
    assert seen == [
        [set(), set()],
        [content, content],
        [content, content],
        [everything, everything],
    ]


async def test_an_operator_reads_the_contact_of_what_was_sent_and_that_is_logged(
    parties: Parties,
) -> None:
    response = await drafted(parties.expert, await published(parties), **CONTACT)
    place = f"/responses/{response['id']}/author-contact"
    unsent = await parties.operator.get(place)
    await stepped(parties.expert, response, "express")

    read = await parties.operator.get(place)
    await stepped(parties.operator, response, "take_over")

    assert (unsent.status_code, read.json()["phone"]) == (404, CONTACT["contact_phone"])
    logged = (await parties.auditor.get("/audit", params={"limit": 100})).json()["items"]
    ours = [entry for entry in logged if entry["subject"] == f"response/{response['id']}"]
    assert [entry["action"] for entry in reversed(ours)] == [
        "response.draft",
        "response.express",
        "response.read_contact",
        "response.take_over",
    ]
    assert not any(token in str(logged) for token in CONTACT.values())


async def test_messages_tell_nothing_of_what_is_said(parties: Parties) -> None:
    demand = await published(parties)
    response = await drafted(parties.expert, demand, **CONTENT, **CONTACT)
    await stepped(parties.expert, response, "express")
    await stepped(parties.owner, response, "refuse", reason_code="other", note="Canary-note")

    said = str([await told(parties, code) for code in ("response_arrived", "response_ended")])

    assert "Canary" not in said
    assert len(await told(parties, "response_ended")) == 1


async def test_what_an_invited_author_begins_to_write_is_theirs_until_it_is_sent(
    parties: Parties,
) -> None:
    demand = await published(parties)
    response = await invited(parties, demand)
    text: dict[str, Any] = {**CONTENT, **CONTACT}
    await parties.expert.patch(f"/responses/{response['id']}", json=text, headers={"If-Match": "*"})
    ids = (demand["id"], response["id"])
    before = [await found(parties, who, ids) for who in ("owner", "operator")]

    await stepped(parties.expert, response, "express")
    await stepped(parties.expert, response, "withdraw", reason_code="no_capacity")
    await stepped(parties.expert, response, "revise")

    assert before == [set(), set()]
    assert await found(parties, "owner", ids) == set()
