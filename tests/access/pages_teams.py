"""Who may call the pages about teams: who has an account."""

from typing import Final

from tests.access.matrix import WHO, Matrix, Row

LED_ON: Final = (303,) * len(WHO)

TEAMS: Final[Matrix] = {
    ("GET", "/teams"): [Row(LED_ON)],
    ("POST", "/teams"): [Row(LED_ON)],
}
