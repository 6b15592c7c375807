"""What is sent to the platform, and what it must answer: a problem, never a crash."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final

import httpx
import pytest

from shared.auth import Role
from tests.running import bearer
from tests.whole import WholePlatform

PREFIX: Final = "urn:keqiao:problem:"
OPERATOR: Final = (Role.OPERATOR,)
FIRM: Final = (Role.FIRM,)
NOBODY: Final[Sequence[Role]] = ()

Headers = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Case:
    """A request, who makes it, and what it is answered.

    `problem` is empty where the request is unusual but good. `fields` are those that the
    problem names, all of them.
    """

    name: str
    call: str
    body: object = None
    status: int = HTTPStatus.UNPROCESSABLE_ENTITY
    problem: str = "invalid"
    fields: Sequence[str] = ()
    who: Sequence[Role] = OPERATOR
    headers: Headers = field(default_factory=dict)


def parameters(cases: Sequence[Case]) -> list[Any]:
    """Return the cases as pytest wants them, each under its name."""
    return [pytest.param(case, id=case.name) for case in cases]


def send(whole: WholePlatform, case: Case) -> httpx.Response:
    """Make a case's request: bytes as they are, anything else as JSON."""
    method, _, path = case.call.partition(" ")
    known = bearer(whole.folder, *case.who) if case.who else {}
    if not isinstance(case.body, bytes):
        headers = as_sent({**known, **case.headers})
        return whole.client.request(method, path, headers=headers, json=case.body)
    headers = as_sent({"Content-Type": "application/json", **known, **case.headers})
    return whole.client.request(method, path, headers=headers, content=case.body)


def as_sent(headers: Headers) -> dict[bytes, bytes]:
    """Return headers whose values may be any bytes."""
    return {
        name.encode(): value if isinstance(value, bytes) else value.encode("latin-1")
        for name, value in headers.items()
    }


def check(whole: WholePlatform, case: Case, log: pytest.LogCaptureFixture) -> httpx.Response:
    """Send a case; see that it is answered as it should be and leaves nothing behind."""
    before = whole.stored()

    with log.at_level(logging.WARNING):
        answer = send(whole, case)

    assert answer.status_code == case.status, answer.text
    assert "Traceback" not in answer.text + log.text
    assert not [record for record in log.records if record.levelno >= logging.ERROR]
    if case.problem:
        assert whole.stored() == before
        check_problem(answer, case)
    return answer


def check_problem(answer: httpx.Response, case: Case) -> None:
    """See that a problem says what is wrong, where, and what would be right."""
    problem = answer.json()
    errors = problem.get("errors", [])

    assert answer.headers["content-type"] == "application/problem+json"
    assert problem["type"] == PREFIX + case.problem
    assert problem["status"] == answer.status_code
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert problem["title"]
    assert problem["detail"]
    assert sorted({error["field"] for error in errors}) == sorted(case.fields)
    assert all(error["message"] and error["expected"] for error in errors)
