"""The HTTP face of providers."""

from services.catalog.entries.endpoints import entry_router
from services.catalog.providers.service import PROVIDERS

router = entry_router(PROVIDERS)
