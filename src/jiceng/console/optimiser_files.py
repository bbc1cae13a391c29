"""The files of `jiceng zoning`: read, written, and refused with their name and the place in them."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, NoReturn

BAD_INPUT = 2


def assignment_of(path: Path | None) -> dict[str, str] | None:
    from jiceng.zoning.errors import InputError
    from jiceng.zoning.formats import assignment_from

    data = read(path)
    if data is None:
        return None
    try:
        return assignment_from(data, "present")
    except InputError as fault:
        refuse(path, str(fault))


def read(path: Path | None) -> Any:
    if path is None:
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        refuse(path, f"读不出文件 / cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        refuse(path, f"第 {error.start} 字节：不是 UTF-8 / byte {error.start}: not UTF-8")
    except json.JSONDecodeError as error:
        where = f"第 {error.lineno} 行第 {error.colno} 列"
        refuse(path, f"{where}：不是 JSON / line {error.lineno} column {error.colno}: not JSON: {error.msg}")
    if not isinstance(data, dict):
        refuse(path, "应为 JSON 对象 / should be a JSON object")
    return data


def refuse(path: Path | str | None, message: str) -> NoReturn:
    print(f"{path}: {message}", file=sys.stderr)
    raise SystemExit(BAD_INPUT)


def sha256_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write(path: Path | None, data: Any) -> None:
    if path is None:
        return
    try:
        path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        refuse(path, f"写不了文件 / cannot be written: {error.strerror}")
