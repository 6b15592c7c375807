"""What can be wrong with joining a need."""

from shared.errors import ConflictError
from shared.language import Text


class OwnDemandError(ConflictError):
    """Nobody joins their own need."""

    slug = "own-demand"
    title = Text("这是您自己的需求", "Your own need")
    detail = Text("不能加入本单位自己的需求。", "Nobody joins a need of their own organization.")


class NotOpenToJoinError(ConflictError):
    """The need is not before the public."""

    slug = "not-open-to-join"
    title = Text("不能加入", "Not open")
    detail = Text("只能加入已发布的需求。", "Only a published need can be joined.")
