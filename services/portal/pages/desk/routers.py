"""The routes of the desk."""

from typing import Final

from services.portal.pages.desk import (
    audit,
    case,
    disputes,
    figures,
    gaps,
    imports,
    listings,
    organizations,
    people,
    pursuit,
    queue,
    registrations,
    terms,
)

ROUTERS: Final = tuple(
    section.router
    for section in (
        queue,
        case,
        pursuit,
        disputes,
        organizations,
        registrations,
        listings,
        figures,
        gaps,
        terms,
        imports,
        audit,
        people,
    )
)
