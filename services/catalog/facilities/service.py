"""What makes facilities a kind of entry."""

from typing import Final

from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind, ProviderLink
from services.catalog.facilities.errors import FacilityNotFoundError
from services.catalog.facilities.models import Facility
from services.catalog.facilities.schemas import (
    FacilityDraft,
    FacilityFilters,
    FacilityOwned,
    FacilityPatch,
    FacilityPublic,
    FacilityRead,
)
from services.catalog.providers.models import Provider

FACILITIES: Final = Kind(
    kind=EntryKind.FACILITY,
    plural="facilities",
    table=Facility,
    draft=FacilityDraft,
    patch=FacilityPatch,
    public=FacilityPublic,
    read=FacilityRead,
    owned=FacilityOwned,
    filters=FacilityFilters,
    not_found=FacilityNotFoundError,
    link=ProviderLink(table=Provider, id_field="provider_id", key_field="provider_source_id"),
)
