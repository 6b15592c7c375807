"""The pages of cases, for the app to take up."""

from typing import Final

from fastapi import APIRouter

from services.portal.pages.cases import endpoints as comparing
from services.portal.pages.cases import granting, matching, serving
from services.portal.pages.engagements import endpoints as engagements
from services.portal.pages.engagements import filing
from services.portal.pages.responses import endpoints as responses

ROUTERS: Final[tuple[APIRouter, ...]] = (
    comparing.router,
    matching.router,
    granting.router,
    serving.router,
    responses.router,
    filing.router,
    engagements.router,
)
