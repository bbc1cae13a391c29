"""Is this file a harmless .xlsx? Looked at before any reader opens it: sizes, ratio, parts, tricks.

An .xlsx is a zip of XML parts. The sizes that a zip declares may be lies, so each part is inflated once, counted
and thrown away.
"""

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path

ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0"  # what Excel makes of an encrypted workbook, and the .xls of old


@dataclass(frozen=True)
class Limits:
    """What one file may cost. Sizes in bytes; `seconds` of processor time and `memory` for the reading process."""

    file_size: int = 40 * 1024 * 1024
    inflated: int = 400 * 1024 * 1024
    ratio: int = 100
    parts: int = 200
    columns: int = 200
    rows: int = 200_000
    cell: int = 32_767
    empty_rows: int = 100
    memory: int = 2 * 1024 * 1024 * 1024
    seconds: int = 60


class Unsafe(Exception):
    """The file is refused; `reason` is a word that `reader` turns into a sentence, `numbers` fill it."""

    def __init__(self, reason: str, **numbers):
        super().__init__(reason)
        self.reason = reason
        self.numbers = numbers


def examine(path: Path, limits: Limits) -> None:
    """Raise Unsafe unless the file is an .xlsx within `limits` and without macros."""
    size = path.stat().st_size
    if size > limits.file_size:
        raise Unsafe("too_large", size=size, limit=limits.file_size)
    with path.open("rb") as file:
        head = file.read(4)
    if head == COMPOUND:
        raise Unsafe("encrypted_or_old")
    if head != ZIP:
        raise Unsafe("not_xlsx")
    try:
        with zipfile.ZipFile(path) as package:
            _examine_parts(package, size, limits)
            for part in package.infolist():
                _inflate(package, part, limits)
    except (zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, ValueError, EOFError) as error:
        raise Unsafe("damaged") from error


def _examine_parts(package: zipfile.ZipFile, size: int, limits: Limits) -> None:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if len(parts) > limits.parts:
        raise Unsafe("too_many_parts", parts=len(parts), limit=limits.parts)
    if len(set(names)) < len(names):
        raise Unsafe("damaged")
    if any(part.flag_bits & 1 for part in parts):
        raise Unsafe("encrypted_or_old")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unsafe("macros")
    if "[Content_Types].xml" not in names or not any(name.startswith("xl/") for name in names):
        raise Unsafe("not_xlsx")
    declared = sum(part.file_size for part in parts)
    if declared > limits.inflated or declared > limits.ratio * max(size, 10_000):
        raise Unsafe("bomb", size=declared, limit=limits.inflated)
    # Parts that lie over each other make a small file inflate without end.
    if sum(part.compress_size for part in parts) > size:
        raise Unsafe("bomb", size=declared, limit=limits.inflated)


def _inflate(package: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> None:
    """Inflate one part without keeping it; its true size must be the declared one."""
    package.open(part).close()  # holds the two headers against each other
    file = package.fp
    if file is None or part.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
        raise Unsafe("damaged")
    file.seek(part.header_offset + 26)
    name, extra = struct.unpack("<HH", file.read(4))
    file.seek(part.header_offset + 30 + name + extra)
    if part.compress_type == zipfile.ZIP_STORED:
        if part.file_size != part.compress_size:
            raise Unsafe("damaged")
        return
    inflater, left, seen, checksum = zlib.decompressobj(-15), part.compress_size, 0, 0
    while left > 0 and not inflater.eof:
        block = file.read(min(65_536, left))
        if not block:
            raise Unsafe("damaged")
        left -= len(block)
        while block:
            data = inflater.decompress(block, 1_048_576)
            block = inflater.unconsumed_tail
            seen += len(data)
            checksum = zlib.crc32(data, checksum)
            if seen > part.file_size:
                raise Unsafe("bomb", size=seen, limit=limits.inflated)
            if not data:
                break
    if seen != part.file_size or checksum != part.CRC:
        raise Unsafe("damaged")
