"""What can be wrong with a demand, in this service's words."""

from collections.abc import Iterable
from uuid import UUID

from services.requests.demands.domain import STATUS_LABELS, DemandStatus
from shared.errors import ConflictError, FieldProblem, ForbiddenError, InvalidError, NotFoundError
from shared.language import Text
from shared.reasons import ReasonError


class DemandNotFoundError(NotFoundError):
    """There is no such demand, or none that the caller may know of."""

    slug = "demand-not-found"
    title = Text("需求不存在", "No such demand")
    detail = Text("没有编号为 {demand_id} 的需求。", "There is no demand {demand_id}.")

    def __init__(self, demand_id: UUID) -> None:
        super().__init__(demand_id=demand_id)


class NotYourDemandError(ForbiddenError):
    """The caller may read the demand, but has no part in it."""

    slug = "not-your-demand"
    detail = Text(
        "仅需求方和运营人员可以执行此操作。",
        "Only those whose demand it is, and operators, may do this.",
    )


class DemandNotEditableError(ConflictError):
    """The demand cannot be changed where it stands."""

    slug = "demand-not-editable"
    title = Text("当前状态不能修改", "Not editable in this state")
    detail = Text(
        "处于“{state_label}”状态的需求不能由您修改。",
        "You cannot change a demand that is {state_label}.",
    )

    def __init__(self, status: DemandStatus) -> None:
        super().__init__(state=status.value, state_label=STATUS_LABELS[status])


class FieldsNotEditableError(ForbiddenError):
    """Some of the fields are not for the caller to change."""

    slug = "fields-not-editable"
    detail = Text("您不能修改这些字段：{fields}。", "You cannot change these fields: {fields}.")

    def __init__(self, fields: Iterable[str]) -> None:
        super().__init__(fields=sorted(fields))


class SourceReservedError(InvalidError):
    """An import claims to be what is written here."""

    slug = "source-reserved"
    detail = Text("来源“{source}”为本平台保留。", "The source {source} is this platform's own.")

    def __init__(self, source: str) -> None:
        problem = FieldProblem(
            "source",
            Text("此来源为本平台保留。", "This source is this platform's own."),
            Text("数据来源的名称", "the name of the supplier of the rows"),
        )
        super().__init__(problems=[problem], source=source)


class ReasonInvalidError(ReasonError):
    """The reason is missing, or does not explain the action."""

    slug = "reason-invalid"


class ClaimedByAnotherError(ConflictError):
    """Another operator is at work on the demand."""

    slug = "claimed-by-another"
    title = Text("正由他人处理", "Claimed by another")
    detail = Text("{holder} 正在处理此需求。", "{holder} is at work on this demand.")

    def __init__(self, holder: str | None) -> None:
        super().__init__(holder=holder)


class NotAssignedError(ForbiddenError):
    """What is confidential even at the desk is for the operator who works on the need."""

    slug = "not-assigned"
    detail = Text(
        "保密内容仅限经办人查阅和标注；请先认领或接手此需求。",
        "The confidential details are for the operator who works on the need; take it over first.",
    )


class NotClaimedError(ConflictError):
    """There is no claim to give back."""

    slug = "not-claimed"
    title = Text("未被领取", "Not claimed")
    detail = Text("此需求目前没有人领取。", "Nobody has claimed this demand.")


class MergeTargetError(ConflictError):
    """A demand can be merged into another published one only."""

    slug = "merge-target"
    title = Text("不能并入", "Cannot be merged there")
    detail = Text(
        "只能并入另一条已发布的需求；{into} 不是。",
        "A demand is merged into another one that is published; {into} is not.",
    )

    def __init__(self, into: UUID) -> None:
        super().__init__(into=into)


class PassageError(InvalidError):
    """A marked passage is not in the text."""

    slug = "passage-not-in-text"

    def __init__(self, place: int, length: int) -> None:
        problem = FieldProblem(
            f"passages.{place}.end",
            Text("标注超出了文字范围。", "The passage goes beyond the text."),
            Text(f"不大于 {length}", f"at most {length}"),
        )
        super().__init__(problems=[problem])


DEADLINE_OVER = FieldProblem(
    "deadline",
    Text("期望完成日期已过。", "The deadline is over."),
    Text("今天或以后的日期", "today or a later date"),
)

SUMMARY_MISSING = FieldProblem(
    "public_summary",
    Text("保密需求须有公开摘要才能发布。", "A confidential demand is published by its summary."),
    Text("可以公开的概述", "a summary that everybody may read"),
)
