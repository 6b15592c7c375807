"""What can be wrong with a follow-up, in this service's words."""

from uuid import UUID

from shared.errors import NotFoundError
from shared.language import Text


class FollowUpNotFoundError(NotFoundError):
    """The engagement has no such follow-up."""

    slug = "follow-up-not-found"
    title = Text("回访不存在", "No such follow-up")
    detail = Text("没有编号为 {follow_up_id} 的回访。", "There is no follow-up {follow_up_id}.")

    def __init__(self, follow_up_id: UUID) -> None:
        super().__init__(follow_up_id=follow_up_id)
