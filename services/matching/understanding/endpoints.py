"""The HTTP face of understanding."""

from fastapi import APIRouter

from services.matching.dependencies import UnderstandingDep
from services.matching.understanding.schemas import TextDraft, UnderstandingRead

router = APIRouter(tags=["understanding"])


@router.post("/understanding")
async def understand(draft: TextDraft, understanding: UnderstandingDep) -> UnderstandingRead:
    """Say what a text is understood as, in the terms of the vocabulary; nothing is stored."""
    return understanding.understand(draft)
