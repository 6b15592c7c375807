"""What can be wrong with an achievement."""

from services.catalog.entries.errors import EntryNotFoundError
from shared.errors import Text


class AchievementNotFoundError(EntryNotFoundError):
    """No achievement has this id, or none that the caller may know of."""

    slug = "achievement-not-found"
    title = Text("科技成果不存在", "No such achievement")
    detail = Text("没有编号为 {entry_id} 的科技成果。", "There is no achievement {entry_id}.")
