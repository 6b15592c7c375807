"""The HTTP face of offerings."""

from services.catalog.entries.endpoints import entry_router
from services.catalog.offerings.service import OFFERINGS

router = entry_router(OFFERINGS)
