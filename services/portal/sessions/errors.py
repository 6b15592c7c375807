"""What can be wrong with a session."""

from shared.errors import NotFoundError
from shared.language import Text


class SessionNotFoundError(NotFoundError):
    """It has ended, or is somebody else's."""

    slug = "session-not-found"
    title = Text("没有此会话", "No such session")
    detail = Text("该会话不存在或已结束。", "There is no such session of yours.")
