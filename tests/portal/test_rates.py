from pathlib import Path

import httpx
import pytest
from pydantic import ValidationError

from services.portal.settings import RATES, PortalSettings
from shared.migrations import upgrade
from tests.portal.site import running_site, sign_in


async def test_who_asks_too_often_is_told_when_to_come_back(tmp_path: Path) -> None:
    async with running_site(tmp_path, rates={"sign_in": "3/minute"}) as site:
        elsewhere = httpx.AsyncClient(
            transport=httpx.ASGITransport(site.app, client=("10.0.0.9", 1)),
            base_url="https://portal.test",
        )
        answers = [await sign_in(site.nobody, f"{n}@firm.cn") for n in range(4)]
        others = await sign_in(elsewhere, "4@firm.cn")

    assert [answer.status_code for answer in answers] == [401, 401, 401, 429]
    assert 0 < int(answers[3].headers["retry-after"]) <= 60
    assert answers[3].json()["type"] == "urn:keqiao:problem:rate-exceeded"
    assert others.status_code == 401


async def test_an_account_is_limited_wherever_it_comes_from(tmp_path: Path) -> None:
    async with running_site(tmp_path, rates={"exchange": "1/minute"}) as site:
        ming, hua = await site.person("ming@firm.cn"), await site.person("hua@firm.cn")
        answers = [await who.post("/api/tokens/short", json={}) for who in (ming, ming, hua)]

    assert [answer.status_code for answer in answers] == [201, 429, 201]


@pytest.mark.postgres
async def test_two_workers_count_sign_ins_and_failures_together(
    tmp_path: Path, postgresql_url: str
) -> None:
    await upgrade(postgresql_url, "services.portal")
    rates = {"sign_in": "8/minute"}
    async with (
        running_site(tmp_path, postgresql_url, rates=rates, lockout_failures=2) as one,
        running_site(tmp_path, postgresql_url, rates=rates, lockout_failures=2) as other,
    ):
        workers = [one.nobody, other.nobody] * 5
        guesses = [await sign_in(worker, "li@firm.cn", "wrong") for worker in workers[:4]]
        others = [await sign_in(worker, f"{n}@firm.cn") for n, worker in enumerate(workers[4:])]

    slugs = [guess.json()["type"].rpartition(":")[2] for guess in guesses]
    assert slugs == ["wrong-credentials"] * 2 + ["sign-in-paused"] * 2
    assert [answer.status_code for answer in others] == [401] * 4 + [429] * 2
    assert 0 < int(others[5].headers["retry-after"]) <= 60


async def test_everything_together_is_limited_too(tmp_path: Path) -> None:
    async with running_site(tmp_path, rates={"api": "2/minute"}) as site:
        answers = [await site.nobody.get("/api/consent-text") for _ in range(3)]
        page = await site.nobody.get("/")

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert page.status_code == 200


@pytest.mark.parametrize("rates", [{"sing_in": "3/minute"}, {"sign_in": "often"}])
def test_a_limit_that_is_none_is_refused(tmp_path: Path, rates: dict[str, str]) -> None:
    with pytest.raises(ValidationError):
        PortalSettings(data_dir=tmp_path, rates=rates)


def test_what_is_not_said_stays_as_it_is(tmp_path: Path) -> None:
    settings = PortalSettings(data_dir=tmp_path, rates={"sign_in": "3/minute"})

    assert settings.rates == {**RATES, "sign_in": "3/minute"}
