"""No token of what is confidential leaves the requests service.

Not by any route of any service, not by a search, page, feed or message, and into no file but
the service's own.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from shared.auth import Role
from tests.access.matrix import headers_of
from tests.running import bearer
from tests.waiting import eventually
from tests.whole import WholePlatform

MOUNTS: Final = ("", "/catalog", "/requests", "/matching")
UNKNOWN: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bb"
PARAMETER: Final = re.compile(r"\{(\w+)\}")

NOTICE: Final = frozenset({"title", "public_summary"})
OUTLINE: Final = NOTICE | {"keywords", "required_qualifications"}
FULL: Final = OUTLINE | {"description", "metric"}
SECRET: Final = frozenset(
    {"confidential_detail", "organization_name", "contact_name", "contact_email"}
)
PUBLIC: Final = {"open": FULL, "registered": OUTLINE, "confidential": NOTICE}
VERIFIED: Final = {"open": FULL, "registered": FULL, "confidential": NOTICE}
KNOWN: Final = {"firm", "expert", "provider"}
"""The roles of those who are verified; operators see everything."""


@dataclass(frozen=True)
class Trove:
    """Published needs of each tier, and a draft, whose every text is a token."""

    whole: WholePlatform
    ids: Mapping[str, str]
    tokens: Mapping[str, tuple[str, str]]
    """By token, of which tier's need and in which field it is."""

    def of(self, told: Mapping[str, frozenset[str]]) -> set[str]:
        """Return the tokens of these fields of each tier's need."""
        return {token for token, (tier, name) in self.tokens.items() if name in told.get(tier, ())}

    def found_in(self, text: str) -> set[str]:
        """Return the tokens that are in a text, however they are written."""
        lowered = text.lower()
        return {token for token in self.tokens if token.lower() in lowered}


def need_of(tier: str) -> tuple[dict[str, Any], dict[str, str]]:
    """Return a need that keeps its organization hidden, and its tokens by field."""
    said = {name: f"Kanarie{tier}{place}q" for place, name in enumerate(sorted(FULL | SECRET))}
    said["contact_email"] = f"kanarie-{tier}@example.org"
    texts = {name: said[name] for name in NOTICE | SECRET | {"description"}}
    lists = {name: [said[name]] for name in OUTLINE - NOTICE}
    metric = {"name": said["metric"], "comparison": ">=", "target_value": 1}
    settled = {"confidentiality": tier, "org_hidden": True, "metric_targets": [metric]}
    return {**texts, **lists, **settled}, said


@pytest.fixture(scope="module")
def trove(whole: WholePlatform) -> Trove:
    """Needs that the operator took over and published, and a firm's draft."""
    needs = {tier: need_of(tier) for tier in PUBLIC}
    rows = [{**need, "source_id": tier} for tier, (need, _) in needs.items()]
    request = {"source": "canary", "publish": True, "rows": rows}
    report = whole.client.post("/requests/demands/import", json=request, headers=whole.operator)
    ids = dict(zip(needs, (row["id"] for row in report.json()["rows"]), strict=True))
    needs["draft"] = need_of("draft")
    draft = {**needs["draft"][0], "confidentiality": "open"}
    firm = bearer(whole.folder, Role.FIRM, subject="bird", organization="aviary")
    drafted = whole.client.post("/requests/demands", json=draft, headers=firm)
    ids["draft"] = drafted.raise_for_status().json()["id"]
    for tier in PUBLIC:
        place = f"/matching/demands/{ids[tier]}/matches"
        eventually(lambda: whole.client.get(place).is_success)  # noqa: B023 - called at once
    tokens = {
        token: (tier, name) for tier, (_, said) in needs.items() for name, token in said.items()
    }
    return Trove(whole, ids, tokens)


def paths_of(trove: Trove, mount: str) -> Iterator[str]:
    """Yield every path of a service that can be read, filled in with the needs' ids."""
    document = trove.whole.client.get(f"{mount}/openapi.json").json()
    for template, operations in document["paths"].items():
        if "get" in operations:
            names = PARAMETER.findall(template)
            ids = [*trove.ids.values()] if "demand_id" in names else [UNKNOWN]
            for chosen in product(*([*ids] for _ in names)):
                yield mount + template.format(**dict(zip(names, chosen, strict=True)))


def asked_for(trove: Trove, headers: Mapping[str, str]) -> Iterator[httpx.Response]:
    """Ask all services for everything, and search for each token in each way there is."""
    client = trove.whole.client
    for mount in MOUNTS:
        for path in (*paths_of(trove, mount), f"{mount}/openapi.json"):
            if not path.endswith(("/livez", "/readyz")):
                yield client.get(path, headers=headers)
    for query in ("sort=deadline&limit=100", "limit=100&status=published", "own=true"):
        yield client.get(f"/requests/demands?{query}", headers=headers)


def searched_for(trove: Trove, headers: Mapping[str, str]) -> Iterator[tuple[str, httpx.Response]]:
    """Look for what two needs keep confidential, and for titles; yield what was answered."""
    client = trove.whole.client
    for token, (tier, name) in trove.tokens.items():
        if tier not in {"confidential", "draft"} and name != "title":
            continue
        yield token, client.get("/matching/search", params={"q": token}, headers=headers)
        text = {"text": f"{token} 怎么解决"}
        yield token, client.post("/matching/matches/preview", json=text, headers=headers)
        title = {"title": token}
        yield token, client.post("/matching/demands/similar", json=title, headers=headers)
        yield token, client.post("/", data=text, headers=headers)


@pytest.mark.parametrize("who", ["provider", "auditor", "service"])
def test_nobody_finds_a_token_that_is_not_for_them_in_any_service(
    trove: Trove, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    headers = headers_of(who, trove.whole.folder)

    answers = [f"{answer.headers}\n{answer.text}" for answer in asked_for(trove, headers)]

    right = trove.of(VERIFIED if who in KNOWN else PUBLIC)
    found = trove.found_in("\n".join(answers))
    assert {trove.tokens[token] for token in found - right} == set()
    assert trove.of(dict.fromkeys(PUBLIC, NOTICE)) <= found
    assert trove.found_in(caplog.text) == set()


def test_no_search_finds_a_need_by_what_it_keeps_confidential(trove: Trove) -> None:
    ids, found = set(trove.ids.values()), set()

    for token, answer in searched_for(trove, {}):
        repeated = answer.text.lower().replace(token.lower(), "")
        assert trove.found_in(repeated) <= trove.of(PUBLIC), (token, answer.request.url)
        if any(one in answer.text for one in ids):
            found.add(trove.tokens[token])

    titles = {(tier, "title") for tier in PUBLIC}
    assert titles <= found <= titles | {("confidential", "public_summary")}


def test_what_is_confidential_lies_in_no_file_but_the_services_own(trove: Trove) -> None:
    secret = set(trove.tokens) - trove.of(VERIFIED)
    folder = trove.whole.folder

    where = {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith("requests.sqlite3")
        for token in secret
        if _holds(path, token)
    }

    assert where == set()
    assert [path for path in folder.rglob("*") if path.is_file()]


def _holds(path: Path, token: str) -> bool:
    content = path.read_bytes().lower()
    return token.lower().encode() in content or token.lower().encode("utf-16-le") in content
