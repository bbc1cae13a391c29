"""Which rule a vote is taken by: the vote's own rule of the day where there is one, else the kind of meeting's."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from jiceng.institutions.enums import Base
from jiceng.institutions.thresholds import NOTHING, Threshold
from jiceng.meetings.kinds.reading import Rules
from jiceng.meetings.votes.deciding import Asked

FILE = Path(__file__).parent / "data" / "rules.yaml"


@dataclass(frozen=True)
class VoteRule:
    """How a matter is voted on. `over` asks for more candidates than seats; `most_proxies` 0 means none are lawful;
    `written` lets opinions handed in before count; `write_ins` lets voters name somebody who does not stand; `scale`
    words the grades; `drops` takes the excluded out of the bases."""

    asked: Asked
    source: str
    secret: bool = False
    over: Threshold = NOTHING
    run_off: Threshold = NOTHING
    most_proxies: int = 0
    written: bool = False
    write_ins: bool = False
    scale: str = "member"
    drops: bool = True


@cache
def _rules() -> tuple[dict, ...]:
    return tuple(yaml.safe_load(FILE.read_text(encoding="utf-8"))["votes"])


def _share(raw: dict | None) -> Threshold:
    if raw is None:
        return NOTHING
    strict = "more_than" in raw
    return Threshold.read(raw["more_than" if strict else "at_least"], strict, Base(raw.get("of", "entitled")))


def rule_of(kind: Rules, matter: str, form: str, day: date) -> VoteRule:
    """The first rule of the file that fits kind, matter, form and day; it takes from the kind of meeting what it does
    not say itself."""
    for raw in _rules():
        if _fits(raw, kind.key, matter, form, day):
            return _built(raw, kind, matter)
    raise LookupError(f"{kind.key} {matter} {form} {day}")


def _fits(raw: dict, kind: str, matter: str, form: str, day: date) -> bool:
    begun = "effective_from" not in raw or raw["effective_from"] <= day
    over = "effective_to" in raw and raw["effective_to"] <= day
    named = (("kinds", kind), ("matters", matter), ("forms", form))
    return begun and not over and all(key not in raw or value in raw[key] for key, value in named)


def _built(raw: dict, kind: Rules, matter: str) -> VoteRule:
    quorum = _share(raw["quorum"]) if "quorum" in raw else kind.quorum
    majority = _share(raw["majority"]) if "majority" in raw else kind.majority
    default = _share(raw["default_majority"]) if "default_majority" in raw else NOTHING
    asked = Asked(quorum, majority if majority.asks else default, _share(raw.get("cap")))
    from_kind = kind.majority.asks and (kind.source("majority") or kind.source("all"))
    return VoteRule(
        asked,
        source=raw.get("source") or from_kind or raw["default_source"],
        secret=raw.get("secret", matter in kind.secret),
        over=_share(raw.get("over")),
        run_off=_share(raw.get("run_off")),
        most_proxies=raw.get("most_proxies", 0),
        written=raw.get("written", False),
        write_ins=raw.get("write_ins", False),
        scale=raw.get("scale", "member"),
        drops=raw.get("drops", True),
    )
