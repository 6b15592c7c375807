"""The history of the requests service's tables."""

from services.requests.amendments import models as amendments
from services.requests.cases import models as cases
from services.requests.deliverables import models as deliverables
from services.requests.demands import models as demands
from services.requests.disputes import models as disputes
from services.requests.engagements import models as engagements
from services.requests.followups import models as followups
from services.requests.grants import models as grants
from services.requests.joining import models as joining
from services.requests.milestones import models as milestones
from services.requests.pursuit import models as pursuit
from services.requests.responses import models as responses
from services.requests.reviews import models as reviews
from services.requests.tables import RequestsTable

__all__ = [
    "amendments",
    "cases",
    "deliverables",
    "demands",
    "disputes",
    "engagements",
    "followups",
    "grants",
    "joining",
    "milestones",
    "pursuit",
    "responses",
    "reviews",
]

metadata = RequestsTable.metadata
