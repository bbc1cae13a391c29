"""The file of an institution: its keys, their types and bounds. The shape is told in docs/manual/institutions.md."""

import re
from datetime import date
from difflib import get_close_matches
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from jiceng.institutions.enums import Base, Bearer, Level, Rhythm, Severity
from jiceng.institutions.thresholds import Threshold
from jiceng.kernel.pages import EARLIEST, LATEST
from jiceng.organisations.enums import Kind, PostKind

PACKS = ("cn-2026", "era-2002", "county")
MONTH_DAY = re.compile(r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")
KEY = re.compile(r"^[A-Z][A-Za-z0-9]{0,6}(\.[0-9]{1,3}[a-z]?)?$")
SLUG = re.compile(r"^[a-z][a-z0-9_]{1,39}$")
LONGEST = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def refuse(code: str, sentence: str) -> PydanticCustomError:
    # The sentence is finished: braces in it are no placeholders.
    return PydanticCustomError(code, "{said}", {"said": sentence})


def nearest(word: str, known: list[str]) -> str:
    """“是否要写……？” with the nearest known words, or nothing."""
    found = get_close_matches(word, known, n=2, cutoff=0.55)
    return _("是不是要写“%(words)s”？") % {"words": _("”或“").join(found)} if found else ""


def one_of(choices: Any, what: str) -> AfterValidator:
    """A word of a closed list; `what` is the code of the fault."""
    known = [str(choice) for choice in choices]

    def check(word: str) -> str:
        if word not in known:
            hint = nearest(word, known) or _("可以写：%(words)s。") % {"words": _("、").join(known)}
            raise refuse(what, _("不认识“%(word)s”。%(hint)s") % {"word": word, "hint": hint})
        return word

    return AfterValidator(check)


def _month_day(text: str) -> str:
    if not MONTH_DAY.match(text) or int(text[3:]) > LONGEST.get(int(text[:2]), 31):
        raise refuse("month_day", _("“%(text)s”不是一年中的一天；请写成“11-01”。") % {"text": text})
    return text


def _share(text: str) -> str:
    try:
        Threshold.read(text)
    except ValueError:
        message = _("“%(text)s”不是0到1之间的分数；请写成“2/3”。") % {"text": text}
        raise refuse("fraction", message) from None
    return text


def _meant(day: date) -> date:
    if not EARLIEST <= day <= LATEST:
        raise refuse("day", _("%(day)s不可能是要写的日子。") % {"day": day.isoformat()})
    return day


def _key(text: str) -> str:
    if not KEY.match(text):
        raise refuse("key_form", _("编号“%(text)s”的写法不对；请写成“D3.1”或“D3.1a”。") % {"text": text})
    return text


def _slug(text: str) -> str:
    if not SLUG.match(text):
        raise refuse("slug", _("“%(text)s”只能用小写字母、数字和下划线，并以字母开头。") % {"text": text})
    return text


Text = Annotated[str, Field(min_length=1)]
MonthDay = Annotated[str, AfterValidator(_month_day)]
Share = Annotated[str, AfterValidator(_share)]
Day = Annotated[date, AfterValidator(_meant)]


class Part(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, populate_by_name=True)


class Quorum(Part):
    """A share of a base: `at_least` (以上) or `more_than` (超过、过半数)."""

    at_least: Share | None = None
    more_than: Share | None = None
    of: Annotated[str, one_of(Base, "base")]

    @model_validator(mode="after")
    def one_share(self):
        if (self.at_least is None) == (self.more_than is None):
            raise refuse("share", _("请写 at_least（以上）或 more_than（超过），二者取一。"))
        return self

    @property
    def threshold(self) -> Threshold:
        return Threshold.read(self.at_least or self.more_than or "", self.more_than is not None, self.of)


class Who(Part):
    organisation: Annotated[list[Annotated[str, one_of(Kind, "organisation")]], Field(min_length=1)]
    post: list[Annotated[str, one_of(PostKind, "post")]] = []
    bearer: Annotated[str, one_of(Bearer, "bearer")] = Bearer.ORGANISATION.value
    when: list[str] = []


class What(Part):
    evidence: Text
    need: Annotated[int, Field(ge=1, le=10_000)] = 1
    unit: Annotated[str, Field(max_length=20)] = ""
    marks: list[str] = []
    attendants: list[Annotated[str, one_of(PostKind, "post")]] = []


class Timing(Part):
    every: Annotated[str, one_of(Rhythm, "rhythm")]
    after: str = ""
    months: Annotated[int, Field(ge=1, le=600)] | None = None
    begins: MonthDay | None = Field(default=None, alias="from")
    until: MonthDay | None = None


class Due(Part):
    days: Annotated[int, Field(ge=-366, le=3660)] = 0
    working: bool = False


class Step(Part):
    after: Annotated[int, Field(ge=1, le=3660)]
    to: Annotated[str, one_of(("holder", "superior", "county"), "to")]


class ObligationPart(Part):
    key: Annotated[str, AfterValidator(_key)]
    clause: Annotated[int, Field(ge=1)]
    title: Annotated[str, Field(min_length=1, max_length=120)]
    who: Who
    what: What
    rhythm: Timing
    due: Due = Due()
    quorum: Quorum | None = None
    majority: Quorum | None = None
    reminders: list[Annotated[int, Field(ge=0, le=366)]] = []
    escalation: list[Step] = []
    severity: Annotated[str, one_of(Severity, "severity")] = Severity.MUST.value
    consequence: Annotated[str, Field(max_length=200)] = ""
    weight: Annotated[int, Field(ge=0, le=100)] = 0
    source: Annotated[str, Field(max_length=200)] = ""
    level: Annotated[str, one_of(Level, "level")] | None = None
    effective_from: Day | None = None
    effective_to: Day | None = None
    verify: bool = False


class ClausePart(Part):
    article: Annotated[int, Field(ge=1, le=200)]
    title: Annotated[str, Field(max_length=80)] = ""
    source: Annotated[str, Field(max_length=200)] = ""
    level: Annotated[str, one_of(Level, "level")] = Level.HOUSE.value
    text: Text


class LeftOut(Part):
    """An obligation of the other pack that did not exist at the time, and why."""

    key: Annotated[str, AfterValidator(_key)]
    reason: Text


class InstitutionFile(Part):
    institution: Annotated[str, AfterValidator(_slug)]
    number: Annotated[int, Field(ge=1, le=999)]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    pack: Annotated[str, one_of(PACKS, "pack")]
    effective_from: Day
    effective_to: Day | None = None
    purpose: Annotated[str, Field(max_length=300)] = ""
    clauses: Annotated[list[ClausePart], Field(min_length=1, max_length=200)]
    obligations: Annotated[list[ObligationPart], Field(max_length=200)] = []
    not_of_this_time: list[LeftOut] = []
