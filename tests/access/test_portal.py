"""Who may call what of the portal: everybody everything."""

from typing import Final

from tests.access.matrix import ALL, COMMON, Matrix, Row, disagreements
from tests.whole import WholePlatform

MATRIX: Final[Matrix] = {
    **COMMON,
    ("GET", "/"): [Row(ALL)],
    ("POST", "/"): [Row((422,) * len(ALL))],
    ("GET", "/static"): [Row(ALL, "/static/portal.css")],
}


def test_everybody_may_do_what_the_matrix_says(whole: WholePlatform) -> None:
    wrong = disagreements(whole, "", MATRIX, {})

    assert not wrong


def test_what_every_service_has_is_for_everybody_everywhere(whole: WholePlatform) -> None:
    wrong = [
        disagreements(whole, mount, COMMON, {}) for mount in ("/catalog", "/requests", "/matching")
    ]

    assert wrong == [[], [], []]


def test_a_token_that_proves_nothing_does_not_close_the_front_door(whole: WholePlatform) -> None:
    answer = whole.client.get("/", headers={"Authorization": "Bearer forged"})

    assert answer.status_code == 200
