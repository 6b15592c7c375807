"""What can be wrong with messages and the ways they go."""

from shared.errors import ConflictError, NotFoundError
from shared.language import Text


class MessageNotFoundError(NotFoundError):
    """There is no such message in the caller's inbox."""

    slug = "message-not-found"
    title = Text("没有该消息", "No such message")
    detail = Text("您的收件箱里没有这条消息。", "There is no such message in your inbox.")


class WebhookNotFoundError(NotFoundError):
    """The caller has no such webhook."""

    slug = "webhook-not-found"
    title = Text("没有该推送地址", "No such webhook")
    detail = Text("您没有这个推送地址。", "You have no such webhook.")


class TooManyWebhooksError(ConflictError):
    """Nobody has more than some."""

    slug = "too-many-webhooks"
    title = Text("推送地址已达上限", "Too many webhooks")
    detail = Text("最多可设 {most} 个推送地址。", "Nobody has more than {most} webhooks.")


class WebhookOffError(ConflictError):
    """Nothing is sent to a webhook that is switched off."""

    slug = "webhook-off"
    title = Text("推送地址已停用", "The webhook is switched off")
    detail = Text("请先启用这个推送地址，再测试。", "Switch this webhook on before you try it.")
