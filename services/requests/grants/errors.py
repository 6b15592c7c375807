"""What can be wrong with a grant, an agreement or an exchange of contacts."""

from uuid import UUID

from shared.errors import ConflictError, NotFoundError
from shared.language import Text
from shared.reasons import ReasonError


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


class GrantReasonError(ReasonError):
    """The reason is missing, or does not explain the action."""

    slug = "grant-reason-invalid"
