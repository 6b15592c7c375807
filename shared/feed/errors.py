"""What can be wrong with a feed."""

from shared.errors.problems import GoneError, NotFoundError
from shared.language import Text


class FeedResetError(GoneError):
    """The caller's position is not in this feed (any more)."""

    slug = "feed-reset"
    title = Text("变更流已重置", "The feed was reset")
    detail = Text(
        "变更流中没有位置 {position}，请从快照重新开始。",
        "The feed has no position {position}; start again from the snapshot.",
    )

    def __init__(self, position: str) -> None:
        super().__init__(position=position)


class NotQuarantinedError(NotFoundError):
    """No event with this number waits in quarantine."""

    slug = "event-not-quarantined"
    title = Text("隔离区中没有该事件", "No such event in quarantine")
    detail = Text(
        "来自 {source} 的事件 {sequence} 不在隔离区中。",
        "Event {sequence} from {source} is not in quarantine.",
    )

    def __init__(self, source: str, sequence: int) -> None:
        super().__init__(source=source, sequence=sequence)


class FeedGapError(Exception):
    """A page does not continue where the one before ended: something was lost on the way."""
