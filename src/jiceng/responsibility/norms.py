"""The county's norms for contact points: data, shipped as data/norms.yaml."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml
from django.conf import settings

SHIPPED = Path(__file__).parent / "data" / "norms.yaml"
OWN = "responsibility-norms.yaml"


@dataclass(frozen=True)
class Norms:
    """Days and counts; see the comments in the file."""

    answer_days: int
    visits_a_year: int
    instruction_working_days: int
    most_communities: int
    weights: dict[str, int]
    fields: dict[str, list[str]]
    matter_days: dict[str, int]
    matter_acknowledge_working_days: int
    matter_urge_days: int
    matter_near_days: int
    matter_number: str
    file_answer_working_days: int
    file_decide_days: int
    file_keepers: list[list[str]]
    file_deciders: dict[str, list[list[str]]]

    def field_of(self, text: str) -> set[str]:
        """The fields that a problem belongs to."""
        return {field for field, words in self.fields.items() if any(word in text for word in words)}


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
