"""What makes experts a kind of entry."""

from typing import Final

from services.catalog.entries.domain import EntryKind
from services.catalog.entries.kind import Kind
from services.catalog.experts.errors import ExpertFileExistsError, ExpertNotFoundError
from services.catalog.experts.models import Expert
from services.catalog.experts.schemas import (
    ExpertDraft,
    ExpertFilters,
    ExpertOwned,
    ExpertPatch,
    ExpertPublic,
    ExpertRead,
)

EXPERTS: Final = Kind(
    kind=EntryKind.EXPERT,
    plural="experts",
    table=Expert,
    draft=ExpertDraft,
    patch=ExpertPatch,
    public=ExpertPublic,
    read=ExpertRead,
    owned=ExpertOwned,
    filters=ExpertFilters,
    not_found=ExpertNotFoundError,
    cases_field="service_history",
    reserved=frozenset({"registration_number"}),
    owner_taken=ExpertFileExistsError,
)
