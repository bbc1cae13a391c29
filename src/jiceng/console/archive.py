"""What a backup's archive may hold: a manifest of the expected shape, and nothing that it does not name.

An archive comes from outside: whatever stands in it is refused before anything is put in place.
"""

import errno
import hashlib
import json
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO

FORMAT = 1
DATABASE = {"sqlite": "jiceng.sqlite3", "postgresql": "jiceng.pgdump"}
MARKS = {"demonstration", "started"}
MANIFEST = "manifest.json"
MOST = 256 * 1024 * 1024
"""Bytes of a manifest: more than a million files need."""


class Unusable(Exception):
    """The backup or the folder cannot be used; the sentence says why."""


def sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def manifest_of(raw: bytes) -> dict:
    """The manifest, of the shape that a backup writes; raises Unusable otherwise."""
    try:
        found = json.loads(raw)
    except ValueError as error:
        raise Unusable(f"备份文件已损坏 / the backup is damaged: {MANIFEST}: {error}") from error
    if isinstance(found, dict) and found.get("format") != FORMAT:
        raise Unusable(f"备份格式 {found.get('format')} 未知 / unknown format of backup")
    wrong = next(_faults(found), None)
    if wrong:
        raise Unusable(f"备份文件已损坏 / the backup is damaged: {MANIFEST}: {wrong}")
    return found


def _faults(found: object) -> Iterator[str]:
    """The entries that are not as a backup writes them."""
    if not isinstance(found, dict):
        yield "{}"
        return
    if found.get("database") not in DATABASE:
        yield "database"
    if not isinstance(found.get("keys"), bool):
        yield "keys"
    if not _is_of(found.get("head"), sequence=int, hash=str):
        yield "head"
    files = found.get("files")
    if not isinstance(files, dict) or not all(_is_of(one, bytes=int, sha256=str) for one in files.values()):
        yield "files"
    elif DATABASE.get(found.get("database", "")) not in files:
        yield "files: database"
    else:
        yield from (f"files: {name!r}" for name in files if not _belongs(name, found))


def _is_of(value: object, **kinds: type) -> bool:
    return isinstance(value, dict) and all(type(value.get(name)) is kind for name, kind in kinds.items())


def _belongs(name: str, manifest: dict) -> bool:
    """Whether a backup with this manifest holds a file of that name: nothing else may reach the data folder."""
    path = Path(name)
    if path.is_absolute() or ".." in path.parts or "\0" in name:
        return False
    if len(path.parts) == 1:
        return name in MARKS | {DATABASE[manifest["database"]]}
    return path.parts[0] == "files" or (path.parts[0] == "keys" and manifest["keys"])


def unpack(source: Path, work: Path, step: Callable[[int], None]) -> dict:
    """Unpack and check every sum; raises Unusable at the first fault. `step` is told how many files there are."""
    try:
        with tarfile.open(source, mode="r:gz") as archive:
            first = archive.next()
            if first is None or first.name != MANIFEST or not first.isfile() or first.size > MOST:
                raise Unusable("不是基层的备份文件 / not a backup of Jiceng")
            manifest = manifest_of(_content(archive, first).read())
            expected = dict(manifest["files"])
            _must_fit(sum(one["bytes"] for one in expected.values()), work)
            while member := archive.next():
                _put(archive, member, expected, work)
                step(len(manifest["files"]))
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise
        raise Unusable(f"备份文件已损坏 / the backup is damaged: {error}") from error
    if expected:
        raise Unusable(f"缺少文件 / missing: {', '.join(sorted(expected))}")
    return manifest


def _put(archive: tarfile.TarFile, member: tarfile.TarInfo, expected: dict, work: Path) -> None:
    wanted = expected.pop(member.name, None)
    if wanted is None or not member.isfile():
        raise Unusable(f"清单外的文件 / not in the manifest: {member.name}")
    to = work / member.name
    if member.size == wanted["bytes"]:
        to.parent.mkdir(parents=True, exist_ok=True)
        with _content(archive, member) as packed, to.open("wb") as file:
            shutil.copyfileobj(packed, file)
    if not to.exists() or sha256(to) != wanted["sha256"]:
        raise Unusable(f"内容已损坏 / damaged: {member.name}")


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    packed = archive.extractfile(member)
    if packed is None:
        raise Unusable(f"不是文件 / not a file: {member.name}")
    return packed


def _must_fit(size: int, folder: Path) -> None:
    free = shutil.disk_usage(folder).free
    if size > free:
        raise Unusable(
            f"磁盘空间不足：需要 {size / 1e6:,.0f} MB，剩余 {free / 1e6:,.0f} MB / "
            f"not enough space: {size / 1e6:,.0f} MB needed, {free / 1e6:,.0f} MB free"
        )
