"""The pages of the desk; nobody here is a person with an account, so all are led to sign in."""

from typing import Final
from uuid import UUID

from tests.access.matrix import WHO, Matrix, Row

LED_ON: Final = (303,) * len(WHO)
NEED: Final = "/desk/needs/{need_id}"
ORDER: Final = "/desk/import/{order_id}"

DESK: Final[Matrix] = {
    ("GET", "/desk"): [Row(LED_ON)],
    ("GET", "/desk/find"): [Row(LED_ON)],
    ("GET", NEED): [Row(LED_ON)],
    ("POST", f"{NEED}/steps/{{action}}"): [Row(LED_ON)],
    ("POST", f"{NEED}/filing"): [Row(LED_ON)],
    ("GET", f"{NEED}/beside/{{other_id}}"): [Row(LED_ON)],
    ("GET", "/desk/pursuit"): [Row(LED_ON)],
    ("GET", "/desk/organizations"): [Row(LED_ON)],
    ("GET", "/desk/gaps"): [Row(LED_ON)],
    ("GET", "/desk/import"): [Row(LED_ON)],
    ("POST", "/desk/import"): [Row(LED_ON)],
    ("GET", "/desk/import/template/{kind}.xlsx"): [
        Row(LED_ON, "/desk/import/template/demands.xlsx")
    ],
    ("GET", ORDER): [Row(LED_ON)],
    ("POST", f"{ORDER}/columns"): [Row(LED_ON)],
    ("POST", f"{ORDER}/next"): [Row(LED_ON)],
    ("POST", f"{ORDER}/store"): [Row(LED_ON)],
    ("POST", f"{ORDER}/discard"): [Row(LED_ON)],
    ("GET", f"{ORDER}/problems.xlsx"): [Row(LED_ON)],
    ("GET", "/desk/figures"): [Row(LED_ON)],
    ("GET", "/desk/figures/needs"): [Row(LED_ON)],
    ("GET", "/desk/figures.xlsx"): [Row(LED_ON)],
    ("GET", "/desk/figures/needs.xlsx"): [Row(LED_ON)],
    ("GET", "/desk/organizations/{organization_id}"): [Row(LED_ON)],
    ("POST", "/desk/organizations/{organization_id}/steps/{action}"): [Row(LED_ON)],
}

DESK_IDS: Final = dict.fromkeys(
    ("organization_id", "order_id", "registration_id", "provider_id", "team_id"), str(UUID(int=7))
)
