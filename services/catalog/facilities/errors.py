"""What can be wrong with a facility."""

from services.catalog.entries.errors import EntryNotFoundError
from shared.errors import Text


class FacilityNotFoundError(EntryNotFoundError):
    """No facility has this id, or none that the caller may know of."""

    slug = "facility-not-found"
    title = Text("科研设施不存在", "No such facility")
    detail = Text("没有编号为 {entry_id} 的科研设施。", "There is no facility {entry_id}.")
