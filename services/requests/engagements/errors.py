"""What can be wrong with an engagement, in this service's words."""

from uuid import UUID

from services.requests.engagements.domain import STATUS_LABELS as LABELS
from services.requests.engagements.domain import EngagementStatus
from shared.errors import ConflictError, FieldProblem, ForbiddenError, InvalidError, NotFoundError
from shared.language import Text
from shared.reasons import ReasonError


class EngagementNotFoundError(NotFoundError):
    """There is no such engagement, or none that the caller may know of."""

    slug = "engagement-not-found"
    title = Text("合作不存在", "No such engagement")
    detail = Text("没有编号为 {engagement_id} 的合作。", "There is no engagement {engagement_id}.")

    def __init__(self, engagement_id: UUID) -> None:
        super().__init__(engagement_id=engagement_id)


class EngagementExistsError(ConflictError):
    """Somebody works on the demand already."""

    slug = "engagement-exists"
    title = Text("已有进行中的合作", "Engaged already")
    detail = Text(
        "该需求已有进行中的合作 {engagement_id}。",
        "The need has an engagement already: {engagement_id}.",
    )

    def __init__(self, engagement_id: UUID) -> None:
        super().__init__(engagement_id=engagement_id)


class NotYourPartError(ForbiddenError):
    """The caller may read the engagement, but this is for others to do."""

    slug = "not-your-part"
    detail = Text(
        "此操作由合作中的另一方执行。", "This is for others in the engagement to do, not for you."
    )


class WrongStageError(ConflictError):
    """The engagement does not stand where this belongs."""

    slug = "engagement-stage"
    title = Text("当前阶段不允许", "Not at this stage")
    detail = Text(
        "合作处于“{state_label}”，此时不能进行该操作。",
        "An engagement that is {state_label} does not allow this.",
    )

    def __init__(self, status: EngagementStatus) -> None:
        super().__init__(state=status.value, state_label=LABELS[status])


class DocumentChangedError(ConflictError):
    """What is to be signed is not what lies there now."""

    slug = "document-changed"
    title = Text("文本已变更", "Another text now")
    detail = Text(
        "要签署的文本与当前文本不同（当前摘要 {digest}），请重新阅读后再签。",
        "The text has changed and is now {digest}; read it again before you sign.",
    )

    def __init__(self, digest: str) -> None:
        super().__init__(digest=digest)


class SignedAlreadyError(ConflictError):
    """The side has signed this text."""

    slug = "signed-already"
    title = Text("已经签署", "Signed already")
    detail = Text("本方已签署该文本。", "Your side has signed this text already.")


class EngagementReasonError(ReasonError):
    """The reason is missing, or does not explain the action."""

    slug = "reason-invalid"


class UnknownFileError(InvalidError):
    """A file that something rests on is none of the engagement's."""

    slug = "unknown-file"

    def __init__(self, place: str) -> None:
        problem = FieldProblem(
            place,
            Text("该文件不属于本次合作。", "This file is none of the engagement's."),
            Text("本次合作中已上传文件的编号", "the id of a file uploaded for the engagement"),
        )
        super().__init__(problems=[problem])
