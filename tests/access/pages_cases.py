"""Who may open the pages of cases: people with accounts, of whom there is none here."""

from typing import Final

from tests.access.matrix import WHO, Matrix, Row

_LED_ON: Final = (303,) * len(WHO)

CASES: Final[Matrix] = {
    (method, path): [Row(_LED_ON)]
    for method, path in (
        ("GET", "/needs/{need_id}/responses"),
        ("GET", "/needs/{need_id}/select/{response_id}"),
        ("POST", "/needs/{need_id}/select/{response_id}"),
        ("GET", "/responses/{response_id}"),
        ("POST", "/responses/{response_id}/steps/{action}"),
    )
}
