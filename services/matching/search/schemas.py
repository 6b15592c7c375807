"""What the search box asks, and what it is answered."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field

from services.matching.replicas.schemas import FilterQuery, SubjectRead
from shared.schemas import storable


class HighlightRead(BaseModel):
    """A piece of the original text; `spans` are the (start, end) of matching characters in it."""

    text: str
    spans: list[tuple[int, int]]


class SearchQueryParameters(FilterQuery):
    """What is looked for. Nothing in `q` is an operator; its last word may be unfinished."""

    q: Annotated[str, Field(max_length=500), AfterValidator(storable)] = ""
    offset: Annotated[int, Field(ge=0, le=1000)] = 0
    limit: Annotated[int, Field(ge=1, le=50)] = 20


class HitRead(SubjectRead):
    """A record that was found, with the places where the words stand."""

    score: float
    title_highlight: HighlightRead
    snippet: HighlightRead | None


class SearchList(BaseModel):
    """One page of what was found, best first.

    `facets` counts everything found, not only this page. `pending_changes` says how many
    published changes the index has not taken up yet: 0 means that the answer is up to date.
    """

    items: list[HitRead]
    total: int
    facets: dict[str, dict[str, int]]
    pending_changes: int
