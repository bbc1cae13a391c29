"""Reading the YAML files of kinds; each file is one kind for one time, in the pack of that time."""

from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from jiceng.institutions.enums import Base
from jiceng.institutions.thresholds import NOTHING, Threshold
from jiceng.meetings.enums import Matter, MeetingKind, RollSource
from jiceng.organisations.enums import Kind as OrganisationKind
from jiceng.organisations.enums import PostKind

FOLDER = Path(__file__).parent
PACKS = ("era-2002", "cn-2026")


class KindFault(ValueError):
    """A file of a kind that says something impossible; the file and the key are named."""


@dataclass(frozen=True)
class Seats:
    """One part of the roll: from which register, with a vote or only a voice, and the posts when they are posts.

    `of` says of which organisations: the convening one, its territory's committee, or named kinds of organisation.
    """

    source: RollSource
    votes: bool = True
    posts: tuple[PostKind, ...] = ()
    of: str = "own"


@dataclass(frozen=True)
class Rules:
    """A kind of meeting as it is asked for on a day.

    Days are whole days before the meeting; `sources` gives the sentence that each rule rests on. `quorum` and
    `majority` are exact shares; `pre_study` maps a matter to the kinds of meeting that study it first.
    """

    key: str
    name: str
    pack: str
    effective_from: date
    effective_to: date | None
    organisations: tuple[OrganisationKind, ...]
    roll: tuple[Seats, ...]
    call: tuple[PostKind, ...]
    chair: tuple[PostKind, ...]
    notice_days: int = 0
    notice_binding: bool = False
    papers_days: int = 0
    topics_days: int = 0
    quorum: Threshold = NOTHING
    majority: Threshold = NOTHING
    secret: tuple[Matter, ...] = ()
    substitutes: bool = False
    open: bool = False
    posted_days: int = 0
    matters: tuple[Matter, ...] = ()
    pre_study: dict[str, tuple[str, ...]] = field(default_factory=dict)
    representatives_least: Threshold = NOTHING
    agenda: tuple[dict, ...] = ()
    sources: dict[str, str] = field(default_factory=dict)
    verify: bool = False

    def holds_on(self, day: date) -> bool:
        return self.effective_from <= day and (self.effective_to is None or day < self.effective_to)

    @property
    def label(self) -> str:
        return label_of(self.key)

    def source(self, rule: str) -> str:
        """What a rule rests on: a law with its article, a party rule, or the county's own."""
        return self.sources.get(rule, self.sources.get("all", ""))

    @property
    def evidence(self) -> str:
        return f"meeting.{self.key}"


def label_of(key: str) -> str:
    """The kind's name in the language of the page; the file's own name for one that is not shipped."""
    if key in MeetingKind.values:
        return str(MeetingKind(key).label)
    return next((one.name for one in _all() if one.key == key), key)


@cache
def _all() -> tuple[Rules, ...]:
    files = [path for pack in PACKS for path in sorted((FOLDER / pack).glob("*.yaml"))]
    return tuple(read(path) for path in files)


def known(day: date) -> dict[str, Rules]:
    """Every kind of the day by key, in the order of the enumeration."""
    found = {one.key: one for one in _all() if one.holds_on(day)}
    order = {key: number for number, key in enumerate(MeetingKind.values)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[0], len(order))))


def of(key: str, day: date) -> Rules:
    """KindFault when the kind did not exist on the day."""
    rules = known(day).get(key)
    if rules is None:
        raise KindFault(
            _("%(day)s没有“%(kind)s”这种会议。") % {"day": day.isoformat(), "kind": label_of(key)}
        )
    return rules


def read(path: Path) -> Rules:
    """One file; KindFault names the file when a word is not known or a share is none."""
    try:
        return _built(yaml.safe_load(path.read_text(encoding="utf-8")), path.parent.name)
    except (KeyError, ValueError, TypeError, AttributeError) as fault:
        raise KindFault(f"{path.parent.name}/{path.name}: {fault}") from fault


def _built(raw: dict, pack: str) -> Rules:
    left = dict(raw)
    made = Rules(
        key=left.pop("kind"),
        name=left.pop("name"),
        pack=pack,
        effective_from=left.pop("effective_from"),
        effective_to=left.pop("effective_to", None),
        organisations=tuple(OrganisationKind(one) for one in left.pop("organisation")),
        roll=tuple(_seats(one) for one in left.pop("roll")),
        call=tuple(PostKind(one) for one in left.pop("call")),
        chair=tuple(PostKind(one) for one in left.pop("chair")),
        quorum=_share(left.pop("quorum", None)),
        majority=_share(left.pop("majority", None)),
        representatives_least=_share(left.pop("representatives_least", None)),
        secret=tuple(Matter(one) for one in left.pop("secret", ())),
        matters=tuple(Matter(one) for one in left.pop("matters", ())),
        pre_study={str(Matter(one)): tuple(at) for one, at in left.pop("pre_study", {}).items()},
        agenda=tuple(left.pop("agenda", ())),
        **{name: left.pop(name) for name in PLAIN if name in left},
    )
    if left:
        raise KindFault(f"unknown: {', '.join(left)}")
    return made


PLAIN = (
    "notice_days",
    "notice_binding",
    "papers_days",
    "topics_days",
    "substitutes",
    "open",
    "posted_days",
    "sources",
    "verify",
)


def _seats(raw: dict) -> Seats:
    posts = tuple(PostKind(one) for one in raw.get("posts", ()))
    return Seats(RollSource(raw["from"]), raw.get("votes", True), posts, raw.get("of", "own"))


def _share(raw: dict | None) -> Threshold:
    if raw is None:
        return NOTHING
    strict = "more_than" in raw
    return Threshold.read(raw["more_than" if strict else "at_least"], strict, Base(raw["of"]))
