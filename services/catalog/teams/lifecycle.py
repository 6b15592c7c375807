"""How a team lives: one table of transitions."""

from typing import Final

from services.catalog.teams.domain import (
    SMALLEST,
    Consent,
    TeamAction,
    TeamCase,
    TeamParty,
    TeamStatus,
)
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition

_S, _A, _P = TeamStatus, TeamAction, TeamParty
_LEAD: Final = frozenset({_P.LEAD})
_OPERATOR: Final = frozenset({_P.OPERATOR})
_SYSTEM: Final = frozenset({_P.SYSTEM})


def _all_agree(case: TeamCase) -> Text | None:
    if len(case.consents) >= SMALLEST and set(case.consents) == {Consent.AGREED}:
        return None
    return Text("至少两名成员且全体同意后方可成立。", "At least two members, and all must agree.")


def _says_why(case: TeamCase) -> Text | None:
    if case.reason_given:
        return None
    return Text(
        "须给出原因代码（reason_code）；原因为“其他”时须写明说明（note）。",
        "Say why, with a reason_code; “other” needs a note.",
    )


LIFECYCLE: Final = Lifecycle(
    initial=_S.FORMING,
    labels={
        _S.FORMING: Text("组建中", "forming"),
        _S.CONSENTED: Text("成员已确认", "consented"),
        _S.FILED: Text("已备案", "filed"),
        _S.ACTIVE: Text("服务中", "active"),
        _S.DISBANDED: Text("已解散", "disbanded"),
    },
    transitions=(
        Transition(_S.FORMING, _A.CONFIRM, _SYSTEM, _S.CONSENTED, _all_agree),
        Transition(_S.CONSENTED, _A.REVISE, _LEAD, _S.FORMING),
        Transition(_S.CONSENTED, _A.FILE, _OPERATOR, _S.FILED, _all_agree),
        Transition(_S.CONSENTED, _A.ESCALATE, _SYSTEM, _S.CONSENTED),
        Transition(_S.FILED, _A.BEGIN, _LEAD | _OPERATOR, _S.ACTIVE),
        *(
            Transition(state, _A.LOSE_MEMBER, _SYSTEM, _S.FORMING)
            for state in (_S.CONSENTED, _S.FILED, _S.ACTIVE)
        ),
        *(
            Transition(state, _A.DISBAND, _LEAD | _OPERATOR | _SYSTEM, _S.DISBANDED, _says_why)
            for state in (_S.FORMING, _S.CONSENTED, _S.FILED, _S.ACTIVE)
        ),
        Transition(_S.DISBANDED, _A.REFORM, _LEAD, _S.FORMING),
    ),
)
