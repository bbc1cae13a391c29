"""Files that people hand in: their kind is read from their bytes, never believed from their name."""

import hashlib
import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from jiceng.kernel.secrecy import must_be_unmarked

LARGEST = 20 * 1024 * 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
# Ending -> how such a file begins. Nothing that a browser or an office program would run.
BEGINNINGS: dict[str, tuple[bytes, ...]] = {
    ".pdf": (b"%PDF-",),
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".tif": (b"II*\x00", b"MM\x00*"),
    ".tiff": (b"II*\x00", b"MM\x00*"),
    **dict.fromkeys((".docx", ".xlsx", ".pptx", ".ofd"), (ZIP,)),
    **dict.fromkeys((".doc", ".xls", ".ppt", ".wps", ".et", ".dps"), (OLE,)),
    ".txt": (),
}
# A part of an office file whose name contains one of these can run something.
RUNS = ("vbaproject", "activex", "/embeddings/", "macrosheets")
MOST_PARTS, MOST_UNPACKED = 5000, 200 * 1024 * 1024


@dataclass(frozen=True)
class Accepted:
    """A file that may be kept: its name as people see it, the name it is kept under, size and SHA-256."""

    name: str
    kept_as: str
    size: int
    sha256: str


def accepted(upload) -> Accepted:
    """Refused with a sentence: a kind that is not taken, a name that lies, too big, able to run something, or marked
    secret in its name or in words that can be read."""
    name = PurePath(upload.name.replace("\\", "/")).name[-160:]
    ending = PurePath(name).suffix.lower()
    if ending not in BEGINNINGS:
        raise ValidationError(
            _("“%(name)s”不是可以上传的文件；可以上传PDF、图片和办公文档。") % {"name": name}
        )
    if upload.size > LARGEST:
        raise ValidationError(_("“%(name)s”超过20 MB。") % {"name": name})
    if not upload.size:
        raise ValidationError(_("“%(name)s”是空的。") % {"name": name})
    upload.seek(0)
    head = upload.read(16)
    if not _begins_as(ending, head, upload):
        raise ValidationError(_("“%(name)s”的内容和文件类型不符。") % {"name": name})
    if head.startswith(ZIP):
        _must_be_harmless(name, upload)
    must_be_unmarked(upload, name)
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    sha256 = digest.hexdigest()
    return Accepted(name, f"{sha256[:24]}{ending}", upload.size, sha256)


def _begins_as(ending: str, head: bytes, upload) -> bool:
    beginnings = BEGINNINGS[ending]
    if beginnings:
        return head.startswith(beginnings)
    upload.seek(0)
    return b"\x00" not in upload.read(4096)


def _must_be_harmless(name: str, upload) -> None:
    """An office file without macros, controls or other files inside, that does not blow up."""
    upload.seek(0)
    try:
        parts = zipfile.ZipFile(upload).infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError):  # damaged, of a later kind, ill-named
        raise ValidationError(_("“%(name)s”已损坏，打不开。") % {"name": name}) from None
    if any(mark in f"/{part.filename.lower()}" for part in parts for mark in RUNS):
        raise ValidationError(_("“%(name)s”含有宏或嵌入的文件，请另存为不含宏的文档。") % {"name": name})
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise ValidationError(_("“%(name)s”展开后太大。") % {"name": name})
