"""What each kind of document asks for, and the limits: data, shipped as data/rules.yaml."""

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

SHIPPED = Path(__file__).parent / "data" / "rules.yaml"
OWN = "document-rules.yaml"


@dataclass(frozen=True)
class KindRule:
    """`form` names the layout, `way` to whom it speaks (up, down, level, none), `recipients` the least and most main
    recipients, `retention` the default term."""

    form: str
    way: str
    seal: bool
    least: int
    most: int
    retention: str

    @property
    def is_upward(self) -> bool:
        return self.way == "up"


@dataclass(frozen=True)
class Norms:
    """All rules of one file; the patterns are compiled."""

    kinds: dict[str, KindRule]
    general_length: int
    special_length: int
    secret: tuple[re.Pattern, ...]
    request_in_report: tuple[re.Pattern, ...]
    several_in_title: re.Pattern
    closing: re.Pattern
    asks_for_papers: tuple[re.Pattern, ...]
    review_by_another: frozenset[str]

    def longest(self, special_task: bool) -> int:
        """Most characters without a written reason."""
        return self.special_length if special_task else self.general_length


def norms() -> Norms:
    """The shipped rules, each key replaced by the county's own file when there is one."""
    own = Path(settings.DATA_DIR) / OWN
    return _read(own, own.stat().st_mtime_ns) if own.exists() else _read(None, 0)


@lru_cache(maxsize=4)
def _read(own: Path | None, _changed: int) -> Norms:
    data = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    if own is not None:
        data |= yaml.safe_load(own.read_text(encoding="utf-8")) or {}
    several = data["several_matters"]
    return Norms(
        kinds={key: _kind(**value) for key, value in data["kinds"].items()},
        general_length=data["length"]["general"],
        special_length=data["length"]["special"],
        secret=_patterns(data["secret"]),
        request_in_report=_patterns(data["request_in_report"]),
        several_in_title=re.compile(several["title"]),
        closing=re.compile(several["closing"]),
        asks_for_papers=_patterns(data["asks_for_papers"]),
        review_by_another=frozenset(data["review_by_another"]),
    )


def _kind(form: str, way: str, seal: bool, recipients: list[int], retention: str) -> KindRule:
    return KindRule(form, way, seal, recipients[0], recipients[1], str(retention))


def _patterns(rows: list[str]) -> tuple[re.Pattern, ...]:
    return tuple(re.compile(row, re.MULTILINE) for row in rows)
