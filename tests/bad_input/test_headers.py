"""Headers: versions nobody saw, keys that are none, tokens that prove nothing."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import httpx
import pytest

from shared.auth import Issuer, Role
from shared.keys import KeyRing
from tests.bad_input.cases import (
    FIRM,
    NOBODY,
    Case,
    as_sent,
    check,
    check_problem,
    parameters,
)
from tests.running import AUDIENCE, bearer
from tests.whole import WholePlatform

NEED: Final = {"title": "带头的需求"}
SUMMARY: Final = {"public_summary": "改过"}
DEMAND: Final = "POST /requests/demands"

KEYS: Final = [
    Case(f"Idempotency-Key {key!a:.20}", DEMAND, NEED, fields=["Idempotency-Key"], who=FIRM,
         headers={"Idempotency-Key": key})
    for key in ("", "a b", "k" * 256, "键".encode(), b"\xff\xfe", "a\tb")
]  # fmt: skip

OTHER_HEADERS: Final = [
    Case("languages without end", "GET /nowhere", None, 404, "no-such-path",
         headers={"Accept-Language": ",".join(["x;q=9"] * 900)}),
    Case("no language at all", "GET /nowhere", None, 404, "no-such-path",
         headers={"Accept-Language": b"\xff;q=\xfe"}),
    Case("a request id of another kind", "GET /nowhere", None, 404, "no-such-path",
         headers={"X-Request-ID": "a b\tc"}),
]  # fmt: skip

VERSIONS: Final = [
    (None, 428, "if-match-missing"),
    ("", 400, "if-match-malformed"),
    ("v1", 400, "if-match-malformed"),
    ('"v1', 400, "if-match-malformed"),
    ('"v1" and "v2"', 400, "if-match-malformed"),
    ("*, *", 400, "if-match-malformed"),
    (b"\xff\xfe", 400, "if-match-malformed"),
    ('"v2"', 412, "version-changed"),
    ('W/"v1"', 412, "version-changed"),
    ('"v99999999999999999999999999"', 412, "version-changed"),
    ('"V1"', 412, "version-changed"),
]
"""An `If-Match` header for what is at version 1, and what it is answered."""

Forgery = Callable[[WholePlatform], str]


@pytest.mark.parametrize("case", parameters([*KEYS, *OTHER_HEADERS]))
def test_a_header_that_cannot_be_is_refused(
    whole: WholePlatform, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    answer = check(whole, case, caplog)

    assert answer.headers["content-language"] == "zh"


@pytest.fixture(scope="session")
def places(whole: WholePlatform) -> list[str]:
    """Return where a demand and an entry at version 1 are."""
    entry = {"name": "带头的中心", "kind_of_body": "laboratory"}
    answers = [
        whole.client.post("/requests/demands", json=NEED, headers=bearer(whole.folder, *FIRM)),
        whole.client.post("/catalog/providers", json=entry, headers=whole.operator),
    ]
    return [answer.headers["location"] for answer in answers]


@pytest.mark.parametrize("said", VERSIONS, ids=[f"{version[0]!a}" for version in VERSIONS])
@pytest.mark.parametrize("which", [0, 1])
def test_a_version_nobody_has_seen_changes_nothing(
    whole: WholePlatform, places: list[str], which: int, said: tuple[str | bytes | None, int, str]
) -> None:
    header, status, problem = said
    place, body = places[which], (SUMMARY, {"summary": "改过"})[which]
    who = bearer(whole.folder, (Role.FIRM, Role.OPERATOR)[which])
    headers = as_sent(who if header is None else {**who, "If-Match": header})

    answer = whole.client.patch(place, json=body, headers=headers)

    check_problem(answer, Case("", "", status=status, problem=problem))
    assert answer.status_code == status
    assert whole.client.get(place, headers=who).json()["version"] == 1


def test_a_key_used_for_something_else_is_refused(whole: WholePlatform) -> None:
    who = {**bearer(whole.folder, *FIRM), "Idempotency-Key": "bad-input-1"}
    first = whole.client.post("/requests/demands", json=NEED, headers=who)
    stored = whole.stored()

    again = whole.client.post("/requests/demands", json=NEED, headers=who)
    other = whole.client.post("/requests/demands", json={"title": "另一个"}, headers=who)
    elsewhere = whole.client.post("/requests/demands?x=1", json=NEED, headers=who)

    assert again.json() == first.json()
    check_problem(other, Case("", "", problem="idempotency-key-reused"))
    assert elsewhere.status_code == 422
    assert whole.stored() == stored


def test_a_key_of_a_refused_request_is_free_again(whole: WholePlatform) -> None:
    who = {**bearer(whole.folder, *FIRM), "Idempotency-Key": "bad-input-2"}

    refused = whole.client.post("/requests/demands", json={"title": "x", "trl": 99}, headers=who)
    good = whole.client.post("/requests/demands", json=NEED, headers=who)

    assert (refused.status_code, good.status_code) == (422, 201)


def signed(whole: WholePlatform, **changes: Any) -> str:  # noqa: ANN401 - whatever a claim may be
    """Return a token of the platform's own key that says something special."""
    claims: dict[str, Any] = {
        "subject": "somebody",
        "roles": [Role.OPERATOR],
        "audience": AUDIENCE,
        "lifetime": timedelta(minutes=5),
    }
    ring = changes.pop("ring", whole.folder / "keys" / "portal")
    name = changes.pop("name", "keqiao")
    return Issuer(KeyRing(ring), name).issue(**{**claims, **changes})


