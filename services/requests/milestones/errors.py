"""What can be wrong with a milestone, in this service's words."""

from uuid import UUID

from shared.errors import NotFoundError
from shared.language import Text


class MilestoneNotFoundError(NotFoundError):
    """The engagement has no such milestone."""

    slug = "milestone-not-found"
    title = Text("里程碑不存在", "No such milestone")
    detail = Text("没有编号为 {milestone_id} 的里程碑。", "There is no milestone {milestone_id}.")

    def __init__(self, milestone_id: UUID) -> None:
        super().__init__(milestone_id=milestone_id)
