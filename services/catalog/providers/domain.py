"""What kinds of body a provider can be."""

from enum import StrEnum


class BodyKind(StrEnum):
    """The kind of organization."""

    ENTERPRISE = "enterprise"
    UNIVERSITY = "university"
    INSTITUTE = "institute"
    LABORATORY = "laboratory"
    ASSOCIATION = "association"
    SERVICE_AGENCY = "service_agency"
    PLATFORM = "platform"
