"""What can be wrong about the records that matching knows."""

from shared.errors import NotFoundError
from shared.language import Text


class SubjectNotFoundError(NotFoundError):
    """There is no published record of that kind and id, or it has not arrived here yet."""

    slug = "subject-not-found"
    title = Text("没有这条记录", "No such record")
    detail = Text(
        "匹配服务中没有已发布的 {kind}（编号 {record_id}）：可能未发布、已撤下，或刚发布尚未同步。",
        "Matching knows no published {kind} with id {record_id}: it may not be published, "
        "be withdrawn, or have been published only just now.",
    )
