"""What a visitor fills in."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from services.portal.pages.regions import region_code_of
from shared.errors import invalid_value
from shared.fields import Day, RegionCode, Yuan
from shared.language import Text
from shared.schemas import LongText, ShortText, StrictBody

KINDS = ("provider", "offering", "expert", "facility", "achievement")
QUALIFICATIONS_AT_MOST = 10
SEPARATORS = str.maketrans("，、；;\n", ",,,,,")


def _at_most_ten(names: list[str]) -> list[str]:
    if len(names) > QUALIFICATIONS_AT_MOST:
        raise invalid_value(
            Text("资质太多。", "These are too many qualifications."),
            Text("至多 {limit} 项", "at most {limit}"),
            limit=QUALIFICATIONS_AT_MOST,
        )
    return names


def names_in(text: str) -> list[str]:
    """Read names as people write them, with commas of either script; each once."""
    names = (name.strip() for name in text.translate(SEPARATORS).split(","))
    return list(dict.fromkeys(name for name in names if name))


def _separated(text: object) -> object:
    """Read a list as people write it, with commas of either script."""
    return names_in(text) if isinstance(text, str) else text


def _grouped(text: object) -> object:
    """Read an amount as people write it: 200,000 or ２００，０００."""
    return text.replace(",", "").replace("，", "").strip() if isinstance(text, str) else text


class NeedForm(StrictBody):
    """A need in plain words, and what the visitor chose to say about it."""

    text: LongText
    kind: Literal["provider", "offering", "expert", "facility", "achievement"] | None = None
    region_code: Annotated[RegionCode, BeforeValidator(region_code_of)] | None = None
    budget_max: Annotated[Yuan, BeforeValidator(_grouped)] | None = None
    deadline: Day | None = None
    required_qualifications: Annotated[
        list[ShortText], BeforeValidator(_separated), AfterValidator(_at_most_ten)
    ] = Field(default_factory=list)


FIELDS = tuple(NeedForm.model_fields)


def filled_in(form: Mapping[str, Any]) -> dict[str, str]:
    """Return what was typed into our fields; what is empty or not ours is left out."""
    typed = {name: form.get(name) for name in FIELDS}
    return {
        name: value for name, value in typed.items() if isinstance(value, str) and value.strip()
    }
