"""What can be wrong with registrations."""

from uuid import UUID

from services.catalog.registrations.domain import RegistrationAction
from services.catalog.registrations.reasons import REASONS, RegistrationReason
from shared.errors import (
    ConflictError,
    FieldProblem,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    Text,
)


class RegistrationNotFoundError(NotFoundError):
    """There is none, or none that the caller may know of."""

    slug = "registration-not-found"
    title = Text("没有此登记", "No such registration")
    detail = Text(
        "没有编号为 {registration_id} 的专家登记。", "There is no registration {registration_id}."
    )

    def __init__(self, registration_id: UUID) -> None:
        super().__init__(registration_id=registration_id)


class ServiceRecordNotFoundError(NotFoundError):
    """There is none, or none that the caller may know of."""

    slug = "service-record-not-found"
    title = Text("没有此服务记录", "No such record of service")
    detail = Text("没有编号为 {record_id} 的服务记录。", "There is no record {record_id}.")

    def __init__(self, record_id: UUID) -> None:
        super().__init__(record_id=record_id)


class RegistrationExistsError(ConflictError):
    """The person has a registration already: one file per person."""

    slug = "registration-exists"
    title = Text("已有登记", "Registered already")
    detail = Text(
        "此人已有专家登记（一人一档）；请在原登记上办理。",
        "This person has a registration, and a person has one; go on with that.",
    )


class SenderOnlyError(ForbiddenError):
    """Only owners of a verified sending unit may do this."""

    slug = "sender-only"
    detail = Text(
        "此操作仅限已核验派出单位的负责人；请以该单位身份登录。",
        "Only owners of the sending unit, which is verified, may do this, acting for it.",
    )


class ReasonNotForStepError(InvalidError):
    """The reason explains other steps than this one."""

    slug = "reason-not-for-step"
    title = Text("原因代码不适用于此操作", "The reason does not belong to the step")

    def __init__(self, code: RegistrationReason, action: RegistrationAction) -> None:
        possible = ", ".join(reason.code for reason in REASONS.values() if action in reason.actions)
        problem = FieldProblem(
            "reason_code",
            Text(f"“{code}”不能用于 {action}。", f"“{code}” is no reason to {action}."),
            Text(possible or "不填", possible or "none"),
        )
        super().__init__(problems=[problem])


class NotTheApplicantError(ForbiddenError):
    """Only the person whose registration it is may do this."""

    slug = "not-the-applicant"
    detail = Text("此操作仅限登记人本人。", "Only the person who is registered may do this.")


class FileNotTheirsError(ConflictError):
    """The expert's file that should be linked is somebody else's."""

    slug = "file-not-theirs"
    title = Text("专家档案属于他人", "The file is somebody else's")
    detail = Text(
        "要关联的专家档案 {expert_id} 已属于他人，或此人已有自己的档案。",
        "The file {expert_id} belongs to somebody else, or this person has another one.",
    )

    def __init__(self, expert_id: UUID) -> None:
        super().__init__(expert_id=expert_id)


class NotRevisableError(ConflictError):
    """What was said is being judged, or holds."""

    slug = "registration-not-revisable"
    title = Text("现在不能修改", "It cannot be changed now")
    detail = Text(
        "登记已在审核或已生效，不能修改申请内容；在册后请修改专家档案。",
        "It is under review or in force; once registered, change the expert's file instead.",
    )


class AgreementNumberTakenError(ConflictError):
    """Another dispatch has this number."""

    slug = "agreement-number-taken"
    title = Text("协议编号已被使用", "Number taken")
    detail = Text("协议编号 {number} 已登记。", "An agreement {number} is recorded already.")

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class RecordConfirmedError(ConflictError):
    """Somebody has confirmed it already."""

    slug = "service-record-confirmed"
    title = Text("已确认", "Confirmed already")
    detail = Text("这条服务记录已被确认。", "This record of service was confirmed already.")


class NotInServiceError(ConflictError):
    """Only who is an expert of the platform serves."""

    slug = "not-in-service"
    title = Text("不在服务期", "Not in service")
    detail = Text("登记不在服务期内，不能记录服务。", "Who is not in service cannot log any.")


class ConfirmerOnlyError(ForbiddenError):
    """Hours are confirmed by the firm that was served, or by operators."""

    slug = "confirmer-only"
    detail = Text(
        "服务记录由受援企业或运营人员确认。",
        "Hours are confirmed by the firm that was served, or by operators.",
    )
