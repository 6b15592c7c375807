"""What can be wrong with an operator's request about the index."""

from shared.errors import ConflictError, NotFoundError
from shared.language import Text


class UnknownPeerError(NotFoundError):
    """Matching follows no service of that name."""

    slug = "unknown-peer"
    title = Text("没有这个服务", "No such service")
    detail = Text(
        "匹配服务没有跟随名为 {peer} 的服务。", "Matching follows no service called {peer}."
    )


class StillNotApplicableError(ConflictError):
    """The cause for which a change is in quarantine is not mended."""

    slug = "still-not-applicable"
    title = Text("仍无法应用", "It still cannot be applied")
    detail = Text(
        "该变更仍无法应用，继续保留在隔离区：{reason}",
        "The change still cannot be applied and stays in quarantine: {reason}",
    )
