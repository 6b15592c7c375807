"""What can be wrong with a file, in this service's words."""

from uuid import UUID

from services.requests.deliverables.domain import FileType
from shared.errors import (
    FieldProblem,
    InvalidError,
    NotFoundError,
    TooLargeError,
    UnavailableError,
    UnsupportedMediaError,
)
from shared.language import Text


class DeliverableNotFoundError(NotFoundError):
    """The engagement has no such file."""

    slug = "deliverable-not-found"
    title = Text("文件不存在", "No such file")
    detail = Text("没有编号为 {deliverable_id} 的文件。", "There is no file {deliverable_id}.")

    def __init__(self, deliverable_id: UUID) -> None:
        super().__init__(deliverable_id=deliverable_id)


class FileTypeError(UnsupportedMediaError):
    """The file is of a type that is not taken, or not of the type its name says."""

    slug = "file-type"
    title = Text("文件类型不符", "File type not taken")
    detail = Text(
        "只接受 {types}，且内容须与扩展名一致；带宏、加密的文档和非 UTF-8 文本不接受。",
        "Taken are {types}, whose content is what the name says; no macros, no encryption,"
        " text in UTF-8.",
    )

    def __init__(self) -> None:
        super().__init__(types=[each.value for each in FileType])


class FileTooLargeError(TooLargeError):
    """The file is larger than is taken."""

    slug = "file-too-large"
    title = Text("文件过大", "File too large")
    detail = Text("文件不能超过 {limit_bytes} 字节。", "A file has at most {limit_bytes} bytes.")


class FileEmptyError(InvalidError):
    """There is nothing in the file."""

    slug = "file-empty"

    def __init__(self) -> None:
        problem = FieldProblem(
            "file",
            Text("文件为空。", "The file is empty."),
            Text("有内容的文件", "a file with content"),
        )
        super().__init__(problems=[problem])


class FileLostError(UnavailableError):
    """The file is known, but its bytes are not where they should be."""

    slug = "file-lost"
    title = Text("文件暂不可用", "File not available")
    detail = Text(
        "文件 {deliverable_id} 暂时无法读取，请联系运营人员。",
        "The bytes of the file {deliverable_id} cannot be read; ask an operator.",
    )


class NoRoomError(UnavailableError):
    """There is no room for the file on the disk."""

    slug = "no-room"
    title = Text("存储空间不足", "No room")
    detail = Text(
        "存储空间已满，文件没有保存，请稍后重试或联系运营人员。",
        "The disk is full and the file was not stored; try again later, or ask an operator.",
    )
