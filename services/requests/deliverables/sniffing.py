"""Finds out what a file is from its bytes; its name only says what it should be."""

import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import puremagic

from services.requests.deliverables.domain import FileType

HEAD_BYTES: Final = 8_192
LARGEST_UNPACKED: Final = 200 * 1024 * 1024
MOST_PARTS: Final = 5_000

_MAIN_PART: Final[Mapping[FileType, str]] = {
    FileType.DOCX: "word/document.xml",
    FileType.XLSX: "xl/workbook.xml",
    FileType.PPTX: "ppt/presentation.xml",
}
_WORDS: Final = frozenset({FileType.TEXT, FileType.CSV})
_ENCRYPTED: Final = 0x1


def is_of_type(path: Path, kind: FileType) -> bool:
    """Return whether the file at `path` is of the type that its name claims."""
    if kind in _WORDS:
        return _is_text(path)
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    try:
        found = {match.extension.lstrip(".") for match in puremagic.magic_string(head)}
    except (puremagic.PureError, ValueError):
        return False
    if kind.value not in found:
        return False
    return kind not in _MAIN_PART or _is_office(path, kind)


def _is_text(path: Path) -> bool:
    """Return whether the file is UTF-8 that can be shown, without control characters."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return not any(
        unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\t\r\n\f" for sign in text
    )


def _is_office(path: Path, kind: FileType) -> bool:
    """Return whether an archive is an Office document without macros, and no bomb.

    Only its list of contents is read, nothing is unpacked.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False
    names = {part.filename for part in parts}
    sound = (
        len(parts) <= MOST_PARTS
        and sum(part.file_size for part in parts) <= LARGEST_UNPACKED
        and not any(part.flag_bits & _ENCRYPTED for part in parts)
    )
    macros = any(name.lower().endswith("vbaproject.bin") for name in names)
    return sound and not macros and {"[Content_Types].xml", _MAIN_PART[kind]} <= names
