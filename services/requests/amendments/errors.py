"""What can be wrong with a proposed change, in this service's words."""

from uuid import UUID

from shared.errors import ConflictError, FieldProblem, InvalidError, NotFoundError
from shared.language import Text


class AmendmentNotFoundError(NotFoundError):
    """The engagement has no such proposed change."""

    slug = "amendment-not-found"
    title = Text("变更申请不存在", "No such change")
    detail = Text(
        "没有编号为 {amendment_id} 的变更申请。", "There is no proposed change {amendment_id}."
    )

    def __init__(self, amendment_id: UUID) -> None:
        super().__init__(amendment_id=amendment_id)


class AmendmentPendingError(ConflictError):
    """One change at a time: the last one is not answered yet."""

    slug = "amendment-pending"
    title = Text("已有待确认的变更", "A change is pending")
    detail = Text(
        "变更申请 {amendment_id} 尚待答复。", "The change {amendment_id} has not been answered yet."
    )

    def __init__(self, amendment_id: UUID) -> None:
        super().__init__(amendment_id=amendment_id)


class NothingToAmendError(ConflictError):
    """What is only being negotiated is drafted anew, not amended."""

    slug = "nothing-to-amend"
    title = Text("尚无合同", "No contract yet")
    detail = Text("没有已签的合同可以变更。", "There is no signed contract to be changed.")


class FinishBeforeStartError(InvalidError):
    """The work would end before it begins."""

    slug = "finish-before-start"

    def __init__(self) -> None:
        problem = FieldProblem(
            "finish_on",
            Text("早于合同的开始日期。", "It is before the contract begins."),
            Text("不早于开始日期", "no earlier than the contract's start"),
        )
        super().__init__(problems=[problem])
