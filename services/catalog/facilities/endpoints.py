"""The HTTP face of facilities."""

from services.catalog.entries.endpoints import entry_router
from services.catalog.facilities.service import FACILITIES

router = entry_router(FACILITIES)
