"""Cells of sheets that people open in a spreadsheet."""

from typing import Final

_FORMULA_SIGNS: Final = tuple("=+-@\t\r\0＝＋－＠")


def safe_cell(text: str) -> str:
    """Return `text` so that no spreadsheet takes it for a formula (OWASP: CSV injection)."""
    plain = text.replace("\0", "")
    return f"'{plain}" if text.startswith(_FORMULA_SIGNS) else plain
