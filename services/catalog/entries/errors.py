"""What can be wrong with an entry."""

from uuid import UUID

from shared.errors import ConflictError, ForbiddenError, NotFoundError, Text


class EntryNotFoundError(NotFoundError):
    """No entry of the kind has this id, or none that the caller may know of."""

    def __init__(self, entry_id: UUID) -> None:
        super().__init__(entry_id=entry_id)


class NotTheOwnerError(ForbiddenError):
    """The entry is somebody else's."""

    slug = "not-the-owner"
    detail = Text(
        "只有条目的所有者和运营人员可以执行此操作。",
        "Only the entry's owner and operators may do this.",
    )


class OperatorsChoiceError(ForbiddenError):
    """The caller sets a field that only operators may set."""

    slug = "operators-choice"
    detail = Text("字段 {field} 只能由运营人员设置。", "Only operators may set {field}.")

    def __init__(self, field: str) -> None:
        super().__init__(field=field)


class KeyTakenError(ConflictError):
    """The source already has an entry with this key."""

    slug = "source-id-taken"
    title = Text("编号已被使用", "Key taken")
    detail = Text(
        "来源 {source} 中已有编号为 {source_id} 的条目。",
        "The source {source} already has an entry {source_id}.",
    )

    def __init__(self, source: str, source_id: str) -> None:
        super().__init__(source=source, source_id=source_id)


class OwnerTakenError(ConflictError):
    """The owner has an entry of this kind already, and may have only one."""

    def __init__(self, owner_subject: str) -> None:
        super().__init__(owner_subject=owner_subject)
