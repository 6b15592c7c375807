"""What can be wrong with a solved case, in this service's words."""

from shared.errors import NotFoundError
from shared.language import Text


class CaseNotFoundError(NotFoundError):
    """No result of the engagement was accepted."""

    slug = "case-not-found"
    title = Text("尚无验收记录", "Nothing was accepted")
    detail = Text("该合作尚未验收通过。", "No result of this engagement was accepted.")
