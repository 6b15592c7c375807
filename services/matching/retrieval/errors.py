"""What callers are told when the search server does not answer."""

from shared.errors import UnavailableError
from shared.language import Text


class SearchUnavailableError(UnavailableError):
    """The search server does not answer, or not in time."""

    slug = "search-unavailable"
    title = Text("检索暂时不可用", "Search is unavailable")
    detail = Text(
        "检索引擎暂时没有应答，检索和匹配落后于最新数据。提交的需求和信息已照常保存，"
        "引擎恢复后会自动补上，请稍后重试。",
        "The search engine does not answer, so search and matches are behind. What is submitted "
        "is stored as always and will be taken up by itself; try again in a moment.",
    )
