"""The routes of the pages for everybody."""

from typing import Final

from services.portal.pages.visitors import (
    crawling,
    entries,
    handbook,
    market,
    open_data,
    problems,
    search,
    wanted,
)

ROUTERS: Final = tuple(
    module.router
    for module in (search, market, entries, wanted, problems, handbook, open_data, crawling)
)
