"""What happens in the life of any platform, and must not matter afterwards."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any, Final

import httpx

from tests.platform.chapters import NEED
from tests.platform.people import Platform
from tests.waiting import eventually

BATCHES: Final = 8
ROWS: Final = 60
FLOOD: Final = "GET catalog/facilities?source=flood"

REFUSALS: Final = [
    ("GET catalog/nowhere", None, "no-such-path", 404),
    ("GET requests/demands/a%0Ab", None, "invalid", 422),
    ("DELETE matching/matches/preview", None, "method-not-allowed", 405),
    ("POST requests/demands", {"title": "x"}, "unauthenticated", 401),
    ("POST catalog/offerings/import", {"source": "s", "rows": [{}]}, "unauthenticated", 401),
    ("POST matching/matches/preview", {"text": ""}, "invalid", 422),
    ("POST matching/matches/preview", {"text": "x", "nonsense": 1}, "invalid", 422),
    ("GET catalog/offerings?limit=0", None, "invalid", 422),
    ("GET catalog/offerings?cursor=x", None, "invalid-cursor", 422),
    ("GET catalog/feed", None, "unauthenticated", 401),
]


def refuse_in_both_languages(platform: Platform) -> None:
    """Make mistakes: the problems are the same everywhere, in the language asked for."""
    seen = []
    for call, body, _, _ in REFUSALS:
        asked = {"X-Request-ID": "story-1"}
        chinese = platform.call(call, headers=asked, json=body)
        english = platform.call(call, headers={**asked, "Accept-Language": "en"}, json=body)
        problem = chinese.json()
        assert problem["request_id"] == chinese.headers["x-request-id"] == "story-1", call
        assert problem["title"] != english.json()["title"], call
        assert english.json()["detail"].isascii(), call
        seen.append((problem["type"].removeprefix("urn:keqiao:problem:"), chinese.status_code))

    assert seen == [(slug, status) for *_, slug, status in REFUSALS]


def carry_the_request_id_along(platform: Platform) -> None:
    """Ask the portal, which asks matching, on account of the same request."""
    asked = {"X-Request-ID": "story-of-a-need"}

    page = platform.call("POST portal/", headers=asked, data={"text": NEED})

    assert page.headers["x-request-id"] == "story-of-a-need"
    if platform.layout.apart:  # In one process, answered requests are not logged.
        log = platform.layout.processes["matching"].log
        eventually(lambda: "story-of-a-need" in log.read_text())


def be_well(platform: Platform) -> None:
    """See that every service says that it lives and can work."""
    for service, url in platform.layout.urls.items():
        readiness = platform.client.get(f"{url}/readyz").json()
        assert readiness["status"] == "ready", service
        assert all(readiness["checks"].values()), service
        assert platform.client.get(f"{url}/livez").json() == {"status": "ok"}


def lose_power(platform: Platform, service: str) -> None:
    """Kill a service while rows are being imported; import again: each is there once."""
    process = platform.layout.processes[service]
    with ThreadPoolExecutor(1) as threads:
        importing = threads.submit(flood, platform, service)
        eventually(lambda: flooded(platform, service) or importing.done())
        process.kill()
        if platform.layout.apart and service == "matching":
            do_without_matching(platform)
        hear_out(importing)
    process.restart()

    reports = flood(platform, service)

    assert sum(report["created"] + report["unchanged"] for report in reports) == BATCHES * ROWS
    assert stored_titles(platform, service) == sorted(titles_of(service))


def flood(platform: Platform, mark: str) -> list[Any]:
    """Import many rows in many requests."""
    titles = titles_of(mark)
    rows = [
        {"source_id": title, "title": title, "facility_class": "testing", "industry_codes": ["C39"]}
        for title in titles
    ]
    return [
        platform.imported("catalog/facilities", rows[start : start + ROWS], source=f"flood-{mark}")
        for start in range(0, len(rows), ROWS)
    ]


def titles_of(mark: str) -> list[str]:
    """Return the titles of the flood."""
    return [f"{mark} 高低温试验箱 {number:03}" for number in range(BATCHES * ROWS)]


def flooded(platform: Platform, mark: str) -> bool:
    """Tell whether the first rows have arrived."""
    return bool(platform.titles(f"GET catalog/facilities?limit=1&source=flood-{mark}"))


def hear_out(importing: "Future[list[Any]]") -> None:
    """Wait for an import that may have lost the service it talks to."""
    with suppress(httpx.TransportError):
        importing.result()


def stored_titles(platform: Platform, mark: str) -> list[str]:
    """Return the titles in the catalogue, page by page."""
    place = f"GET catalog/facilities?limit=100&source=flood-{mark}"
    titles: list[str] = []
    cursor = ""
    while True:
        page = platform.done(place + cursor)
        titles += [item["title"] for item in page["items"]]
        if page["next_cursor"] is None:
            return sorted(titles)
        cursor = f"&cursor={page['next_cursor']}"


def do_without_matching(platform: Platform) -> None:
    """See that the others answer as before, and that the portal says who is away."""
    summary = platform.call("GET requests/summary")
    entries = platform.call("GET catalog/experts")
    start = platform.call("GET portal/")
    page = platform.call("POST portal/", data={"text": NEED})
    health = [platform.call(f"GET {name}/readyz") for name in ("portal", "catalog", "requests")]

    assert [answer.status_code for answer in (summary, entries, start, page)] == [
        200,
        200,
        200,
        503,
    ]
    assert NEED in page.text
    assert [answer.status_code for answer in health] == [200, 200, 200]
