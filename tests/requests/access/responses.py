"""Who may call what about responses; the expert is the one who responds."""

from typing import Final

from tests.requests.access.matrix import (
    ALL,
    GONE,
    HIDDEN,
    REFUSED,
    SEEN,
    Matrix,
    Row,
    nothing,
    own_draft,
    own_published,
    unknown,
)
from tests.requests.conftest import Parties
from tests.requests.responses.stories import SAID, asked_to_join, drafted, stepped

ENTRY: Final = {"kind": "provider", "id": "01980000-0000-7000-8000-000000000001"}
INVITATION: Final = {"entry": ENTRY}
MEMBER: Final = {"entry": ENTRY, "role": "第三方检测"}
CONSENT: Final = {"consent": "agreed"}
PATCH: Final = {"approach": "改过的思路"}
WITHDRAW: Final = {"action": "withdraw", "reason_code": "no_capacity"}
REFUSE: Final = {"action": "refuse", "reason_code": "unfit_approach"}

TAKING_PART: Final = [404, 404, 404, 200, 404, 404, 200, 200, 200]
AUTHOR: Final = [404, 404, 404, 200, 404, 404, 404, 404, 404]


async def draft_of_expert(parties: Parties) -> dict[str, str]:
    """Return what the expert has begun to write."""
    demand_id = (await own_published(parties))["demand_id"]
    response = await drafted(parties.expert, {"id": demand_id})
    return {"response_id": response["id"]}


async def sent_by_expert(parties: Parties) -> dict[str, str]:
    """Return what the expert has sent to the firm, with an entry listed that can be asked."""
    parties.listed.add(ENTRY["kind"], "检测中心", "sun", "institute", entry_id=ENTRY["id"])
    ids = await draft_of_expert(parties)
    await stepped(parties.expert, {"id": ids["response_id"]}, "express")
    return ids


async def with_member(parties: Parties) -> dict[str, str]:
    """Return what the expert has sent, with somebody asked to take part."""
    ids = await sent_by_expert(parties)
    entry = parties.listed.add("expert", "顾工", "gu")
    member_id = await asked_to_join(parties.expert, {"id": ids["response_id"]}, entry)
    return {**ids, "member_id": member_id}


async def expert_asked(parties: Parties) -> dict[str, str]:
    """Return what the provider has sent, with the expert asked to take part."""
    demand_id = (await own_published(parties))["demand_id"]
    response = await drafted(parties.provider, {"id": demand_id})
    await stepped(parties.provider, response, "express")
    entry = parties.listed.add("expert", "陈工", "chen")
    member_id = await asked_to_join(parties.provider, response, entry)
    return {"response_id": response["id"], "member_id": member_id}


async def published_with_entry(parties: Parties) -> dict[str, str]:
    """Return a need of the owner's that is published, with an entry listed to be invited."""
    parties.listed.add(ENTRY["kind"], "检测中心", "sun", "institute", entry_id=ENTRY["id"])
    return await own_published(parties)


async def draft_with_entry(parties: Parties) -> dict[str, str]:
    """Return a need that its owner has not submitted, with an entry listed to be invited."""
    await published_with_entry(parties)
    return await own_draft(parties)


RESPONSES: Final[Matrix] = {
    ("POST", "/demands/{demand_id}/responses"): [
        Row(own_draft, [*HIDDEN, 403, 403, 403], SAID),
        Row(own_published, [401, 403, 403, 201, 403, 403, 403, 403, 403], SAID),
        Row(unknown, GONE, SAID),
    ],
    ("POST", "/demands/{demand_id}/invitations"): [
        Row(draft_with_entry, [*HIDDEN, 409, 409, 409], INVITATION),
        Row(published_with_entry, [*REFUSED, 201, 201, 201], INVITATION),
        Row(unknown, GONE, INVITATION),
    ],
    ("GET", "/responses"): [Row(nothing, [401, *[200] * 8])],
    ("GET", "/responses/reason-codes"): [Row(nothing, ALL)],
    ("GET", "/responses/{response_id}"): [
        Row(draft_of_expert, AUTHOR),
        Row(sent_by_expert, TAKING_PART),
        Row(expert_asked, TAKING_PART),
        Row(unknown, GONE),
    ],
    ("PATCH", "/responses/{response_id}"): [
        Row(draft_of_expert, AUTHOR, PATCH, SEEN),
        Row(sent_by_expert, [404, 404, 404, 409, 404, 404, 403, 403, 403], PATCH, SEEN),
        Row(unknown, GONE, PATCH, SEEN),
    ],
    ("PUT", "/responses/{response_id}/status"): [
        Row(sent_by_expert, [404, 404, 404, 200, 404, 404, 403, 403, 403], WITHDRAW, SEEN),
        Row(sent_by_expert, [404, 404, 404, 403, 404, 404, 200, 200, 200], REFUSE, SEEN),
        Row(draft_of_expert, [404, 404, 404, 409, 404, 404, 404, 404, 404], REFUSE, SEEN),
        Row(unknown, GONE, WITHDRAW, SEEN),
    ],
    ("GET", "/responses/{response_id}/history"): [
        Row(sent_by_expert, TAKING_PART),
        Row(expert_asked, [404, 404, 404, 403, 404, 404, 200, 200, 200]),
        Row(unknown, GONE),
    ],
    ("GET", "/responses/{response_id}/offers"): [
        Row(sent_by_expert, TAKING_PART),
        Row(expert_asked, [404, 404, 404, 403, 404, 404, 200, 200, 200]),
        Row(unknown, GONE),
    ],
    ("GET", "/responses/{response_id}/author-contact"): [
        Row(sent_by_expert, [404, 404, 404, 403, 404, 404, 403, 403, 200]),
        Row(unknown, GONE),
    ],
    ("POST", "/responses/{response_id}/members"): [
        Row(sent_by_expert, [404, 404, 404, 201, 404, 404, 403, 403, 403], MEMBER),
        Row(unknown, GONE, MEMBER),
    ],
    ("DELETE", "/responses/{response_id}/members/{member_id}"): [
        Row(with_member, [404, 404, 404, 204, 404, 404, 403, 403, 403]),
        Row(unknown, GONE),
    ],
    ("PUT", "/responses/{response_id}/members/{member_id}/consent"): [
        Row(expert_asked, [404, 404, 404, 200, 404, 404, 403, 403, 403], CONSENT),
        Row(unknown, GONE, CONSENT),
    ],
}
