"""Goes wherever links lead, and notes one address of each page that there is."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import httpx

from tests.access.test_portal import MATRIX
from tests.platform.story.parties import PASSWORD, Party
from tests.portal.tour.town import Town

HREF: Final = re.compile(r'<a[^>]*\bhref="([^"#]*)')
TELLING: Final = frozenset({"step", "tab"})
"""Parameters whose values make another page of it; all others only make another list."""

PARTS: Final = ("{tab}", "/new/{kind}")
"""What ends the addresses of pages that differ by their last word."""

OTHERS: Final = ("/api", "/docs")
"""Where no pages of ours are."""

OWN: Final = (
    "/needs",
    "/supply",
    "/desk",
    "/desk/registrations?view=all",
    "/desk/listings?view=listed",
    "/inbox",
    "/account",
    "/needs/new",
    "/desk/find?number=KQ-2026-999999",
    "/",
)
"""Where people begin, so that of two things of a kind they come to their own first, and of a list
to where there is something."""

ANYBODYS: Final = (
    "/",
    "/register/confirm",
    "/account/closed",
    "/search?q=压铸 气孔",
    "/understanding?text=铝合金压铸件气孔多，良率只有八成，想改进压铸工艺和模具排气。",
)
"""Where those begin who are not signed in: also on pages that say little until one asks them."""

OFTEN: Final = 3
"""How many things of a kind are opened, as links of one lead where those of another do not."""

NOBODY: Final = "visitor"
_SHARED: Final = frozenset({"/needs/{need_id}", "/responses/{response_id}", "/"})
SIDES: Final[Mapping[str, frozenset[str]]] = {
    "firm": _SHARED,
    "expert": _SHARED
    | {"/engagements/{engagement_id}", "/supply", "/supply/responses", "/supply/entries"},
    "operator": _SHARED,
    # Whose lists are empty.
    "outsider": frozenset({"/needs", "/inbox"}),
}
"""What is another page for somebody, although others come to it as well."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A page: who saw it, where, and which of all pages it is."""

    who: str
    path: str
    page: str
    typed: Mapping[str, str] = field(default_factory=dict)
    """What is typed into its form, by the names of fields, to see the page that answers."""

    @property
    def slug(self) -> str:
        """What a picture of it is called."""
        words = re.sub(r"[{}]", "", self.page).strip("/?")
        return f"{self.who}-{re.sub(r'[^0-9a-z]+', '-', words.lower()).strip('-') or 'home'}"


ANSWERED: Final = (
    Seen(
        NOBODY,
        "/",
        "/matches",
        {"text": "铝合金压铸壳体气孔率约 8%，良率只有八成，想改进压铸工艺和模具排气。"},
    ),
    Seen(
        "firm",
        "/teams",
        "/teams/parts",
        {"text": "需要压铸模具热处理和表面涂层，再做模流分析，最后由有资质的实验室检测寿命。"},
    ),
)
"""Pages that answer a form, which no link leads to."""

ASTRAY: Final = (Seen(NOBODY, "/nowhere", "/nowhere"), Seen("firm", "/desk", "/forbidden"))
"""Where nobody is led: to what is not there, and to what is for others."""

ORDER: Final = "/desk/import/{order_id}"
UNANSWERED: Final = "**/desk/import/*/next"
"""What the page of an import asks for by itself; answered, it would go on while it is looked at."""

NO_PAGES: Final[Mapping[str, frozenset[str]]] = {
    "files": frozenset(
        {
            "/assets",
            "/robots.txt",
            "/sitemap.xml",
            "/sitemaps/pages.xml",
            "/sitemaps/{kind}.xml",
            "/open-data/{name}.{form}",
            "/desk/figures.xlsx",
            "/desk/figures/needs.xlsx",
            "/desk/import/template/{kind}.xlsx",
            "/desk/import/{order_id}/problems.xlsx",
            "/engagements/{engagement_id}/files/{file_id}",
        }
    ),
    "for programs": frozenset({"/.well-known/jwks.json", "/livez", "/readyz", "/openapi.json"}),
    "lead to a search": frozenset(
        {"/providers", "/offerings", "/experts", "/facilities", "/achievements"}
    ),
}
"""What is no page although it is read by GET, by why not."""