def tampered(whole: WholePlatform) -> str:
    """Return a token whose holder has promoted himself."""
    header, claims, signature = signed(whole, roles=[Role.FIRM]).split(".")
    said = json.loads(base64.urlsafe_b64decode(claims + "=="))
    forged = json.dumps({**said, "roles": ["operator"]}).encode()
    return ".".join([header, base64.urlsafe_b64encode(forged).rstrip(b"=").decode(), signature])


def unsigned(whole: WholePlatform) -> str:
    """Return a token that asks not to be checked."""
    _, claims, _ = signed(whole).split(".")
    header = base64.urlsafe_b64encode(b'{"alg":"none","kid":"x"}').rstrip(b"=").decode()
    return f"{header}.{claims}."


FORGERIES: Final[dict[str, Forgery]] = {
    "tampered": tampered,
    "unsigned": unsigned,
    "expired": lambda whole: signed(whole, lifetime=timedelta(minutes=-5)),
    "for another audience": lambda whole: signed(whole, audience=["elsewhere"]),
    "for nobody": lambda whole: signed(whole, audience=[]),
    "of a stranger's key": lambda whole: signed(whole, ring=whole.folder / "stranger"),
    "of an unknown issuer": lambda whole: signed(whole, name="mallory"),
    "of a peer that plays operator": lambda whole: signed(
        whole, name="matching", ring=whole.folder / "keys" / "matching"
    ),
    "without a subject": lambda whole: signed(whole, subject=""),
    "with an endless subject": lambda whole: signed(whole, subject="s" * 5_000),
    "cut off": lambda whole: signed(whole)[:-10],
    "no token": lambda _whole: "x",
    "two dots": lambda _whole: "..",
    "a lone dash": lambda _whole: "-",
}


@pytest.mark.parametrize("name", FORGERIES)
@pytest.mark.parametrize("place", ["/catalog/providers/import", "/requests/demands/import"])
def test_a_token_that_proves_nothing_opens_nothing(
    whole: WholePlatform, name: str, place: str
) -> None:
    before = whole.stored()
    headers = {"Authorization": f"Bearer {FORGERIES[name](whole)}"}

    answer = whole.client.post(
        place, json={"source": "s", "rows": [{"title": "x"}]}, headers=headers
    )

    check_problem(answer, Case("", "", problem="invalid-token"))
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")
    assert whole.stored() == before


@pytest.mark.parametrize("header", ["Basic dTpw", "Bearer", b"\xff\xfe", "Bearer a b"])
def test_what_is_no_bearer_token_is_told_so(whole: WholePlatform, header: str | bytes) -> None:
    answer = whole.client.get("/requests/demands", headers=as_sent({"Authorization": header}))

    check_problem(answer, Case("", "", problem="invalid-token"))
    assert answer.status_code == 401


@pytest.mark.parametrize("role", [Role.FIRM, Role.EXPERT, Role.PROVIDER, Role.SERVICE])
def test_a_good_token_of_the_wrong_role_imports_nothing(whole: WholePlatform, role: Role) -> None:
    before = whole.stored()

    answer = whole.client.post(
        "/requests/demands/import",
        json={"source": "s", "rows": [{"title": "x"}]},
        headers=bearer(whole.folder, role),
    )

    assert answer.status_code == 403
    assert whole.stored() == before


def test_nobody_imports_nothing(whole: WholePlatform) -> None:
    answer: httpx.Response = whole.client.post(
        "/requests/demands/import", json={"source": "s", "rows": [{"title": "x"}]}
    )

    check_problem(answer, Case("", "", problem="unauthenticated", who=NOBODY))
    assert answer.status_code == 401
