"""The HTTP face of experts."""

from services.catalog.entries.endpoints import entry_router
from services.catalog.experts.service import EXPERTS

router = entry_router(EXPERTS)
