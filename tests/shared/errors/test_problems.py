import json
from http import HTTPStatus

import pytest
from starlette.types import Scope

from shared.errors import (
    CATEGORIES,
    ConflictError,
    FieldProblem,
    InvalidError,
    Language,
    NotFoundError,
    PlatformError,
    Text,
    UnauthenticatedError,
    UnavailableError,
    problem_response,
)


class LampNotFoundError(NotFoundError):
    slug = "lamp-not-found"
    title = Text("没有这盏灯", "No such lamp")
    detail = Text("没有编号为 {lamp_id} 的灯。", "There is no lamp {lamp_id}.")

    def __init__(self, lamp_id: str) -> None:
        super().__init__(lamp_id=lamp_id)


class LampBusyError(ConflictError):
    slug = "lamp-busy"
    detail = Text("灯被 {users} 占用，{what}。", "The lamp is used by {users}, {what}.")


def scope(path: str = "/lamps/7", language: str = "") -> Scope:
    headers = [(b"accept-language", language.encode())] if language else []
    return {"type": "http", "path": path, "headers": headers}


def test_a_problem_says_what_is_wrong_in_the_language_asked_for() -> None:
    error = LampNotFoundError("7")

    chinese, english = error.problem(Language.ZH), error.problem(Language.EN)

    assert chinese == {
        "type": "urn:keqiao:problem:lamp-not-found",
        "title": "没有这盏灯",
        "status": 404,
        "detail": "没有编号为 7 的灯。",
        "lamp_id": "7",
    }
    assert english["detail"] == "There is no lamp 7." == str(error)


def test_facts_are_spoken_in_the_sentence_and_plain_in_the_document() -> None:
    error = LampBusyError(users=["甲", "乙"], what=Text("请稍候", "please wait"))

    problem = error.problem(Language.ZH)

    assert problem["detail"] == "灯被 甲、乙 占用，请稍候。"
    assert problem["users"] == ["甲", "乙"]
    assert LampBusyError(users=[], what="x").sentence(Language.EN) == (
        "The lamp is used by none, x."
    )


def test_braces_in_what_a_caller_said_are_no_placeholders() -> None:
    assert LampNotFoundError("{0} {lamp_id} {").sentence(Language.EN) == (
        "There is no lamp {0} {lamp_id} {."
    )


def test_a_fact_cannot_displace_what_the_standard_defines() -> None:
    problem = PlatformError(status=200, type="about:blank").problem(Language.EN)

    assert problem["status"] == HTTPStatus.INTERNAL_SERVER_ERROR
    assert problem["type"] == "urn:keqiao:problem:internal-error"


@pytest.mark.parametrize("fact", ["\ud800", float("nan"), float("inf"), object(), {1: {2, 3}}])
def test_any_fact_can_be_sent(fact: object) -> None:
    response = problem_response(PlatformError(fact=fact), scope())

    assert json.loads(bytes(response.body))["status"] == HTTPStatus.INTERNAL_SERVER_ERROR


def test_an_answer_names_its_path_and_its_language() -> None:
    response = problem_response(LampNotFoundError("7"), scope("/灯/7", "en"))

    body = json.loads(bytes(response.body))
    assert body["instance"] == "/%E7%81%AF/7"
    assert response.headers["content-language"] == "en"
    assert response.headers["vary"] == "Accept-Language"
    assert response.headers["content-type"] == "application/problem+json"


def test_errors_bring_the_headers_that_belong_to_them() -> None:
    assert UnauthenticatedError().headers() == {"WWW-Authenticate": "Bearer"}
    assert UnavailableError().headers() == {"Retry-After": "5"}


@pytest.mark.parametrize("category", CATEGORIES.values())
def test_a_peers_problem_comes_back_as_its_category(category: type[PlatformError]) -> None:
    said = {
        "type": "urn:keqiao:problem:lamp-odd",
        "title": "怪灯",
        "status": category.status.value,
        "detail": "灯 {很} 怪。",
        "lamp_id": "7",
        "request_id": "abc",
    }

    error = category.from_problem(said)

    again = error.problem(Language.EN)
    assert type(error) is category
    assert {name: again[name] for name in ("type", "title", "detail", "lamp_id")} == {
        name: said[name] for name in ("type", "title", "detail", "lamp_id")
    }
    assert "request_id" not in again


def test_what_is_wrong_with_each_field_survives_the_way_through_a_peer() -> None:
    problem = FieldProblem("budget", Text("太小", "too small"), Text("不小于 0", "at least 0"))
    said = InvalidError(problems=[problem]).problem(Language.EN)

    again = InvalidError.from_problem(said).problem(Language.EN)

    assert again["errors"] == [
        {"field": "budget", "message": "too small", "expected": "at least 0"}
    ]


@pytest.mark.parametrize("said", [{}, {"detail": 5, "errors": 7}, {"errors": [3, {}]}])
def test_a_peers_odd_problem_is_still_an_error(said: dict[str, object]) -> None:
    assert InvalidError.from_problem(said).sentence(Language.EN)
