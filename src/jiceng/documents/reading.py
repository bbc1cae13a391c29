"""The words of a file that can be read: plain text and .docx. Others are looked at by people."""

import re
import zipfile
from html import unescape
from pathlib import PurePath

MOST = 8 * 1024 * 1024
PART = re.compile(r"^word/(document|header\d*|footer\d*|footnotes|comments)\.xml$")
# Text runs and the ends of paragraphs, without an XML parser: nothing in the file is expanded or fetched.
PIECE = re.compile(r"<w:t(?:\s[^>]*)?>([^<]*)</w:t>|(</w:p>|<w:br\s*/>)")


def words_in(upload) -> str:
    """Each paragraph a line; empty for a kind of file that cannot be read here."""
    ending = PurePath(upload.name).suffix.lower()
    upload.seek(0)
    try:
        if ending == ".txt":
            return _decoded(upload.read(MOST))
        return _docx(upload) if ending == ".docx" else ""
    finally:
        upload.seek(0)


def _docx(upload) -> str:
    found = []
    with zipfile.ZipFile(upload) as package:
        for part in package.infolist():
            if PART.match(part.filename) and part.file_size <= MOST:
                raw = package.read(part).decode("utf-8", "replace")
                found.append(
                    "".join(unescape(one[1] or "") if not one[2] else "\n" for one in PIECE.finditer(raw))
                )
    return "\n".join(found)


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")
