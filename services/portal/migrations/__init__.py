"""The history of the portal's tables."""

from services.portal.credentials import models as credentials
from services.portal.mail import models as mail
from services.portal.sessions import models as sessions
from services.portal.tables import PortalTable

__all__ = ["credentials", "mail", "sessions"]

metadata = PortalTable.metadata
