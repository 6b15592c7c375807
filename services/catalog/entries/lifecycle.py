"""How an entry lives: one table of transitions.

active ◄──resume── temporarily_closed          withdraw leads from both to withdrawn,
   └────suspend───────►                         restore leads from there to active
"""

from dataclasses import dataclass
from typing import Final

from services.catalog.entries.domain import EntryAction, EntryStatus
from shared.language import Text
from shared.lifecycle import Lifecycle, Transition

OWNER: Final = "owner"
OPERATOR: Final = "operator"
EITHER: Final = frozenset({OWNER, OPERATOR})


@dataclass(frozen=True, slots=True)
class Standing:
    """What the guards look at.

    Args:
        parties: What the caller is to the entry: `owner`, `operator` or both.
        held_by_operator: An operator has stopped it and no operator has lifted that since.
        owned_by_other: The entry has an owner, and it is not the caller.
        reason_given: The caller gives a reason code.
    """

    parties: frozenset[str]
    held_by_operator: bool
    owned_by_other: bool
    reason_given: bool


def _owner_is_told_why(standing: Standing) -> Text | None:
    if standing.owned_by_other and not standing.reason_given:
        return Text(
            "条目属于他人，须填写 reason_code 说明原因。",
            "it belongs to somebody else, who must be told why: give a reason_code.",
        )
    return None


def _operator_lifts_own_stop(standing: Standing) -> Text | None:
    if standing.held_by_operator and OPERATOR not in standing.parties:
        return Text(
            "此条目由平台运营方停用，须由运营方恢复。",
            "an operator has stopped it, and only an operator can lift that.",
        )
    return None


LIFECYCLE: Final = Lifecycle(
    initial=EntryStatus.ACTIVE,
    labels={
        EntryStatus.ACTIVE: Text("在用", "active"),
        EntryStatus.TEMPORARILY_CLOSED: Text("暂停服务", "temporarily closed"),
        EntryStatus.WITHDRAWN: Text("已撤下", "withdrawn"),
    },
    transitions=(
        Transition(
            EntryStatus.ACTIVE,
            EntryAction.SUSPEND,
            EITHER,
            EntryStatus.TEMPORARILY_CLOSED,
            _owner_is_told_why,
        ),
        Transition(
            EntryStatus.TEMPORARILY_CLOSED,
            EntryAction.RESUME,
            EITHER,
            EntryStatus.ACTIVE,
            _operator_lifts_own_stop,
        ),
        Transition(
            EntryStatus.ACTIVE,
            EntryAction.WITHDRAW,
            EITHER,
            EntryStatus.WITHDRAWN,
            _owner_is_told_why,
        ),
        Transition(
            EntryStatus.TEMPORARILY_CLOSED,
            EntryAction.WITHDRAW,
            EITHER,
            EntryStatus.WITHDRAWN,
            _owner_is_told_why,
        ),
        Transition(
            EntryStatus.WITHDRAWN,
            EntryAction.RESTORE,
            EITHER,
            EntryStatus.ACTIVE,
            _operator_lifts_own_stop,
        ),
    ),
)

LIFTING: Final = frozenset({EntryAction.RESUME, EntryAction.RESTORE})
"""The actions that lift a stop."""


def possible_actions(
    status: EntryStatus, parties: frozenset[str], *, held_by_operator: bool
) -> list[EntryAction]:
    """Return what somebody may do to an entry now, whatever reasons they give."""
    barred = LIFTING if held_by_operator and OPERATOR not in parties else frozenset()
    return [action for action in LIFECYCLE.actions_for(status, parties) if action not in barred]
