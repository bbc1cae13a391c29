"""The county's norms for the yearly appraisal: data, shipped as data/norms.yaml."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

SHIPPED = Path(__file__).parent / "data" / "norms.yaml"
OWN = "appraisal-norms.yaml"


@dataclass(frozen=True)
class Norms:
    """Characters, days, heads, parts and points; see the comments in the file."""

    longest_report: int
    sent_days_before: int
    least_residents: int
    smallest_group: int
    weights: dict[str, int]
    points: dict[str, int]


def norms() -> Norms:
    """The shipped norms, each key replaced by the county's own file when there is one."""
    own = Path(settings.DATA_DIR) / OWN
    return _read(own, own.stat().st_mtime_ns) if own.exists() else _read(None, 0)


@lru_cache(maxsize=4)
def _read(own: Path | None, _changed: int) -> Norms:
    data = yaml.safe_load(SHIPPED.read_text(encoding="utf-8"))
    if own is not None:
        data |= yaml.safe_load(own.read_text(encoding="utf-8")) or {}
    return Norms(**data)
