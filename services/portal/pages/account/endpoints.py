"""All pages of one's own account."""

from fastapi import APIRouter

from services.portal.pages.account import (
    address,
    data,
    members,
    messages,
    organizations,
    overview,
    tokens,
)

router = APIRouter()
for page in (overview, address, organizations, members, messages, tokens, data):
    router.include_router(page.router)
