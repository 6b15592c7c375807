"""The pages of the desk; nobody here is a person with an account, so all are led to sign in."""

from typing import Final

from tests.access.matrix import WHO, Matrix, Row

LED_ON: Final = (303,) * len(WHO)
NEED: Final = "/desk/needs/{need_id}"

DESK: Final[Matrix] = {
    ("GET", "/desk"): [Row(LED_ON)],
    ("GET", "/desk/find"): [Row(LED_ON)],
    ("GET", NEED): [Row(LED_ON)],
    ("POST", f"{NEED}/steps/{{action}}"): [Row(LED_ON)],
    ("POST", f"{NEED}/filing"): [Row(LED_ON)],
    ("GET", f"{NEED}/beside/{{other_id}}"): [Row(LED_ON)],
    ("GET", "/desk/pursuit"): [Row(LED_ON)],
}
