"""The HTTP face of achievements."""

from services.catalog.achievements.service import ACHIEVEMENTS
from services.catalog.entries.endpoints import entry_router

router = entry_router(ACHIEVEMENTS)
