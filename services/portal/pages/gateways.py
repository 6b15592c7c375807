"""What the pages ask of matching, and the part of its answer they show."""

from collections.abc import Mapping
from typing import Any, Final

import httpx
from pydantic import BaseModel, ValidationError

from services.portal.pages.schemas import NeedForm
from shared.network import PeerUnavailableError

SHOWN: Final = 10
"""How many matches a page shows."""


class FactorSnapshot(BaseModel):
    """One row of the table that a score is the sum of; a null value is unknown."""

    label: str
    value: float | None
    contribution: float
    could_add: float


class PlaceSnapshot(BaseModel):
    """A piece of text in which something matched, and where."""

    text: str
    spans: list[tuple[int, int]]


class TermSnapshot(BaseModel):
    """A term both sides speak of, as each writes it."""

    need_form: str
    entry_form: str


class MatchSnapshot(BaseModel):
    """The part of a match that a visitor sees."""

    kind: str
    id: str
    title: str
    organization: str | None
    summary: str | None
    region_name: str | None
    score: float
    factors: list[FactorSnapshot]
    terms: list[TermSnapshot]
    entry_places: list[PlaceSnapshot]
    reasons_for: list[str]
    reasons_against: list[str]
    unknown: list[str]


class MatchListSnapshot(BaseModel):
    """Matches, best first; `considered` counts the records that were compared."""

    items: list[MatchSnapshot]
    considered: int
    pending_changes: int


async def preview_matches(
    peers: httpx.AsyncClient, form: NeedForm, *, seconds: float
) -> MatchListSnapshot:
    """Return who and what could help with a need that is stored nowhere.

    Raises:
        PlatformError: Matching refuses the need, or does not answer in time.
    """
    answer = await peers.post(
        "http://matching/matches/preview", json=_question(form), timeout=seconds
    )
    try:
        return MatchListSnapshot.model_validate_json(answer.content)
    except ValidationError as error:
        raise PeerUnavailableError("matching") from error


def _question(form: NeedForm) -> Mapping[str, Any]:
    said = form.model_dump(mode="json", exclude={"kind"}, exclude_defaults=True)
    filters = {"kind": [form.kind]} if form.kind else {}
    return {**said, "filters": filters, "limit": SHOWN}
