"""All pages of one's own account."""

from fastapi import APIRouter

from services.portal.pages.account import organizations, overview

router = APIRouter()
for page in (overview, organizations):
    router.include_router(page.router)
