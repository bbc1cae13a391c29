"""The words of votes."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PollForm(models.TextChoices):
    MOTION = "motion", _("表决议案")
    CHOICE = "choice", _("选举")
    GRADES = "grades", _("评定等次")


class PollWay(models.TextChoices):
    HANDS = "hands", _("举手表决")
    NAMED = "named", _("记名投票")
    SECRET = "secret", _("无记名投票")


class PollState(models.TextChoices):
    """Closed: no more votes, not yet counted. Counted: the result is known to clerk and tellers."""

    PREPARED = "prepared", _("准备中")
    OPEN = "open", _("投票中")
    CLOSED = "closed", _("待计票")
    COUNTED = "counted", _("已计票")
    PUBLISHED = "published", _("已公布")
    VOID = "void", _("已作废")


class VoteBy(models.TextChoices):
    PHONE = "phone", _("手机")
    PAPER = "paper", _("纸质选票")
    WRITTEN = "written", _("会前书面意见")
    CLERK = "clerk", _("记录人代记")


class SheetOf(models.TextChoices):
    HANDS = "hands", _("举手计数")
    FIRST = "first", _("第一计票人")
    SECOND = "second", _("第二计票人")


class Voice(models.TextChoices):
    YES = "yes", _("赞成")
    NO = "no", _("反对")
    ABSTAIN = "abstain", _("弃权")


class Scale(models.TextChoices):
    """The words of the four grades: a member is appraised otherwise than a year's work that was reported."""

    MEMBER = "member", _("优秀、合格、基本合格、不合格")
    REPORT = "report", _("好、较好、一般、差")


class Grade(models.TextChoices):
    EXCELLENT = "excellent", _("优秀")
    QUALIFIED = "qualified", _("合格")
    BASIC = "basic", _("基本合格")
    FAILED = "failed", _("不合格")


REPORTED = {
    Grade.EXCELLENT: pgettext_lazy("等次", "好"),
    Grade.QUALIFIED: pgettext_lazy("等次", "较好"),
    Grade.BASIC: pgettext_lazy("等次", "一般"),
    Grade.FAILED: pgettext_lazy("等次", "差"),
}


def grades_of(scale: str) -> list[tuple[str, str]]:
    """Key and word of each grade, the best first."""
    words = REPORTED if scale == Scale.REPORT else {grade: grade.label for grade in Grade}
    return [(str(grade), str(word)) for grade, word in words.items()]
