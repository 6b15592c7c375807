import re
from collections.abc import AsyncIterator
from http import HTTPStatus

import httpx
import pytest

from tests.shared.lamps import LIMIT

BAD_BODIES = {
    "no JSON": b"{name: 1}",
    "nothing": b"",
    "half a document": b'{"name": "x"',
    "not a number": b'{"name": "x", "watts": NaN}',
    "infinity": b'{"name": "x", "watts": Infinity}',
    "beyond a double": b'{"name": "x", "watts": 1e999}',
    "half a surrogate pair": b'{"name": "\\ud83d"}',
    "a raw surrogate": b'{"name": "\xed\xa0\xbd"}',
    "no UTF-8": b'{"name": "\xff"}',
    "GBK": '{"name": "灯"}'.encode("gbk"),
    "UTF-16": '{"name": "x"}'.encode("utf-16"),
    "a byte order mark": b'\xef\xbb\xbf{"name": "x"}',
    "deep nesting": b'{"name": "x", "more": ' + b"[" * 100 + b"]" * 100 + b"}",
    "absurd nesting": b"[" * (LIMIT - 10),
    "many digits": b'{"name": "x", "watts": ' + b"9" * 1000 + b"}",
    "a list": b"[]",
    "null": b"null",
    "a text": b'"x"',
    "an unknown field": b'{"name": "x", "colour": 1}',
    "a NUL": b'{"name": "a\\u0000"}',
    "only spaces": '{"name": "　\\u200b"}'.encode(),
    "a control character": b'{"name": "a\nb"}',
    "too long": b'{"name": "' + b"x" * 201 + b'"}',
    "true for a number": b'{"name": "x", "watts": true}',
}


@pytest.mark.parametrize("body", BAD_BODIES.values(), ids=BAD_BODIES.keys())
async def test_a_body_that_cannot_be_right_is_a_clear_problem(
    client: httpx.AsyncClient, body: bytes
) -> None:
    answer = await client.post("/lamps", content=body, headers={"Content-Type": "application/json"})

    problem = answer.json()
    assert answer.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
    assert answer.headers["content-type"] == "application/problem+json"
    assert re.fullmatch(r"urn:keqiao:problem:[a-z-]+", problem["type"])
    assert problem["detail"]


async def test_a_good_body_comes_through_the_gates_unchanged(client: httpx.AsyncClient) -> None:
    lamp = {"name": "灯👍", "watts": 7, "more": {"a": [1.5, None, True, "\u2028"]}}

    answer = await client.post("/lamps", json=lamp)

    assert answer.status_code == HTTPStatus.CREATED
    assert answer.json() == lamp


async def test_brackets_in_a_text_are_no_nesting(client: httpx.AsyncClient) -> None:
    answer = await client.post("/lamps", json={"name": "[" * 150})

    assert answer.status_code == HTTPStatus.CREATED


async def test_an_announced_body_that_is_too_large_is_not_even_read(
    client: httpx.AsyncClient,
) -> None:
    for path in ("/lamps", "/lamps/form", "/nowhere"):
        answer = await client.post(path, content=b"x" * (LIMIT + 1))

        assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        assert answer.json()["limit_bytes"] == LIMIT


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/lamps", "application/json"), ("/lamps/form", "application/x-www-form-urlencoded")],
)
async def test_a_body_of_unannounced_length_is_cut_off(
    client: httpx.AsyncClient, path: str, kind: str
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    answer = await client.post(path, content=endless(), headers={"Content-Type": kind})

    assert answer.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("kind", ["", "text/plain", "application/xml"])
async def test_json_must_be_called_json(client: httpx.AsyncClient, kind: str) -> None:
    headers = {"Content-Type": kind} if kind else {}

    answer = await client.post("/lamps", content=b'{"name": "x"}', headers=headers)

    assert answer.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    assert answer.headers["accept"] == "application/json"


@pytest.mark.parametrize("address", ["/lamps/%00", "/lamps?x=%00", "/%00"])
async def test_a_nul_in_the_address_is_refused(client: httpx.AsyncClient, address: str) -> None:
    answer = await client.get(address)

    assert answer.status_code == HTTPStatus.BAD_REQUEST
    assert answer.json()["type"] == "urn:keqiao:problem:nul-in-address"


async def test_every_answer_is_safe_and_has_an_id(client: httpx.AsyncClient) -> None:
    answer = await client.get("/livez")

    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= set(policy)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"
    assert [name for name in answer.headers if name.startswith("access-control-")] == []


@pytest.mark.parametrize("given", ["a b", "x" * 65, "a\tb", "灯".encode(), ""])
async def test_an_id_that_could_be_more_than_an_id_is_replaced(
    client: httpx.AsyncClient, given: str | bytes
) -> None:
    sent = given.encode() if isinstance(given, str) else given

    answer = await client.get("/livez", headers=[(b"X-Request-ID", sent)])

    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])
