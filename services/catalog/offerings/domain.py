"""The classes of service."""

from enum import StrEnum


class ServiceClass(StrEnum):
    """The nine classes of the State Council's opinion of 2014 (国发〔2014〕49号)."""

    RESEARCH_DEVELOPMENT = "research_development"
    TECHNOLOGY_TRANSFER = "technology_transfer"
    TESTING_CERTIFICATION = "testing_certification"
    INCUBATION = "incubation"
    INTELLECTUAL_PROPERTY = "intellectual_property"
    CONSULTING = "consulting"
    FINANCE = "finance"
    SCIENCE_POPULARIZATION = "science_popularization"
    INTEGRATED = "integrated"
