"""Which files are taken, and what they may be called."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Final

NAME_LENGTH: Final = 120
"""Characters of a file's name; with Chinese ones still within the 255 bytes of a file system."""

_FORBIDDEN: Final = frozenset('/\\:*?"<>|%;')


class Purpose(StrEnum):
    """What a file is for."""

    RESULT = "result"
    EVIDENCE = "evidence"
    CONTRACT = "contract"
    OTHER = "other"


class FileType(StrEnum):
    """The types of file that are taken, by their endings."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpg"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    TEXT = "txt"
    CSV = "csv"


MEDIA_TYPES: Final[Mapping[FileType, str]] = MappingProxyType(
    {
        FileType.PDF: "application/pdf",
        FileType.PNG: "image/png",
        FileType.JPEG: "image/jpeg",
        FileType.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileType.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileType.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        FileType.TEXT: "text/plain; charset=utf-8",
        FileType.CSV: "text/csv; charset=utf-8",
    }
)

_ENDINGS: Final = {"jpeg": FileType.JPEG, **{each.value: each for each in FileType}}


def claimed_type(name: str) -> FileType | None:
    """Return the type that a file's name claims; None if it is none that is taken."""
    return _ENDINGS.get(name.rpartition(".")[2].lower()) if "." in name else None


def safe_name(name: str, kind: FileType) -> str:
    """Return a name that is harmless in any file system and header, with the type's own ending.

    Folders are cut off, invisible and reserved characters are left out; what is left of
    nothing is called `file`.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    stem = last.rpartition(".")[0] if claimed_type(last) else last
    kept = "".join(
        sign for sign in stem if sign not in _FORBIDDEN and unicodedata.category(sign)[0] != "C"
    )
    cleaned = " ".join(kept.split()).strip(". ")[:NAME_LENGTH].rstrip(". ")
    return f"{cleaned or 'file'}.{kind.value}"
