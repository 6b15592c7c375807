"""What can be wrong when messages are read."""

from shared.errors.problems import ForbiddenError
from shared.language import Text


class MessagesNotForYouError(ForbiddenError):
    """Messages to people are read by the portal, and by nobody else."""

    slug = "messages-not-for-you"
    detail = Text(
        "给用户的消息只由门户读取。", "Messages to people are read by the portal, by nobody else."
    )
