"""The history of the catalogue's tables."""

from services.catalog.achievements import models as achievements
from services.catalog.cases import models as cases
from services.catalog.entries import models as entries
from services.catalog.experts import models as experts
from services.catalog.facilities import models as facilities
from services.catalog.listings import models as listings
from services.catalog.offerings import models as offerings
from services.catalog.providers import models as providers
from services.catalog.registrations import models as registrations
from services.catalog.tables import CatalogTable
from services.catalog.teams import models as teams

__all__ = [
    "achievements",
    "cases",
    "entries",
    "experts",
    "facilities",
    "listings",
    "offerings",
    "providers",
    "registrations",
    "teams",
]

metadata = CatalogTable.metadata
