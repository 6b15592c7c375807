"""Who may call what of the portal: everybody everything."""

from typing import Final
from uuid import UUID

from services.portal.pages.assets import Assets
from services.portal.settings import BUILT
from tests.access.matrix import ALL, COMMON, GONE, WHO, Matrix, Row, disagreements
from tests.access.pages_account import ACCOUNT
from tests.access.pages_cases import CASES, CASES_IDS
from tests.access.pages_desk import DESK, DESK_IDS
from tests.access.pages_supply import SUPPLY
from tests.access.pages_teams import TEAMS
from tests.access.pages_visitors import VISITORS
from tests.whole import WholePlatform

NO_ID: Final = UUID(int=7)
LED_ON: Final = (303,) * len(WHO)
"""Nobody here is a person with an account, so whoever wants more is led to the sign-in."""

INCOMPLETE: Final = (422,) * len(WHO)

PAGES: Final[Matrix] = {
    ("GET", "/sign-in"): [Row(ALL)],
    ("POST", "/sign-in"): [Row(INCOMPLETE)],
    ("POST", "/sign-out"): [Row(LED_ON)],
    ("GET", "/register"): [Row(ALL)],
    ("POST", "/register"): [Row(INCOMPLETE)],
    ("GET", "/register/confirm"): [Row(ALL)],
    ("POST", "/register/confirm"): [Row(INCOMPLETE)],
    ("GET", "/password/forgotten"): [Row(ALL)],
    ("POST", "/password/forgotten"): [Row(INCOMPLETE)],
    ("GET", "/password/new"): [Row(ALL)],
    ("POST", "/password/new"): [Row(INCOMPLETE)],
    ("GET", "/account"): [Row(LED_ON)],
    ("POST", "/account/password"): [Row(LED_ON)],
    ("POST", "/account/sessions/end-others"): [Row(LED_ON)],
    ("POST", "/account/sessions/{session_id}/end"): [Row(LED_ON)],
    ("GET", "/organizations/new"): [Row(LED_ON)],
    ("POST", "/organizations/new"): [Row(LED_ON)],
    ("GET", "/display"): [Row(ALL)],
    ("POST", "/display"): [Row(LED_ON)],
    ("GET", "/needs/new"): [Row(ALL)],
    ("POST", "/needs/new"): [Row(LED_ON)],
    ("GET", "/needs/new/{draft_id}"): [Row(GONE)],
    ("POST", "/needs/new/{draft_id}"): [Row(GONE)],
    ("POST", "/needs/new/{draft_id}/discard"): [Row(GONE)],
    ("POST", "/needs/new/{draft_id}/post"): [Row(LED_ON)],
    ("GET", "/needs"): [Row(LED_ON)],
    ("GET", "/needs/{need_id}"): [Row(GONE)],
    ("POST", "/needs/{need_id}/steps/{action}"): [Row(LED_ON)],
    ("POST", "/needs/{need_id}/join"): [Row(LED_ON)],
    ("POST", "/needs/{need_id}/leave"): [Row(LED_ON)],
    ("POST", "/needs/{need_id}/edit"): [Row(LED_ON)],
    ("POST", "/needs/{need_id}/contact"): [Row(LED_ON)],
    ("GET", "/inbox"): [Row(LED_ON)],
    ("POST", "/inbox/{message_id}/read"): [Row(LED_ON)],
    ("POST", "/inbox/read/{up_to}"): [Row(LED_ON)],
}
IDS: Final = {
    **DESK_IDS,
    "entry_id": str(NO_ID),
    **dict.fromkeys(
        ("session_id", "draft_id", "need_id", "other_id", "message_id", "up_to"),
        str(NO_ID),
    ),
    **CASES_IDS,
    "action": "submit",
}

MATRIX: Final[Matrix] = {
    **COMMON,
    ("GET", "/"): [Row(ALL)],
    ("POST", "/"): [Row((422,) * len(ALL))],
    ("GET", "/assets"): [Row(ALL, Assets.read(BUILT).address("portal.css"))],
    **PAGES,
    **CASES,
    **DESK,
    **SUPPLY,
    **ACCOUNT,
    **TEAMS,
    **VISITORS,
}


def test_everybody_may_do_what_the_matrix_says(whole: WholePlatform) -> None:
    wrong = disagreements(whole, "", MATRIX, IDS)

    assert not wrong


def test_what_every_service_has_is_for_everybody_everywhere(whole: WholePlatform) -> None:
    wrong = [
        disagreements(whole, mount, COMMON, {}) for mount in ("/catalog", "/requests", "/matching")
    ]

    assert wrong == [[], [], []]


def test_a_token_that_proves_nothing_does_not_close_the_front_door(whole: WholePlatform) -> None:
    answer = whole.client.get("/", headers={"Authorization": "Bearer forged"})

    assert answer.status_code == 200
