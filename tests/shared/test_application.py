import json
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from shared.application import service_app
from shared.auth import Role
from shared.network import connect
from shared.settings import AppSettings
from tests.running import bearer


async def test_a_path_nobody_has_is_a_problem_in_the_readers_language(
    client: httpx.AsyncClient,
) -> None:
    chinese = await client.get("/nowhere")
    english = await client.get("/nowhere", headers={"Accept-Language": "en"})

    assert chinese.status_code == english.status_code == HTTPStatus.NOT_FOUND
    assert "没有地址 /nowhere" in chinese.json()["detail"]
    assert "nothing at /nowhere" in english.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "allow"),
    [
        ("DELETE", "/lamps", "GET, POST"),
        ("PATCH", "/lamps/1", "GET, PUT"),
        ("PUT", "/lamps/form", "POST"),
        ("OPTIONS", "/lamps/form", "POST"),
        ("POST", "/livez", "GET"),
        ("POST", "/docs/assets/swagger-ui.css", "GET, HEAD"),
    ],
)
async def test_a_method_that_is_not_there_is_told_which_are(
    client: httpx.AsyncClient, method: str, path: str, allow: str
) -> None:
    answer = await client.request(method, path)

    assert answer.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert answer.headers["allow"] == allow


async def test_who_is_calling_is_asked_before_what_is_wrong_with_the_call(
    client: httpx.AsyncClient, tmp_path: Path
) -> None:
    operator = bearer(tmp_path, Role.OPERATOR)

    nobody = await client.get("/lamps?limit=0")
    somebody = await client.get("/lamps?limit=0", headers=operator)

    assert nobody.status_code == HTTPStatus.UNAUTHORIZED
    assert nobody.headers["www-authenticate"]
    assert somebody.status_code == HTTPStatus.UNPROCESSABLE_ENTITY


async def test_what_nobody_foresaw_is_answered_without_internals_and_logged(
    client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        answer = await client.get("/lamps/0", headers={"X-Request-ID": "try-1"})

    problem = answer.json()
    assert answer.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert answer.headers["x-request-id"] == problem["request_id"] == "try-1"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "division" not in answer.text
    assert "ZeroDivisionError" in caplog.text


async def test_an_answer_that_breaks_off_is_not_continued_with_a_problem(
    client: httpx.AsyncClient,
) -> None:
    answer = await client.get("/lamps/half/done")

    assert answer.content == b"half"


async def test_an_operator_may_what_others_may_not(
    client: httpx.AsyncClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    nobody = await client.get("/lamps")
    firm = await client.get("/lamps", headers=bearer(tmp_path, Role.FIRM))
    operator = await client.get("/lamps", headers=bearer(tmp_path, Role.OPERATOR, subject="li"))

    assert nobody.status_code == HTTPStatus.UNAUTHORIZED
    assert nobody.headers["www-authenticate"] == "Bearer"
    assert firm.status_code == HTTPStatus.FORBIDDEN
    assert firm.json()["detail"] == "此操作仅限运营人员、系统管理员。"
    assert operator.json() == "li"
    answered = [vars(one) for one in caplog.records if one.message == "Request answered."]
    assert [(one["status"], one["caller"]) for one in answered][::2] == [(401, ""), (200, "li")]
    assert answered[1]["caller"] not in {"", "li"}


@pytest.mark.parametrize("header", ["Bearer x", "Basic eDp5", "Bearer", "", "x"])
async def test_a_token_nobody_can_trust_is_refused(client: httpx.AsyncClient, header: str) -> None:
    answer = await client.get("/lamps", headers={"Authorization": header})

    assert answer.status_code == HTTPStatus.UNAUTHORIZED
    assert 'error="invalid_token"' in answer.headers["www-authenticate"]


async def test_the_description_is_stable_and_tells_of_problems(
    client: httpx.AsyncClient,
) -> None:
    description = (await client.get("/openapi.json")).json()

    creation = description["paths"]["/lamps"]["post"]
    assert description["openapi"].startswith("3.1")
    assert creation["operationId"] == "create_lamp"
    assert creation["responses"]["default"]["content"] == {
        "application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemDocument"}}
    }
    references = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(description)))
    assert references <= set(description["components"]["schemas"])


async def test_the_reference_page_loads_nothing_from_elsewhere(client: httpx.AsyncClient) -> None:
    page = await client.get("/docs")

    wanted = re.findall(r'(?:src|href)="([^"]+)"', page.text)
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "unsafe" not in page.headers["content-security-policy"]
    assert not re.search(r"<script>|<style|style=|\son\w+=", page.text)
    assert len(wanted) == 5
    for address in wanted:
        assert (await client.get(f"/{address}")).status_code == HTTPStatus.OK


async def test_the_client_is_closed_with_its_app_even_if_it_does_not_start(
    tmp_path: Path,
) -> None:
    peers = connect({})
    settings = AppSettings(name="portal", data_dir=tmp_path)

    @asynccontextmanager
    async def fail(_app: FastAPI) -> AsyncIterator[None]:
        if settings.name:
            raise RuntimeError("The disk is full.")
        yield

    app = service_app(settings, title="x", peers=peers, lifespan=fail, state={"lamp": 7})

    with pytest.raises(RuntimeError, match="disk"):
        async with app.router.lifespan_context(app):
            pass
    assert peers.is_closed
    assert app.state.lamp == 7
