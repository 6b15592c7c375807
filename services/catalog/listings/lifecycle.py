"""How a listing lives: one table of transitions."""

from typing import Final

from services.catalog.entries.lifecycle import EITHER, OPERATOR, OWNER
from services.catalog.listings.domain import ListingAction, ListingCase, ListingStatus
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition

SYSTEM: Final = "system"

_S, _A = ListingStatus, ListingAction
_OWNER: Final = frozenset({OWNER})
_OPERATOR: Final = frozenset({OPERATOR})
_CLOCK: Final = frozenset({SYSTEM})


def _says_why(case: ListingCase) -> Text | None:
    if case.reason_given:
        return None
    return Text(
        "须给出原因代码（reason_code）；原因为“其他”时须写明说明（note）。",
        "Say why, with a reason_code; “other” needs a note.",
    )


LIFECYCLE: Final = Lifecycle(
    initial=_S.PENDING,
    also_initial=[_S.LISTED],
    labels={
        _S.PENDING: Text("待审核", "pending"),
        _S.VERIFIED: Text("已认证", "verified"),
        _S.LISTED: Text("已上架", "listed"),
        _S.STALE: Text("待更新", "stale"),
        _S.SUSPENDED: Text("暂停", "suspended"),
        _S.DELISTED: Text("下架", "delisted"),
    },
    transitions=(
        Transition(_S.PENDING, _A.VERIFY, _OPERATOR, _S.VERIFIED),
        Transition(_S.PENDING, _A.REFUSE, _OPERATOR, _S.DELISTED, _says_why),
        Transition(_S.PENDING, _A.ESCALATE, _CLOCK, _S.PENDING),
        Transition(_S.VERIFIED, _A.LIST, EITHER, _S.LISTED),
        Transition(_S.LISTED, _A.ASSURE, EITHER, _S.LISTED),
        Transition(_S.LISTED, _A.GO_STALE, _CLOCK, _S.STALE),
        Transition(_S.STALE, _A.ASSURE, EITHER | _CLOCK, _S.LISTED),
        Transition(_S.STALE, _A.SUSPEND, _OPERATOR | _CLOCK, _S.SUSPENDED, _says_why),
        Transition(_S.LISTED, _A.SUSPEND, _OPERATOR, _S.SUSPENDED, _says_why),
        Transition(_S.SUSPENDED, _A.RESTORE, _OPERATOR, _S.LISTED),
        *(
            Transition(state, _A.DELIST, EITHER | _CLOCK, _S.DELISTED, _says_why)
            for state in (_S.VERIFIED, _S.SUSPENDED)
        ),
        *(
            Transition(state, _A.DELIST, EITHER, _S.DELISTED, _says_why)
            for state in (_S.LISTED, _S.STALE)
        ),
        Transition(_S.DELISTED, _A.RESUBMIT, EITHER, _S.PENDING),
    ),
)
