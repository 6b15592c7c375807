"""What makes providers a kind of entry."""

from typing import Final

from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from services.catalog.providers.errors import ProviderNotFoundError
from services.catalog.providers.models import Provider
from services.catalog.providers.schemas import (
    ProviderDraft,
    ProviderFilters,
    ProviderOwned,
    ProviderPatch,
    ProviderPublic,
    ProviderRead,
)

PROVIDERS: Final = Kind(
    kind=EntryKind.PROVIDER,
    plural="providers",
    table=Provider,
    draft=ProviderDraft,
    patch=ProviderPatch,
    public=ProviderPublic,
    read=ProviderRead,
    owned=ProviderOwned,
    filters=ProviderFilters,
    not_found=ProviderNotFoundError,
    cases_field="cases",
)
