"""The routes of the desk."""

from typing import Final

from services.portal.pages.desk import case, figures, gaps, organizations, pursuit, queue

ROUTERS: Final = (
    queue.router,
    case.router,
    pursuit.router,
    organizations.router,
    figures.router,
    gaps.router,
)
