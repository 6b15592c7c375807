"""Finds out how a text file is written, without holding it in memory."""

import codecs
from pathlib import Path

from shared.reading.errors import EMPTY, NOT_TEXT, UNKNOWN_ENCODING, UnreadableFileError

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"PK\x03\x04", "XLSX/ZIP"),
    (b"\xd0\xcf\x11\xe0", "XLS/DOC"),
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "GZIP"),
)


def detect_encoding(path: Path) -> str:
    """Return the codec that reads the whole of `path`: UTF-8, or what Chinese offices save.

    GB18030 includes GBK and GB2312. A mark at the start decides; otherwise
    the file is tried from end to end, so that a late byte cannot surprise.

    Raises:
        UnreadableFileError: It is empty, is not text, or is in neither.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise UnreadableFileError(EMPTY)
    codecs_to_try = tuple(codec for mark, codec in _MARKS if start.startswith(mark))
    if not codecs_to_try:
        _refuse_binary(start)
        codecs_to_try = ("utf-8", "gb18030")
    broken_line = None
    for codec in codecs_to_try:
        broken_line = _first_broken_line(path, codec)
        if broken_line is None:
            return codec
    raise UnreadableFileError(UNKNOWN_ENCODING, line=broken_line)


def _refuse_binary(start: bytes) -> None:
    for signature, name in _SIGNATURES:
        if start.startswith(signature):
            raise UnreadableFileError(NOT_TEXT, looks_like=name)
    if b"\0" in start:
        raise UnreadableFileError(NOT_TEXT, looks_like="binary")


def _first_broken_line(path: Path, codec: str) -> int | None:
    """Return the line whose bytes `codec` cannot read, or None if it reads them all."""
    decoder = codecs.getincrementaldecoder(codec)()
    line = 1
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError as error:
                return line + chunk.count(b"\n", 0, error.start)
            line += chunk.count(b"\n")
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return line
    return None
