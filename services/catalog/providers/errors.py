"""What can be wrong with a provider."""

from services.catalog.entries.errors import EntryNotFoundError
from shared.errors import Text


class ProviderNotFoundError(EntryNotFoundError):
    """No provider has this id, or none that the caller may know of."""

    slug = "provider-not-found"
    title = Text("服务机构不存在", "No such provider")
    detail = Text("没有编号为 {entry_id} 的服务机构。", "There is no provider {entry_id}.")
