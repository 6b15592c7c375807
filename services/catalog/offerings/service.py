"""What makes offerings a kind of entry."""

from typing import Final

from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind, ProviderLink
from services.catalog.offerings.errors import OfferingNotFoundError
from services.catalog.offerings.models import Offering
from services.catalog.offerings.schemas import (
    OfferingDraft,
    OfferingFilters,
    OfferingOwned,
    OfferingPatch,
    OfferingPublic,
    OfferingRead,
)
from services.catalog.providers.models import Provider

OFFERINGS: Final = Kind(
    kind=EntryKind.OFFERING,
    plural="offerings",
    table=Offering,
    draft=OfferingDraft,
    patch=OfferingPatch,
    public=OfferingPublic,
    read=OfferingRead,
    owned=OfferingOwned,
    filters=OfferingFilters,
    not_found=OfferingNotFoundError,
    cases_field="cases",
    link=ProviderLink(table=Provider, id_field="provider_id", key_field="provider_source_id"),
)
