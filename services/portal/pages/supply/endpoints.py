"""All pages of who helps."""

from fastapi import APIRouter

from services.portal.pages.supply import answers, fitting, responding, teaming

router = APIRouter()
for page in (fitting, answers, responding, teaming):
    router.include_router(page.router)