def _patterns() -> Mapping[str, re.Pattern[str]]:
    """Return how the addresses of every page look; what is written out goes before ids."""
    pages = [path for method, path in MATRIX if method == "GET" and not path.startswith(OTHERS)]
    ordered = sorted(pages, key=lambda path: (path.count("{"), path))
    return {page: re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(page))) for page in ordered}


PATTERNS: Final = _patterns()


def _route_of(path: str) -> str | None:
    return next((name for name, one in PATTERNS.items() if one.fullmatch(path)), None)


def page_of(address: str) -> str | None:
    """Return which page an address is of, or nothing if it is of none of ours."""
    parts = urlsplit(address)
    page = _route_of(parts.path)
    if page is None:
        return None
    if page.endswith(PARTS):
        page = f"{page.rpartition('/')[0]}/{parts.path.rpartition('/')[2]}"
    said = [f"{name}={value}" for name, value in parse_qsl(parts.query) if name in TELLING]
    return f"{page}?{'&'.join(sorted(said))}" if said else page


def walk(url: str, party: Party | None, starts: Iterable[str] = ("/",)) -> list[Seen]:
    """Return one address of each page that somebody comes to by links."""
    who = party.name if party else NOBODY
    with httpx.Client(base_url=url, timeout=30, trust_env=False, follow_redirects=True) as client:
        client.headers.update({"Sec-Fetch-Site": "same-origin", "Accept-Language": "zh"})
        if party:
            said = {"email": party.email, "password": PASSWORD}
            entered = client.post("/sign-in", data=said)
            assert entered.is_success, f"{who} at {entered.url}: {entered.status_code}"
        return _walked(client, who, list(starts))


def _walked(client: httpx.Client, who: str, waiting: list[str]) -> list[Seen]:
    found: dict[str, Seen] = {}
    opened: Counter[str] = Counter()
    known = set(waiting)
    while waiting:
        path = waiting.pop(0)
        page = page_of(path)
        if page is None or opened[page] == (OFTEN if "{" in page else 1):
            continue
        opened[page] += 1
        html = _opened(client, who, path)
        if not html:
            continue
        found.setdefault(page, Seen(who, path, page))
        links = [link.replace("&amp;", "&") for link in HREF.findall(html)]
        fresh = dict.fromkeys(one for one in links if one[:1] == "/" and "lang=" not in one)
        waiting += [one for one in fresh if one not in known]
        known |= set(fresh)
    return list(found.values())


def _opened(client: httpx.Client, who: str, path: str) -> str:
    """Return a page, unless it is none, or leads to another one; no link may be dead."""
    answer = client.get(path)
    # A need that is half written shows what is missing.
    assert answer.status_code in {200, 422} or path in OWN, f"{who}: {path}: {answer.status_code}"
    is_page = answer.status_code in {200, 422} and "html" in answer.headers["content-type"]
    led = answer.history and page_of(answer.url.path) != page_of(path.partition("?")[0])
    return answer.text if is_page and not led else ""


def walk_all(town: Town) -> list[Seen]:
    """Return every page once, as who comes to it first; those with sides, from each side."""
    kept = [*walk(town.url, None, ANYBODYS), *ASTRAY, *ANSWERED]
    kept += [Seen("operator", path, f"{ORDER}/{phase}") for phase, path in town.orders.items()]
    known = {ORDER, *(seen.page for seen in kept)}
    for party in town.people.values():
        mine = walk(town.url, party, OWN)
        sides = SIDES.get(party.name, frozenset())
        kept += [seen for seen in mine if seen.page not in known or seen.page in sides]
        known |= {seen.page for seen in mine}
    return kept


def left_out(pages: Iterable[Seen]) -> set[str]:
    """Return the pages that none of these addresses is of."""
    seen = {_route_of(urlsplit(one.path).path) for one in pages}
    return set(PATTERNS) - seen - frozenset().union(*NO_PAGES.values())
