"""The routes of the desk."""

from typing import Final

from services.portal.pages.desk import case, figures, imports, organizations, pursuit, queue

ROUTERS: Final = tuple(
    section.router for section in (queue, case, pursuit, organizations, figures, imports)
)
