"""What can keep somebody from leaving."""

from collections.abc import Sequence

from shared.errors import ConflictError
from shared.language import Text
from shared.people.wire import ObligationRead


class ObligationsOpenError(ConflictError):
    """Somebody has agreed something with others that is not over."""

    slug = "obligations-open"
    title = Text("还有未了结的约定", "Something agreed is not over")
    detail = Text(
        "您还有 {count} 项未了结的约定，请先办结、移交或终止后再注销账号。",
        "{count} things you agreed with others are not over; see them through or end them first.",
    )

    def __init__(self, found: Sequence[ObligationRead]) -> None:
        obligations = [one.model_dump(mode="json") for one in found]
        super().__init__(count=len(obligations), obligations=obligations)
