"""Addresses: paths, ids, methods, filters and cursors nobody gave out."""

from typing import Final

import pytest

from services.portal.pages.assets import Assets
from services.portal.settings import BUILT
from tests.bad_input.cases import NOBODY, Case, check, parameters
from tests.whole import WholePlatform

STYLE: Final = Assets.read(BUILT).address("portal.css")

SOMETHING: Final = "01a206e1-b95b-72d3-80b6-f721a74c37bb"


def query(address: str, *fields: str, problem: str = "invalid") -> Case:
    """Return the case of a list asked for with wrong parameters."""
    return Case(address[:60], f"GET {address}", fields=fields, problem=problem, who=NOBODY)


def bad_id(call: str, field: str) -> Case:
    """Return the case of an id that is none."""
    body: object = None if call.startswith("GET") else {}
    return Case(call[:60], call, body, fields=[field])


PATHS: Final = [
    Case("nowhere", "GET /nowhere", None, 404, "no-such-path"),
    Case("nowhere in a service", "GET /catalog/spaceships", None, 404, "no-such-path"),
    Case("upwards", "GET /catalog/%2e%2e/%2e%2e/etc/passwd", None, 404, "no-such-path"),
    Case("a file above the assets", "GET /assets/%2e%2e/%2e%2e/Makefile", None, 404,
         "no-such-path"),
    Case("a line break", "GET /requests/a%0Ab", None, 404, "no-such-path"),
    Case("a NUL in a path", "GET /requests/demands/%00", None, 400, "nul-in-address"),
    Case("a NUL in a query", "GET /matching/search?q=%00", None, 400, "nul-in-address"),
    Case("a slash too many", "GET /catalog//providers", None, 404, "no-such-path"),
    Case("DELETE an entry", f"DELETE /catalog/providers/{SOMETHING}", None, 405,
         "method-not-allowed"),
    Case("DELETE all demands", "DELETE /requests/demands", None, 405, "method-not-allowed"),
    Case("PUT a demand", f"PUT /requests/demands/{SOMETHING}", {}, 405, "method-not-allowed"),
    Case("GET a preview", "GET /matching/matches/preview", None, 405, "method-not-allowed"),
    Case("POST a search", "POST /matching/search", {}, 405, "method-not-allowed"),
    Case("a method nobody has", "TRACE /catalog/providers", None, 405, "method-not-allowed"),
    Case("a name taken for an id, by nobody", "PATCH /catalog/registrations/reason-codes", {}, 405,
         "method-not-allowed", who=NOBODY),
    Case("POST into the pictures", f"POST {STYLE}", None, 405, "method-not-allowed"),
    Case("an unknown id", f"GET /requests/demands/{SOMETHING}", None, 404, "demand-not-found"),
    Case("an unknown entry", f"GET /catalog/experts/{SOMETHING}", None, 404, "expert-not-found"),
    Case("matches of nothing", f"GET /matching/demands/{SOMETHING}/matches", None, 404,
         "subject-not-found"),
    Case("an unknown peer", "PUT /matching/quarantine/moon/1", {"action": "skip"}, 404,
         "unknown-peer"),
    Case("nothing in quarantine", "PUT /matching/quarantine/catalog/1", {"action": "skip"}, 404,
         "event-not-quarantined"),
]  # fmt: skip

