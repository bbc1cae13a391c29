"""How many are entitled, how many are here, and whether that is enough, by the lawful base."""

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jiceng.institutions.enums import Base
from jiceng.institutions.thresholds import Heads, Threshold
from jiceng.meetings import kinds
from jiceng.meetings.models import Attendance, Meeting, RollEntry

NUMERALS = "零一二三四五六七八九十"


@dataclass(frozen=True)
class Quorum:
    """Heads of a meeting against what its kind asks; `least` is the least number that is enough (0: none asked)."""

    heads: Heads
    threshold: Threshold
    source: str

    @property
    def least(self) -> int:
        return self.threshold.least(self.heads)

    @property
    def met(self) -> bool:
        return self.threshold.met(self.heads.present, self.heads)

    @property
    def missing(self) -> int:
        return max(0, self.least - self.heads.present)

    @property
    def sentence(self) -> str:
        """应到50人，实到34人，达到三分之二以上（不少于34人）。"""
        values = {"entitled": self.heads.entitled, "present": self.heads.present}
        counted = _("应到%(entitled)d人，实到%(present)d人") % values
        if not self.threshold.asks:
            return counted + _("。")
        words = {"counted": counted, "share": share_text(self.threshold), "least": self.least}
        if self.met:
            return _("%(counted)s，达到%(share)s（不少于%(least)d人）。") % words
        return _("%(counted)s，未达到%(share)s（不少于%(least)d人），还差%(missing)d人。") % {
            **words,
            "missing": self.missing,
        }


def numeral(number: int) -> str:
    """A small number as Chinese writes it in a share; digits in other languages."""
    in_chinese = (get_language() or "zh").startswith("zh")
    return NUMERALS[number] if in_chinese and number < len(NUMERALS) else str(number)


def share_text(threshold: Threshold) -> str:
    """过半数, 三分之二以上, 超过三分之二."""
    if not threshold.asks:
        return ""
    if (threshold.num, threshold.den) == (1, 2):
        return _("过半数") if threshold.strict else _("半数以上")
    words = {"num": numeral(threshold.num), "den": numeral(threshold.den)}
    return (_("超过%(den)s分之%(num)s") if threshold.strict else _("%(den)s分之%(num)s以上")) % words


def base_text(threshold: Threshold) -> str:
    return str(Base(threshold.base).label)


def present(meeting: Meeting) -> Q:
    """Entries of the roll that are here now: themselves or a substitute where one is allowed."""
    return Q(pk__in=Attendance.objects.filter(entry__meeting=meeting, left_at=None).values("entry"))


def heads(meeting: Meeting) -> Heads:
    """Entitled and present among the entitled; who may only speak counts for neither."""
    entitled = RollEntry.objects.filter(meeting=meeting, entitled=True)
    return Heads(entitled.count(), entitled.filter(present(meeting)).count())


def quorum(meeting: Meeting) -> Quorum:
    rules = kinds.of(meeting.kind, meeting.day)
    return Quorum(heads(meeting), rules.quorum, rules.source("quorum"))
