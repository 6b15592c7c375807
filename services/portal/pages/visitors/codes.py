"""What the codes of a record are called, in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.portal.pages.figures import industry, region
from services.portal.pages.visitors.wording import CODES
from shared.classification import SERVICE_CLASSES, Label, discipline_name
from shared.language import Language, current_language


def discipline(code: str | None) -> str:
    """Return the name of the discipline that a code belongs to, or the code."""
    return _picked(discipline_name(code), code) if code else ""


def coded(code: str | None, group: str) -> str:
    """Return what a value of one of our own lists is called, or the value.

    Args:
        code: The value, such as `institute`.
        group: The name of the list, such as `kind_of_body` or `service_class`.
    """
    if not code:
        return ""
    if group == "service_class":
        return _picked(SERVICE_CLASSES.get(code), code)
    text = CODES.get(f"{group}_{code}")
    return text.pick(current_language.get()) if text else code


def named(facet: str, value: str) -> str:
    """Return what a value of a facet is called."""
    if facet == "region":
        return region(value)
    return industry(value) if facet == "industry" else coded(value, facet)


def per(unit: str) -> str:
    """Return what a price is for, as it stands behind one that names the money: /小时."""
    return unit.removeprefix("元") if unit.startswith("元/") else f" ({unit})"


def _picked(label: Label | None, code: str) -> str:
    if label is None:
        return code
    return label.zh if current_language.get() is Language.ZH else label.en


CODE_FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    "discipline": discipline,
    "coded": coded,
    "per": per,
}
"""What templates may write behind a code."""
