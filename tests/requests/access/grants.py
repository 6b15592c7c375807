"""Who may call what about grants; the expert is the one who asked to be let in."""

from typing import Final
from uuid import UUID

from services.requests.dependencies import Resources
from services.requests.grants.domain import Side
from services.requests.grants.exchange import Between, Card, ContactExchanges
from shared.types import new_id
from tests.requests.access.matrix import (
    ALL,
    GONE,
    HIDDEN,
    SEEN,
    Matrix,
    Row,
    nothing,
    own_draft,
    own_published,
    unknown,
)
from tests.requests.conftest import Parties
from tests.requests.grants.stories import ASKED, asked

TAKING_PART: Final = [404, 404, 404, 200, 404, 404, 200, 200, 200]
APPROVE: Final = {"action": "approve"}
REFUSE: Final = {"action": "refuse", "reason_code": "competitor"}
TEXT: Final = {"text_zh": "保密约定", "text_en": "Agreement"}


async def asked_by_expert(parties: Parties) -> dict[str, str]:
    """Return a grant in a need of the owner's, which the expert has asked for."""
    demand_id = (await own_published(parties))["demand_id"]
    return {"grant_id": (await asked(parties.expert, {"id": demand_id}))["id"]}


async def exchanged(parties: Parties) -> dict[str, str]:
    """Return a response of the expert's whose sides agreed to know each other."""
    response_id, demand_id = new_id(), (await own_published(parties))["demand_id"]
    between = Between(response_id, UUID(demand_id), "person chen")
    resources: Resources = parties.app.state.resources
    async with resources.database.transaction() as session:
        exchanges = ContactExchanges(session)
        await exchanges.agree(between, Side.FIRM, actor="li")
        await exchanges.agree(between, Side.AUTHOR, actor="chen", card=Card(contact_name="陈"))
    return {"response_id": str(response_id)}


async def first_text(_parties: Parties) -> dict[str, str]:
    """Return the number of a text that there is."""
    return {"number": "1"}


async def no_text(_parties: Parties) -> dict[str, str]:
    """Return the number of a text that there is not."""
    return {"number": "99999"}


GRANTS: Final[Matrix] = {
    ("POST", "/demands/{demand_id}/grants"): [
        Row(own_draft, [*HIDDEN, 409, 409, 403], ASKED),
        Row(own_published, [401, 403, 201, 201, 403, 403, 409, 409, 403], ASKED),
        Row(unknown, GONE, ASKED),
    ],
    ("GET", "/grants"): [Row(nothing, [401, *[200] * 8])],
    ("GET", "/grants/{grant_id}"): [Row(asked_by_expert, TAKING_PART), Row(unknown, GONE)],
    ("GET", "/grants/{grant_id}/history"): [
        Row(asked_by_expert, TAKING_PART),
        Row(unknown, GONE),
    ],
    ("PUT", "/grants/{grant_id}/status"): [
        Row(asked_by_expert, [404, 404, 404, 403, 404, 404, 200, 200, 403], APPROVE, SEEN),
        Row(asked_by_expert, [404, 404, 404, 403, 404, 404, 200, 200, 200], REFUSE, SEEN),
        Row(unknown, GONE, APPROVE, SEEN),
    ],
    ("GET", "/grant-reasons"): [Row(nothing, ALL)],
    ("GET", "/agreements"): [Row(nothing, ALL)],
    ("POST", "/agreements"): [Row(nothing, [401, *[403] * 7, 201], TEXT)],
    ("GET", "/agreements/current"): [Row(nothing, ALL)],
    ("GET", "/agreements/{number}"): [Row(first_text, ALL), Row(no_text, GONE)],
    ("GET", "/responses/{response_id}/contacts"): [
        Row(exchanged, TAKING_PART),
        Row(unknown, GONE),
    ],
}
