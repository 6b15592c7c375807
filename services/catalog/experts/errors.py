"""What can be wrong with an expert."""

from services.catalog.entries.errors import EntryNotFoundError, OwnerTakenError
from shared.errors import Text


class ExpertNotFoundError(EntryNotFoundError):
    """No expert has this id, or none that the caller may know of."""

    slug = "expert-not-found"
    title = Text("专家不存在", "No such expert")
    detail = Text("没有编号为 {entry_id} 的专家。", "There is no expert {entry_id}.")


class ExpertFileExistsError(OwnerTakenError):
    """The person has a file already: one file per person (一人一档)."""

    slug = "expert-file-exists"
    title = Text("专家档案已存在", "The file exists")
    detail = Text(
        "{owner_subject} 已有专家档案（一人一档），请修改原档案。",
        "{owner_subject} has a file already, and a person has one; change that one.",
    )
