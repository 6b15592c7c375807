"""What can be wrong with a grant, an agreement or an exchange of contacts."""

from typing import Self
from uuid import UUID

from services.requests.grants.domain import GrantAction
from services.requests.grants.reasons import REASONS
from shared.errors import ConflictError, FieldProblem, InvalidError, NotFoundError
from shared.language import Text


class GrantNotFoundError(NotFoundError):
    """There is no such grant, or none that the caller may know of."""

    slug = "grant-not-found"
    title = Text("查阅申请不存在", "No such grant")
    detail = Text("没有编号为 {grant_id} 的查阅申请。", "There is no grant {grant_id}.")

    def __init__(self, grant_id: UUID) -> None:
        super().__init__(grant_id=grant_id)


class AgreementNotFoundError(NotFoundError):
    """There is no such version of the agreement."""

    slug = "agreement-not-found"
    title = Text("保密约定不存在", "No such agreement")
    detail = Text("保密约定没有第 {number} 版。", "The agreement has no version {number}.")

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class ExchangeNotFoundError(NotFoundError):
    """Nobody has agreed to exchange contacts, or the caller has no part in it."""

    slug = "exchange-not-found"
    title = Text("没有联系方式可查阅", "No exchange of contacts")
    detail = Text(
        "响应 {response_id} 没有您可以查阅的联系方式交换。",
        "Response {response_id} has no exchange of contacts that you have a part in.",
    )

    def __init__(self, response_id: UUID) -> None:
        super().__init__(response_id=response_id)


class OpenToYouError(ConflictError):
    """Nobody is let in on what is their own."""

    slug = "open-to-you"
    title = Text("无需申请", "Nothing to ask for")
    detail = Text("这是您本单位的需求。", "It is your own organization's need.")


class NotOpenToAskError(ConflictError):
    """The need does not look for help at present."""

    slug = "not-open-to-ask"
    title = Text("不能申请", "Not open")
    detail = Text(
        "只能申请查阅正在征集的需求。", "Only of a need that looks for help can more be asked."
    )


class AgreementOutdatedError(ConflictError):
    """What the caller accepts is not the agreement's present text."""

    slug = "agreement-outdated"
    title = Text("保密约定已更新", "Another text by now")
    detail = Text(
        "保密约定现为第 {number} 版，请阅读后再确认。",
        "The agreement's version is {number} by now; read it before you accept.",
    )

    def __init__(self, number: int) -> None:
        super().__init__(number=number)


class GrantReasonError(InvalidError):
    """The reason is missing, or does not explain the action."""

    slug = "grant-reason-invalid"
    title = Text("原因代码有误", "Reason missing or unfit")

    @classmethod
    def missing(cls, action: GrantAction) -> Self:
        """Return the error for an action that came without a reason."""
        message = Text("此操作必须说明原因。", "This needs a reason.")
        return cls(problems=[FieldProblem("reason_code", message, _codes_for(action))])

    @classmethod
    def unfit(cls, action: GrantAction) -> Self:
        """Return the error for a reason that does not explain the action."""
        message = Text("此原因不适用于该操作。", "This reason does not fit the action.")
        return cls(problems=[FieldProblem("reason_code", message, _codes_for(action))])

    @classmethod
    def unexplained(cls) -> Self:
        """Return the error for `other` without a note that says what."""
        message = Text("选择“其他”时必须填写说明。", "The reason `other` needs a note.")
        return cls(problems=[FieldProblem("note", message, Text("说明", "a note"))])


def _codes_for(action: GrantAction) -> Text:
    codes = [reason.code for reason in REASONS.values() if action in reason.given_for]
    return Text("、".join(codes) or "不填", ", ".join(codes) or "none")
