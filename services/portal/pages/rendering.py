"""Turns what the pages know into HTML."""

import gzip
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from http import HTTPStatus
from types import MappingProxyType
from typing import Any, Final
from uuid import UUID

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.responses import HTMLResponse

from services.portal.pages.assets import Assets
from services.portal.pages.figures import FILTERS, industries_named
from services.portal.pages.forms import told
from services.portal.pages.gateways import MatchListSnapshot, PlaceSnapshot
from services.portal.pages.navigation import navigation_of
from services.portal.pages.regions import REGION_FILTERS, choosable_regions
from services.portal.pages.schemas import FIELDS, KINDS
from services.portal.pages.texts import spoken
from services.portal.pages.tones import tone
from services.portal.pages.visit import Visit
from services.portal.pages.visitors.codes import CODE_FILTERS
from services.portal.pages.visitors.front import Front
from shared.errors import FieldProblem
from shared.language import Language

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
QUICKLY: Final = 4
"""How hard a page is compressed; a millisecond for a long one."""

PLACES_SHOWN: Final = 3
PATHS: Final[Mapping[str, str]] = {
    "provider": "/providers",
    "offering": "/offerings",
    "expert": "/experts",
    "facility": "/facilities",
    "achievement": "/achievements",
    "demand": "/needs",
}
"""Where the pages of each kind of record are."""
_NO_LABELS: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class StartPage:
    """What the start page shows: what was typed, and what came of it."""

    visit: Visit
    typed: Mapping[str, str] = field(default_factory=dict)
    matches: MatchListSnapshot | None = None
    front: Front | None = None
    problems: Sequence[FieldProblem] = ()
    away: bool = False
    refusal: str | None = None
    status: HTTPStatus = HTTPStatus.OK

    @property
    def language(self) -> Language:
        """The language of the page."""
        return self.visit.language


class Pages:
    """The templates, read once, and where their links lead."""

    def __init__(self, public_urls: Mapping[str, str], assets: Assets) -> None:
        self._public_urls = {name: url.rstrip("/") for name, url in public_urls.items()}
        self._environment = Environment(
            loader=PackageLoader("services.portal.pages"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.globals |= {
            "segments": segments,
            "points": points,
            "link_to": link_to,
            "told": told,
            "regions": choosable_regions,
            "industries": industries_named,
            "asset": assets.address,
            "navigation": navigation_of,
            "tone": tone,
        }
        self._environment.filters |= {**FILTERS, **CODE_FILTERS, **REGION_FILTERS}

    def start(self, page: StartPage) -> HTMLResponse:
        """Return the start page."""
        return self.render(
            "start.html",
            page.visit,
            status=page.status,
            page=page,
            typed=dict.fromkeys(FIELDS, "") | dict(page.typed),
            kinds=KINDS,
            errors={problem.field.partition(".")[0]: problem for problem in page.problems},
            places_shown=PLACES_SHOWN,
        )

    def render(
        self,
        template: str,
        visit: Visit,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        labels: Mapping[str, str] = _NO_LABELS,
        **shown: Any,  # noqa: ANN401 - what the template tells
    ) -> HTMLResponse:
        """Return a page; `labels` names the texts of fields that are not called like them."""
        t = spoken(visit.language)

        def label_of(field: str) -> str:
            last = field.rpartition(".")[2]
            part = f"metric_{last}" if field.startswith("metric_targets.") else field
            name = labels.get(field, part)
            return t.get(name, t.get(field.partition(".")[0], field))

        html = self._environment.get_template(template).render(
            visit=visit,
            t=t,
            label_of=label_of,
            other=Language.EN if visit.language is Language.ZH else Language.ZH,
            public_urls=self._public_urls,
            **shown,
        )
        headers = {**_HEADERS, "Content-Language": visit.language}
        if not visit.compressed:
            return HTMLResponse(html, status, headers)
        headers["Content-Encoding"] = "gzip"
        return HTMLResponse(gzip.compress(html.encode(), QUICKLY, mtime=0), status, headers)


_HEADERS: Final = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "Vary": "Accept-Encoding, Accept-Language, Cookie, HX-Request",
    # With "no-referrer" browsers would not tell where a form comes from, which the gate asks.
    "Referrer-Policy": "same-origin",
}


def segments(place: PlaceSnapshot) -> Iterable[tuple[str, bool]]:
    """Yield the pieces of a text, each with whether it matched; spans out of place are ignored."""
    at = 0
    for start, end in sorted(place.spans):
        if start < at or end <= start or end > len(place.text):
            continue
        if start > at:
            yield place.text[at:start], False
        yield place.text[start:end], True
        at = end
    if at < len(place.text):
        yield place.text[at:], False


def link_to(kind: str, record_id: str | UUID) -> str | None:
    """Return where a record can be read in full, if there is a page of its kind."""
    place = PATHS.get(kind)
    return f"{place}/{record_id}" if place else None


def points(fraction: float) -> str:
    """Return a part of a score as points out of 100."""
    return f"{fraction * 100:.0f}"
