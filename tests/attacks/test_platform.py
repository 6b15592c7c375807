"""The platform on its socket, called by who should not get in: on every route there is."""

import re
from collections.abc import Iterator
from itertools import cycle
from typing import Final

import httpx
import pytest

from tests.access.matrix import COMMON
from tests.access.test_portal import IDS, MATRIX
from tests.bad_input.test_headers import FORGERIES
from tests.whole import WholePlatform

MOUNTS: Final = ("", "/catalog", "/requests", "/matching")
PARAMETER: Final = re.compile(r"\{\w+\}")
UNKNOWN: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bb"
FORM: Final = {"Content-Type": "application/x-www-form-urlencoded"}
SQLITE: Final = pytest.mark.parametrize("new_databases", ["sqlite"], indirect=True)


def operations(whole: WholePlatform, mount: str) -> Iterator[tuple[str, str, bool]]:
    """Yield every operation of a service: its method, a path, and whether it wants a token."""
    document = whole.client.get(f"{mount}/openapi.json").json()
    for template, methods in document["paths"].items():
        for method, operation in methods.items():
            asked = {} not in operation.get("security", [{}])
            yield method.upper(), mount + PARAMETER.sub(UNKNOWN, template), asked


@SQLITE
@pytest.mark.parametrize("mount", MOUNTS)
def test_no_route_takes_a_token_that_proves_nothing(whole: WholePlatform, mount: str) -> None:
    listed = [one for one in operations(whole, mount) if one[2]]
    before = whole.stored()

    let_in = []
    for (method, path, _), name in zip(listed, cycle(FORGERIES), strict=False):
        headers = {"Authorization": f"Bearer {FORGERIES[name](whole)}"}
        body: dict[str, str] | None = None if method == "GET" else {}
        answer = whole.client.request(method, path, headers=headers, json=body)
        if answer.status_code != httpx.codes.UNAUTHORIZED:
            let_in.append((method, path, name, answer.status_code))

    assert len(listed) > 10
    assert let_in == []
    assert whole.stored() == before


@SQLITE
@pytest.mark.parametrize("mount", MOUNTS)
def test_nobody_becomes_somebody_by_a_planted_cookie_or_a_header(
    whole: WholePlatform, mount: str
) -> None:
    said = {
        "Cookie": "keqiao-local=kqs_planted; __Host-keqiao=kqs_planted",
        **dict.fromkeys(("X-User-Id", "X-Forwarded-User", "Remote-User"), "root"),
        **dict.fromkeys(("X-Roles", "X-Role"), "operator"),
    }
    paths = [path for method, path, asked in operations(whole, mount) if asked and method == "GET"]

    answers = {path: whole.client.get(path, headers=said).status_code for path in paths}

    # What nobody may see is not there for them, or wants to know who is asking.
    assert set(answers.values()) <= {httpx.codes.UNAUTHORIZED, httpx.codes.NOT_FOUND}, answers


@SQLITE
def test_no_form_can_be_sent_by_another_site(whole: WholePlatform) -> None:
    forms = [
        (method, (row.path or template).format(**IDS))
        for (method, template), rows in MATRIX.items()
        if method != "GET" and (method, template) not in COMMON
        for row in rows[:1]
    ]
    foreign = ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.test"})

    taken = [
        (method, path, answer.status_code)
        for method, path in forms
        for said in foreign
        if (answer := whole.client.request(method, path, headers={**FORM, **said})).status_code
        != httpx.codes.FORBIDDEN
    ]

    assert len(forms) > 60
    assert taken == []


@SQLITE
def test_no_address_leads_to_the_host_somebody_claims(whole: WholePlatform) -> None:
    claimed = {"Host": "evil.test", "X-Forwarded-Host": "evil.test", "Forwarded": "host=evil.test"}
    places = ("/needs/", "/account/", "/catalog", "/catalog/providers/", "/requests/demands/",
              "//evil.test/%2e%2e", "/sign-in?next=//evil.test", "/open-data", "/sitemap.xml",
              "/robots.txt")  # fmt: skip

    answers = [whole.client.get(place, headers=claimed) for place in places]

    led = [
        (str(answer.request.url), answer.headers["location"])
        for answer in answers
        if "evil.test" in answer.headers.get("location", "").removeprefix("/sign-in?next=")
    ]
    assert led == []
    assert [answer.text for answer in answers[-3:] if "evil.test" in answer.text] == []


@SQLITE
def test_nobody_makes_a_request_another_one_by_a_header(whole: WholePlatform) -> None:
    entry = {"name": "还在的中心", "kind_of_body": "laboratory"}
    place = whole.client.post("/catalog/providers", json=entry, headers=whole.operator).headers[
        "location"
    ]
    names = ("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override")
    headers = {**whole.operator, **dict.fromkeys(names, "DELETE")}

    answers = [
        whole.client.get(f"{place}?_method=DELETE", headers=headers),
        whole.client.post(place, headers=headers, data={"_method": "DELETE"}),
        whole.client.request("TRACE", place, headers=headers),
        whole.client.request("PROPFIND", place, headers=headers),
    ]

    assert [answer.status_code for answer in answers] == [200, 405, 405, 405]
    assert whole.client.get(place, headers=whole.operator).json()["status"] == "active"
    assert "Authorization" not in answers[2].text
