"""All pages of who helps."""

from fastapi import APIRouter

from services.portal.pages.supply import (
    answers,
    fitting,
    keeping,
    profiles,
    responding,
    standing,
    teaming,
)

router = APIRouter()
for page in (fitting, standing, answers, responding, teaming, profiles, keeping):
    router.include_router(page.router)
