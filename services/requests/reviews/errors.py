"""What can be wrong with a review, in this service's words."""

from shared.errors import ConflictError
from shared.language import Text


class ReviewedAlreadyError(ConflictError):
    """The side has given its review."""

    slug = "reviewed-already"
    title = Text("已经评价", "Reviewed already")
    detail = Text("本方已作出评价，不能修改。", "Your side has given its review, which stays.")
