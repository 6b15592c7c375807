"""What can be wrong with a need that is being written."""

from shared.errors import NotFoundError
from shared.language import Text


class DraftNotFoundError(NotFoundError):
    """It was used, its time is up, or it is somebody else's."""

    slug = "need-draft-not-found"
    title = Text("没有这份草稿", "No such draft")
    detail = Text(
        "这份草稿已提交、已过期，或不在这个浏览器和账号中。登录后可在“我的需求”中查看，也可以重新填写。",
        "This draft was posted, has expired, or belongs to another browser or account. "
        "Sign in and look under My needs, or begin anew.",
    )
