"""Working hours as an operator of the platform writes them."""

from datetime import time
from itertools import pairwise


def read_hours(text: str) -> tuple[tuple[time, time], ...]:
    """Read `"09:00-12:00,14:00-18:00"`.

    Raises:
        ValueError: A shift is malformed, empty, or begins before the one before it ends.
    """
    shifts = tuple(_shift(part.strip()) for part in text.split(","))
    if any(closing > opening for (_, closing), (opening, _) in pairwise(shifts)):
        raise ValueError("Shifts must be in order and must not overlap.")
    return shifts


def _shift(text: str) -> tuple[time, time]:
    opening, _, closing = text.partition("-")
    begin, end = time.fromisoformat(opening), time.fromisoformat(closing)
    if begin >= end:
        raise ValueError(f"A shift ends after it begins: {text}.")
    return begin, end
