"""What search engines of the web are told: where they may look, and what there is."""

from collections.abc import AsyncIterator, Iterable
from enum import StrEnum
from typing import Any, Final
from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response
from starlette.responses import PlainTextResponse, StreamingResponse

from services.portal.dependencies import ResourcesDep, limited
from services.portal.pages.routing import PageRoute
from services.portal.pages.visitors.gateway import OPEN, CatalogGateway, OpenNeedsGateway

router = APIRouter(include_in_schema=False, route_class=PageRoute)

CLOSED: Final = (
    "/account",
    "/api",
    "/catalog",
    "/inbox",
    "/matching",
    "/needs/new",
    "/open-data/",
    "/register",
    "/requests",
    "/search",
    "/sign-in",
)
"""What is somebody's own, or endless."""

PAGES: Final = (
    "/",
    "/services",
    "/open-needs",
    "/common-problems",
    "/solved",
    "/about",
    "/help",
    "/terms",
    "/privacy",
    "/open-data",
)

MOST: Final = 50_000
"""How many addresses a map may hold (sitemaps.org)."""

XML: Final = "application/xml; charset=utf-8"
_HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="{1}">\n'
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


class Mapped(StrEnum):
    """The kinds of record that have a map each."""

    PROVIDERS = "providers"
    OFFERINGS = "offerings"
    EXPERTS = "experts"
    FACILITIES = "facilities"
    ACHIEVEMENTS = "achievements"
    NEEDS = "needs"


@router.get("/robots.txt")
async def show_robots(resources: ResourcesDep) -> Response:
    """Say where robots may look."""
    closed = "\n".join(f"Disallow: {path}" for path in CLOSED)
    site = resources.settings.public_url.rstrip("/")
    return PlainTextResponse(f"User-agent: *\n{closed}\nSitemap: {site}/sitemap.xml\n")


@router.get("/sitemap.xml")
async def show_maps(resources: ResourcesDep) -> Response:
    """List the maps: one of the pages, and one of each kind of record."""
    site = resources.settings.public_url.rstrip("/")
    maps = (f"{site}/sitemaps/{name}.xml" for name in ("pages", *Mapped))
    return Response(_map("sitemapindex", "sitemap", maps), media_type=XML)


@router.get("/sitemaps/pages.xml")
async def show_map_of_pages(resources: ResourcesDep) -> Response:
    """Map the pages that are always there."""
    site = resources.settings.public_url.rstrip("/")
    return Response(_map("urlset", "url", (site + path for path in PAGES)), media_type=XML)


@router.get("/sitemaps/{kind}.xml", dependencies=[limited("open_data")])
async def show_map_of_records(request: Request, kind: Mapped, resources: ResourcesDep) -> Response:
    """Map the records of a kind that anybody may read."""
    peers, site = request.app.state.peers, resources.settings.public_url.rstrip("/")
    if kind is Mapped.NEEDS:
        parts = OpenNeedsGateway(peers).parts("/demands", {"status": OPEN})
    else:
        parts = CatalogGateway(peers).parts(f"/{kind}", {})
    first = await anext(parts)
    return StreamingResponse(_mapped(f"{site}/{kind}/", first, parts), media_type=XML)


async def _mapped(
    site: str, first: list[dict[str, Any]], parts: AsyncIterator[list[dict[str, Any]]]
) -> AsyncIterator[str]:
    """Yield a map of records, a part at a time, as far as a map may go."""
    yield _HEAD.format("urlset", _NAMESPACE)
    left = MOST - len(first)
    yield "".join(_place("url", site + row["id"]) for row in first)
    async for part in parts:
        yield "".join(_place("url", site + row["id"]) for row in part[:left])
        left -= len(part)
        if left <= 0:
            break
    yield "</urlset>\n"


def _map(name: str, of: str, addresses: Iterable[str]) -> str:
    places = "".join(_place(of, address) for address in addresses)
    return f"{_HEAD.format(name, _NAMESPACE)}{places}</{name}>\n"


def _place(name: str, address: str) -> str:
    return f"<{name}><loc>{escape(address)}</loc></{name}>\n"
