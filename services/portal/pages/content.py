"""What is typed into the steps of a need, and what the requests service is told of it."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from services.portal.pages.regions import region_code_of
from services.portal.pages.schemas import SEPARATORS

METRICS: Final = 3
"""How many figures the form has room for."""

METRIC_FIELDS: Final = (
    "name",
    "present_value",
    "comparison",
    "target_value",
    "target_high",
    "unit",
)
METRIC_NUMBERS: Final = frozenset({"present_value", "target_value", "target_high"})


def metric_field(number: int, name: str) -> str:
    """Return the name of a field of the figure with this number, from 0."""
    return f"metric_targets.{number}.{name}"


FIELDS_OF: Final[Mapping[int, tuple[str, ...]]] = {
    1: ("title", "description"),
    2: (
        *(metric_field(number, name) for number in range(METRICS) for name in METRIC_FIELDS),
        "budget_min",
        "budget_max",
        "deadline",
        "urgency",
        "industry_code",
        "region_code",
        "required_qualifications",
    ),
    3: (
        "confidentiality",
        "public_summary",
        "confidential_detail",
        "org_hidden",
        "contact_name",
        "contact_phone",
        "contact_email",
    ),
}
"""The fields of each step; the fourth shows what they hold."""

LAST: Final = 4
LONG: Final = frozenset({"description", "public_summary", "confidential_detail"})
MOST_SIGNS: Final = 25_000
MOST_SIGNS_OF_A_LINE: Final = 500

PLAIN: Final = (
    "title",
    "description",
    "public_summary",
    "confidential_detail",
    "deadline",
    "industry_code",
    "region_code",
    "contact_name",
    "contact_phone",
    "contact_email",
)


def kept(name: str, typed: str) -> str:
    """Return what is kept of what was typed: what a database can hold, and no book.

    A place is kept by its code, however it was named.
    """
    clean = typed.replace("\0", "").encode("utf-8", "ignore").decode()
    if name == "region_code":
        clean = region_code_of(clean[:MOST_SIGNS_OF_A_LINE])
    return clean[: MOST_SIGNS if name in LONG else MOST_SIGNS_OF_A_LINE]


def step_of(field: str) -> int:
    """Return the step in which a field is filled in; the first, of a field that is in none."""
    first = field.partition(".")[0]
    for step, names in FIELDS_OF.items():
        if any(name == field or name.partition(".")[0] == first for name in names):
            return step
    return 1


def payload(content: Mapping[str, str]) -> dict[str, Any]:
    """Return the whole need as the requests service takes it; null is what was not said."""
    said = {name: value.strip() for name, value in content.items()}
    return {
        **{name: said.get(name) or None for name in PLAIN},
        "title": said.get("title", ""),
        "confidentiality": said.get("confidentiality") or "open",
        "urgency": said.get("urgency") or "normal",
        "org_hidden": said.get("org_hidden") == "yes",
        "budget_min": _amount(said.get("budget_min", "")),
        "budget_max": _amount(said.get("budget_max", "")),
        "required_qualifications": list(_listed(said.get("required_qualifications", ""))),
        "metric_targets": _metrics(said),
    }


def content_of(need: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands in the fields when a need is changed."""
    content = {name: _typed(need.get(name)) for name in _known_fields()}
    for number, metric in enumerate(need.get("metric_targets", [])[:METRICS]):
        content |= {metric_field(number, name): _typed(metric.get(name)) for name in METRIC_FIELDS}
    return {name: value for name, value in content.items() if value}


def _known_fields() -> Iterable[str]:
    return (name for names in FIELDS_OF.values() for name in names if "." not in name)


def _typed(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, list):
        return "，".join(str(item) for item in value)
    if isinstance(value, float):
        return f"{value:.15g}"
    return "" if value is None else str(value)


def _amount(text: str) -> str | None:
    """Read an amount as people write it: 200,000 or ２００，０００."""
    return text.replace(",", "").replace("，", "").strip() or None


def _listed(text: str) -> Iterable[str]:
    names = (name.strip() for name in text.translate(SEPARATORS).split(","))
    return dict.fromkeys(name for name in names if name)


def shown_metrics(content: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the figures of which anything was said, as it was typed."""
    rows = (
        {name: content.get(metric_field(number, name), "").strip() for name in METRIC_FIELDS}
        for number in range(METRICS)
    )
    return [row for row in rows if _says_something(row)]


def _says_something(row: Mapping[str, str]) -> bool:
    """Tell whether anything was said of a figure; a choice alone says nothing."""
    return any(value for name, value in row.items() if name != "comparison")


def _metrics(said: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {name: _part(name, value) for name, value in row.items() if value}
        for row in shown_metrics(said)
    ]


def _part(name: str, value: str) -> object:
    """Return a number where one is wanted; what is none goes on as it is, and is complained of."""
    if name not in METRIC_NUMBERS:
        return value
    try:
        return float(value.replace(",", "").replace("，", ""))
    except ValueError:
        return value