IDS: Final = [
    bad_id("GET /requests/demands/42", "demand_id"),
    bad_id("GET /requests/demands/01a206e1-b95b-72d3-80b6-f721a74c37b", "demand_id"),
    bad_id("GET /requests/demands/%E9%93%9D", "demand_id"),
    bad_id("GET /requests/demands/%FF%FE", "demand_id"),
    bad_id("GET /requests/demands/a%0Ab", "demand_id"),
    bad_id("GET /requests/demands/' OR 1=1 --", "demand_id"),
    bad_id(f"GET /requests/demands/{'9' * 4000}", "demand_id"),
    bad_id("GET /catalog/experts/null/history", "entry_id"),
    bad_id("PATCH /catalog/providers/undefined", "entry_id"),
    bad_id("GET /matching/demands/42/matches", "demand_id"),
    bad_id(f"GET /matching/spaceships/{SOMETHING}/demands", "entries"),
    bad_id("GET /matching/experts/42/demands", "entry_id"),
    Case("a huge sequence", f"PUT /matching/quarantine/catalog/{2**64}", {"action": "skip"},
         fields=["sequence"]),
    Case("a sequence below 1", "PUT /matching/quarantine/catalog/0", {"action": "skip"},
         fields=["sequence"]),
    Case("an unknown decision", "PUT /matching/quarantine/catalog/1", {"action": "pray"},
         fields=["action"]),
]  # fmt: skip

QUERIES: Final = [
    query("/catalog/providers?limit=0", "limit"),
    query("/catalog/providers?limit=101", "limit"),
    query("/catalog/providers?limit=-1", "limit"),
    query("/catalog/providers?limit=1e9", "limit"),
    query(f"/catalog/providers?limit={'9' * 5000}", "limit"),
    query("/catalog/providers?limit=", "limit"),
    query("/catalog/experts?colour=red", "colour"),
    query("/catalog/experts?sort=beauty", "sort"),
    query("/catalog/experts?status=dead", "status.0"),
    query("/catalog/experts?region=000000", "region.0"),
    query("/catalog/experts?industry=%27%3B%20DROP%20TABLE", "industry.0"),
    query("/catalog/experts?mine=perhaps", "mine"),
    query("/catalog/offerings?service_class=magic", "service_class.0"),
    query("/catalog/providers?cursor=abc", "cursor", problem="invalid-cursor"),
    query("/catalog/providers?cursor=", "cursor", problem="invalid-cursor"),
    query("/catalog/providers?cursor=%F0%9F%99%8F", "cursor", problem="invalid-cursor"),
    query(f"/catalog/providers?cursor={'A' * 64}", "cursor", problem="invalid-cursor"),
    query(f"/catalog/providers?cursor={'A' * 65}", "cursor"),
    query("/catalog/providers?cursor=AAAAAAAAAAAAAAAAAAAAAB", "cursor", problem="invalid-cursor"),
    query("/requests/demands?cursor=../../x", "cursor", problem="invalid-cursor"),
    query("/requests/demands?limit=two", "limit"),
    query("/requests/demands?status=secret", "status.0"),
    query("/requests/demands?deadline=2026-02-30", "deadline"),
    query("/requests/demands?own=2", "own"),
    query("/matching/search?q=x&limit=51", "limit"),
    query("/matching/search?q=x&offset=-1", "offset"),
    query("/matching/search?q=x&offset=1001", "offset"),
    query("/matching/search?q=x&kind=spaceship", "kind.0"),
    query("/matching/search?q=x&sort=best", "sort"),
    query(f"/matching/search?q={'x' * 501}", "q"),
    query(f"/matching/search?q=x&region={'4' * 65}", "region.0"),
    query("/matching/search?q=x" + "&industry=C39" * 21, "industry"),
    Case("a feed from far in the future", "GET /catalog/feed?timeout=99999999", fields=["timeout"]),
    Case("a feed that waits for ever", "GET /catalog/feed?timeout=Infinity", fields=["timeout"]),
]


@pytest.mark.parametrize("case", parameters(PATHS))
def test_what_is_not_there_is_said_not_to_be_there(
    whole: WholePlatform, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    answer = check(whole, case, caplog)

    assert bool(answer.headers.get("allow")) == (answer.status_code == 405)


@pytest.mark.parametrize("case", parameters([*IDS, *QUERIES]))
def test_a_wrong_part_of_an_address_is_named(
    whole: WholePlatform, case: Case, caplog: pytest.LogCaptureFixture
) -> None:
    answer = check(whole, case, caplog)

    assert answer.status_code == 422
