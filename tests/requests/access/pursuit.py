"""Who may call what about the needs in pursuit."""

from typing import Final

from tests.requests.access.matrix import ALL, OPERATORS, Matrix, Row, nothing

PURSUIT: Final[Matrix] = {
    ("GET", "/pursuit"): [Row(nothing, OPERATORS)],
    ("GET", "/pursuit/rules"): [Row(nothing, ALL)],
    ("GET", "/pursuit/unanswered"): [Row(nothing, ALL)],
}
