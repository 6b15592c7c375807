"""The history of the portal's tables."""

from services.portal.credentials import models as credentials
from services.portal.drafts import models as drafts
from services.portal.mail import models as mail
from services.portal.notifications import models as notifications
from services.portal.oidc import models as oidc
from services.portal.organizations import models as organizations
from services.portal.privacy import models as privacy
from services.portal.sessions import models as sessions
from services.portal.tables import PortalTable
from services.portal.tokens import models as tokens

__all__ = [
    "credentials",
    "drafts",
    "mail",
    "notifications",
    "oidc",
    "organizations",
    "privacy",
    "sessions",
    "tokens",
]

metadata = PortalTable.metadata
