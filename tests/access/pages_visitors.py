"""Who may open the pages for everybody: everybody."""

from typing import Final

from tests.access.matrix import ALL, GONE, WHO, Matrix, Row

SHOWN: Final = (
    "/search",
    "/services",
    "/open-needs",
    "/common-problems",
    "/solved",
    "/about",
    "/help",
    "/terms",
    "/privacy",
    "/open-data",
    "/understanding",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemaps/pages.xml",
)
KINDS: Final = ("providers", "offerings", "experts", "facilities", "achievements")

VISITORS: Final[Matrix] = {
    **{("GET", path): [Row(ALL)] for path in SHOWN},
    **{("GET", f"/{kind}"): [Row((303,) * len(WHO))] for kind in KINDS},
    **{("GET", f"/{kind}/{{entry_id}}"): [Row(GONE)] for kind in KINDS},
    **{("POST", f"/{kind}/{{entry_id}}/invitations"): [Row((303,) * len(WHO))] for kind in KINDS},
    ("GET", "/open-data/{name}.{form}"): [Row(ALL, "/open-data/needs.csv")],
    ("GET", "/sitemaps/{kind}.xml"): [Row(ALL, "/sitemaps/needs.xml")],
}
