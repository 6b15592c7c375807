"""The pages of the desk; nobody here is a person with an account, so all are led to sign in."""

from typing import Final
from uuid import UUID

from tests.access.matrix import WHO, Matrix, Row

LED_ON: Final = (303,) * len(WHO)
NEED: Final = "/desk/needs/{need_id}"
EXPERT: Final = "/desk/registrations/{registration_id}"
DISPUTE: Final = "/desk/disputes/{engagement_id}"
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
    ("GET", "/desk/disputes"): [Row(LED_ON)],
    ("GET", DISPUTE): [Row(LED_ON)],
    ("POST", f"{DISPUTE}/steps/{{action}}"): [Row(LED_ON)],
    ("POST", f"{DISPUTE}/statements"): [Row(LED_ON)],
    ("GET", "/desk/registrations"): [Row(LED_ON)],
    ("GET", EXPERT): [Row(LED_ON)],
    ("POST", f"{EXPERT}/steps/{{action}}"): [Row(LED_ON)],
    ("POST", f"{EXPERT}/assessments"): [Row(LED_ON)],
    ("POST", f"{EXPERT}/dispatches"): [Row(LED_ON)],
    ("GET", "/desk/listings"): [Row(LED_ON)],
    ("GET", "/desk/listings/{provider_id}"): [Row(LED_ON)],
    ("POST", "/desk/listings/{provider_id}/steps/{action}"): [Row(LED_ON)],
    ("GET", "/desk/teams"): [Row(LED_ON)],
    ("GET", "/desk/teams/{team_id}"): [Row(LED_ON)],
    ("POST", "/desk/teams/{team_id}/steps/{action}"): [Row(LED_ON)],
    ("GET", "/desk/terms"): [Row(LED_ON)],
    ("GET", "/desk/terms/new"): [Row(LED_ON)],
    ("POST", "/desk/terms/new"): [Row(LED_ON)],
    ("GET", "/desk/terms/{proposal_id}"): [Row(LED_ON)],
    ("POST", "/desk/terms/{proposal_id}/steps/{action}"): [Row(LED_ON)],
    ("GET", "/desk/audit"): [Row(LED_ON)],
    ("GET", "/desk/people"): [Row(LED_ON)],
    ("POST", "/desk/people"): [Row(LED_ON)],
    ("GET", "/desk/people/{person_id}"): [Row(LED_ON)],
    ("POST", "/desk/people/{person_id}/roles/{role}/{verb}"): [Row(LED_ON)],
    ("POST", "/desk/people/{person_id}/{deed}"): [Row(LED_ON)],
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

DESK_IDS: Final = {
    **dict.fromkeys(
        (
            "organization_id",
            "order_id",
            "registration_id",
            "provider_id",
            "team_id",
            "person_id",
            "proposal_id",
        ),
        str(UUID(int=7)),
    ),
    "role": "operator",
    "verb": "grant",
    "deed": "disable",
}
