"""What can be wrong with an offering."""

from services.catalog.entries.errors import EntryNotFoundError
from shared.errors import Text


class OfferingNotFoundError(EntryNotFoundError):
    """No offering has this id, or none that the caller may know of."""

    slug = "offering-not-found"
    title = Text("服务项目不存在", "No such offering")
    detail = Text("没有编号为 {entry_id} 的服务项目。", "There is no offering {entry_id}.")
