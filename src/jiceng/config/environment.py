"""The variables of the environment, each read as what it should be; a mistyped one ends the start with a sentence.

A wrong word is never taken for a default: `JICENG_TLS=ja` would leave a site open that somebody thinks is closed.
"""

import errno
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dj_database_url

YES, NO = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def refused(name: str, value: str, wanted: str) -> NoReturn:
    raise SystemExit(f"{name}={value}: 应为 / should be {wanted}")


def flag(name: str, default: bool) -> bool:
    """A yes/no variable, in any case."""
    value = os.environ.get(name, str(default))
    if value.lower() not in YES | NO:
        refused(name, value, "yes, no")
    return value.lower() in YES


def number(name: str, default: int, least: int = 0) -> int:
    value = os.environ.get(name, str(default))
    if not (value.isascii() and value.isdigit() and int(value) >= least):
        refused(name, value, f"{least}, {least + 1}, ...")
    return int(value)


def one_of(name: str, default: str, known: Sequence[str]) -> str:
    value = os.environ.get(name, default)
    if value not in known:
        refused(name, value, ", ".join(known))
    return value


def zone(name: str, default: str) -> str:
    value = os.environ.get(name, default)
    try:
        return ZoneInfo(value).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        refused(name, value, default)


def key(name: str) -> str:
    """32 bytes in hex, or empty. What was typed is a secret and is not said again."""
    value = os.environ.get(name, "")
    if value and not (len(value) == 64 and set(value.lower()) <= set("0123456789abcdef")):
        refused(name, "***", "64 × 0-9 a-f")
    return value


def database(name: str) -> dict:
    """The PostgreSQL that an address names. The address may hold a password and is not said again."""
    value = os.environ[name]
    if value.partition("://")[0] not in {"postgres", "postgresql"}:
        refused(name, "***", "postgres://user:password@host:5432/name")
    return {**dj_database_url.parse(value, conn_max_age=60)}


def listed(name: str, default: str) -> list[str]:
    """A comma-separated variable."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def kept_secret(path: Path, make) -> str:
    """Read a secret, or make it on first start, readable by the owner only. It is whole or not there: a start that
    was killed, or another one at the same moment, leaves no empty key to encrypt with."""
    if not path.exists() or not path.stat().st_size:
        path.parent.mkdir(parents=True, exist_ok=True)
        begun = path.with_name(f"{path.name}.{os.getpid()}")
        handle = os.open(begun, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        if path.exists() and not path.stat().st_size:
            path.unlink(missing_ok=True)
        try:
            os.link(begun, path)
        except FileExistsError:
            pass  # another start was quicker
        except OSError:
            begun.rename(path)  # a file system without hard links
        begun.unlink(missing_ok=True)
    return path.read_text().strip()


def usable_folder(name: str) -> Path:
    """The data folder, made for its owner alone if it is not there; a sentence instead of a trace when it cannot be."""
    folder = Path(name).resolve()
    try:
        folder.mkdir(0o700, parents=True, exist_ok=True)
        why = "" if os.access(folder, os.W_OK | os.X_OK) else os.strerror(errno.EACCES)
    except OSError as fault:
        why = fault.strerror
    if why:
        raise SystemExit(
            f"数据目录不能使用，请检查JICENG_DATA / the data folder cannot be used: {folder} ({why})"
        )
    return folder
