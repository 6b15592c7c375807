"""The regions a visitor may choose: provinces and cities of GB/T 2260."""

from functools import lru_cache

from shared.classification import region_name


@lru_cache(maxsize=1)
def choosable_regions() -> tuple[tuple[str, str], ...]:
    """Return code and full name of every province and city, in the order of codes.

    A municipality's second code, for its districts together, has no name of its own.
    """
    named: dict[str, str] = {}
    for number in range(1100, 8300):
        code = f"{number:04d}00"
        if name := region_name(code):
            named.setdefault(name, code)
    return tuple((code, name) for name, code in named.items())
