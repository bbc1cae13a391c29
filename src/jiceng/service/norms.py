"""The county's local rules and lists: data with the day from which it holds, shipped in data/."""

from dataclasses import dataclass, fields
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

SHIPPED = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Norms:
    """Days, counts; see the comments in the file."""

    working_days: dict[str, int]
    near_working_days: int
    extend_working_days: int
    reopen_days: int
    erase_days: int
    repeat_times: int
    repeat_days: int
    returned_times: int
    reopened_times: int
    rate_from: int
    number: str
    hourly: int
    daily: int


@dataclass(frozen=True)
class CaseKind:
    """A kind of request; `urgency` is what it begins with."""

    key: str
    name: str
    hint: str
    urgency: str


def norms(on: date) -> Norms:
    """What holds on a day: the last edition begun by then, the county's own file over the shipped one; before the
    first edition that one."""
    first, *later = _read("norms")
    known: dict = dict(first)
    for edition in (*later, *_read("norms", own=True)):
        if edition["from"] <= on:
            known |= edition
    return Norms(**{one.name: known[one.name] for one in fields(Norms)})


def kinds() -> dict[str, CaseKind]:
    """By key; the county's own list in place of the shipped one."""
    rows = _read("kinds", own=True) or _read("kinds")
    return {row["key"]: CaseKind(**row) for row in rows}


def kind_name(key: str) -> str:
    """A kind that the list no longer has stays as it is written."""
    found = kinds().get(key)
    return found.name if found else key


@dataclass(frozen=True)
class Certificate:
    """What a community must not certify, and where the fact can be had instead."""

    key: str
    name: str
    instead: str


def certificates(on: date) -> dict[str, Certificate]:
    """By key, those that hold on a day."""
    rows = _read("certificates", own=True) or _read("certificates")
    return {
        row["key"]: Certificate(row["key"], row["name"], row["instead"]) for row in rows if row["from"] <= on
    }


def _read(name: str, own: bool = False) -> list[dict]:
    path = Path(settings.DATA_DIR) / f"service-{name}.yaml" if own else SHIPPED / f"{name}.yaml"
    return _parsed(path, path.stat().st_mtime_ns) if path.exists() else []


@lru_cache(maxsize=16)
def _parsed(path: Path, _changed: int) -> list[dict]:
    return yaml.safe_load(path.read_text(encoding="utf-8")) or []
