"""The history of the requests service's tables."""

from services.requests.demands import models as demands
from services.requests.grants import models as grants
from services.requests.joining import models as joining
from services.requests.pursuit import models as pursuit
from services.requests.responses import models as responses
from services.requests.tables import RequestsTable

__all__ = ["demands", "grants", "joining", "pursuit", "responses"]

metadata = RequestsTable.metadata
