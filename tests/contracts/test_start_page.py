"""The start page asks what matching takes, and reads no more than matching answers."""

from typing import Any, get_args

import pytest
from pydantic import BaseModel

from services.matching.matches.schemas import MatchList, NeedDraft
from services.matching.ranking.nearness import Nearness
from services.portal.pages.gateways import FAINT, NEAR, MatchListSnapshot, _question
from services.portal.pages.schemas import NeedForm


def fields(model: type[BaseModel], path: str = "") -> dict[str, Any]:
    """Return every field of a model, and of the models in its lists, by dotted path."""
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        [*inner] = get_args(info.annotation)
        below = inner[0] if inner and isinstance(inner[0], type) else None
        if below and issubclass(below, BaseModel):
            found |= fields(below, f"{path}{name}.")
        else:
            found[f"{path}{name}"] = info.annotation
    return found


def test_what_the_page_reads_is_what_matching_answers() -> None:
    answered, read = fields(MatchList), fields(MatchListSnapshot)

    assert set(read) <= set(answered)
    assert len(read) > 15
    # These are one of a few words there and any word here.
    differing = {path for path in read if read[path] != answered[path]}
    assert differing == {"items.kind", "items.nearness"}
    assert {NEAR, FAINT} <= set(Nearness)


@pytest.mark.parametrize(
    "said",
    [
        {"text": "气孔"},
        {"text": "气孔", "kind": "expert", "region_code": "441900", "budget_max": "1,000.5"},
        {"text": "气孔", "deadline": "2027-01-31", "required_qualifications": "CMA，CNAS"},
    ],
)
def test_matching_takes_what_the_page_asks(said: dict[str, str]) -> None:
    form = NeedForm.model_validate(said)

    draft = NeedDraft.model_validate(_question(form))

    assert draft.text == form.text
    assert (draft.region_code, draft.budget_max, draft.deadline) == (
        form.region_code,
        form.budget_max,
        form.deadline,
    )
    assert draft.required_qualifications == form.required_qualifications
    assert draft.filters.kind == ([form.kind] if form.kind else [])
