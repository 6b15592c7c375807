"""All pages of who helps."""

from fastapi import APIRouter

from services.portal.pages.supply import (
    answers,
    envoys,
    fitting,
    keeping,
    profiles,
    registering,
    registrations,
    responding,
    standing,
    teaming,
)

PAGES = (
    fitting,
    standing,
    answers,
    responding,
    teaming,
    profiles,
    keeping,
    registering,
    registrations,
    envoys,
)

router = APIRouter()
for page in PAGES:
    router.include_router(page.router)
