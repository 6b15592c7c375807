"""What a service tells people: with its cause or not at all, and only what its codes say."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from http import HTTPStatus
from pathlib import Path
from typing import Final

import httpx
import orjson
import pytest
import time_machine
from fastapi import FastAPI

from shared.auth import Role
from shared.clock import utc_now
from shared.database import Database
from shared.errors import install_error_handlers
from shared.language import Text
from shared.leases import Lease
from shared.messages.office import MessageOffice
from shared.messages.wire import Fact, MessageRead, as_sent, organization, person, role
from shared.tokens import TokenClaims
from tests.shared.archive.tables import MESSAGES, Saying
from tests.shared.feed.conftest import parsed
from tests.shared.opening import archive_at, file_in
from tests.waiting import PATIENCE

FEED = "http://archive/messages/feed"


class NamedVerifier:
    """Takes a token at its word: `role subject`."""

    async def verify(self, token: str) -> TokenClaims:
        said, _, subject = token.partition(":")
        claims = {"iss": "keqiao", "sub": subject, "aud": "archive", "exp": 0, "iat": 0}
        return TokenClaims.model_validate({**claims, "roles": [said]})


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with archive_at(file_in(tmp_path)) as database:
        yield database


@pytest.fixture
async def office(database: Database) -> AsyncIterator[MessageOffice]:
    office = MessageOffice(MESSAGES, database, lease=Lease())
    async with office.running():
        yield office


@pytest.fixture
async def client(office: MessageOffice) -> AsyncIterator[httpx.AsyncClient]:
    app = FastAPI()
    app.state.verifier = NamedVerifier()
    install_error_handlers(app)
    app.include_router(office.router())
    headers = {"Authorization": "Bearer service:portal"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, headers=headers) as client:
        yield client


async def tell(database: Database, title: str = "古籍") -> None:
    async with database.transaction() as session:
        facts = {"title": title}
        MESSAGES.tell(session, to=person("li"), code=Saying.FOUND, facts=facts, link="/shelf/1")


async def test_the_portal_reads_who_is_told_what(
    database: Database, client: httpx.AsyncClient
) -> None:
    await tell(database)

    [event] = parsed((await client.get(FEED)).content)

    message = MessageRead.model_validate(event.data)
    assert (message.to.kind, message.to.id, message.code) == ("person", "li", "found")
    assert (message.facts, message.link) == ({"title": "古籍"}, "/shelf/1")
    assert event.subject == message.id.hex


async def test_two_messages_to_one_person_are_two(
    database: Database, client: httpx.AsyncClient
) -> None:
    await tell(database, "一")
    await tell(database, "二")

    events = parsed((await client.get(FEED)).content)
    snapshot = (await client.get(f"{FEED}/snapshot")).json()

    assert [(event.data or {})["facts"]["title"] for event in events] == ["一", "二"]
    assert len(snapshot["events"]) == 2


@pytest.mark.parametrize(
    ("token", "status"),
    [
        ("service:matching", HTTPStatus.FORBIDDEN),
        ("operator:portal", HTTPStatus.FORBIDDEN),
        ("", HTTPStatus.UNAUTHORIZED),
    ],
)
async def test_nobody_but_the_portal_reads_them(
    client: httpx.AsyncClient, token: str, status: int
) -> None:
    if token:
        client.headers["Authorization"] = f"Bearer {token}"
    else:
        del client.headers["Authorization"]

    answers = [await client.get(path) for path in (FEED, f"{FEED}/snapshot")]

    assert [answer.status_code for answer in answers] == [status, status]


async def test_who_waits_is_woken_although_another_object_tells(
    database: Database, client: httpx.AsyncClient
) -> None:
    asking = asyncio.create_task(client.get(FEED, params={"timeout": "20000"}))
    await asyncio.sleep(0.2)

    await tell(database)

    answer = await asyncio.wait_for(asking, PATIENCE)
    assert len(orjson.loads(answer.content)) == 1


async def test_when_the_service_stops_nobody_is_kept_waiting(
    office: MessageOffice, client: httpx.AsyncClient
) -> None:
    asking = asyncio.create_task(client.get(FEED, params={"timeout": "20000"}))
    await asyncio.sleep(0.2)

    office.stop_waiting()

    assert (await asyncio.wait_for(asking, PATIENCE)).content == b"[]"


async def test_what_is_rolled_back_is_not_told(
    database: Database, client: httpx.AsyncClient
) -> None:
    async with database.transaction() as session:
        MESSAGES.tell(session, to=person("li"), code=Saying.LOST, facts={}, link="/")
        await session.rollback()

    assert (await client.get(FEED)).content == b"[]"


async def test_old_messages_are_forgotten_and_a_reader_left_behind_starts_again(
    database: Database, client: httpx.AsyncClient, office: MessageOffice
) -> None:
    await tell(database, "旧")
    await tell(database, "也旧")
    first = parsed((await client.get(FEED)).content)[0]

    with time_machine.travel(utc_now() + timedelta(days=29)):
        await office.forget()
    still = (await client.get(FEED, params={"lastEventId": first.id})).status_code
    with time_machine.travel(utc_now() + timedelta(days=31)):
        await office.forget()
        await office.forget()
    await tell(database, "新")

    assert still == HTTPStatus.OK
    assert (await client.get(FEED, params={"lastEventId": first.id})).status_code == HTTPStatus.GONE
    kept = (await client.get(f"{FEED}/snapshot")).json()["events"]
    assert [event["data"]["facts"]["title"] for event in kept] == ["新"]


WRONG: Final[list[dict[str, Fact]]] = [{}, {"title": "古籍", "more": 1}, {"name": "古籍"}]


async def test_a_code_is_told_with_its_own_facts_only(database: Database) -> None:
    async with database.transaction() as session:
        for facts in WRONG:
            with pytest.raises(ValueError, match="found says"):
                MESSAGES.tell(
                    session, to=person("li"), code=Saying.FOUND, facts=facts, link="/shelf/1"
                )
        with pytest.raises(ValueError, match="no path"):
            MESSAGES.tell(
                session, to=person("li"), code=Saying.LOST, facts={}, link="http://elsewhere"
            )
        with pytest.raises(ValueError, match="too long"):
            MESSAGES.tell(
                session, to=person("li"), code=Saying.FOUND, facts={"title": "长" * 501}, link="/"
            )

    assert MESSAGES.codes[Saying.LOST] == frozenset()


def test_facts_are_sent_as_json_holds_them() -> None:
    moment = datetime(2026, 11, 23, 8, tzinfo=UTC)
    facts: dict[str, Fact] = {
        "text": Text("退回", "returned"),
        "budget": Decimal("12.50"),
        "day": date(2026, 2, 17),
        "at": moment,
        "count": 3,
        "yes": True,
        "nothing": None,
    }

    assert as_sent(facts) == {
        "text": {"zh": "退回", "en": "returned"},
        "budget": "12.50",
        "day": "2026-02-17",
        "at": "2026-11-23T08:00:00+00:00",
        "count": 3,
        "yes": True,
        "nothing": None,
    }


def test_recipients_are_people_organizations_and_roles_that_are_granted() -> None:
    kinds = [person("a").kind, organization("b").kind, role(Role.OPERATOR).kind]

    assert kinds == ["person", "organization", "role"]
    with pytest.raises(ValueError, match="firm"):
        role(Role.FIRM)
