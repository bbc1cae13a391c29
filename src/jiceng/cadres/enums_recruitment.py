"""Words of open recruitment."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Step(models.TextChoices):
    """The steps of a round, in their order (B52)."""

    REGISTRATION = "registration", _("报名")
    QUALIFICATION = "qualification", _("资格初审")
    WRITTEN = "written", _("笔试")
    SECOND_CHECK = "second_check", _("资格复审")
    INTERVIEW = "interview", _("面试")
    TOTAL = "total", _("总成绩")
    HEALTH = "health", _("体检")
    BACKGROUND = "background", _("考察")
    PUBLICITY = "publicity", pgettext_lazy("招聘", "公示")
    CONTRACT = "contract", _("聘用")


ORDER = {step: number for number, step in enumerate(Step)}
# A county may leave these out of a round; in these somebody reviews each applicant.
OPTIONAL = (Step.SECOND_CHECK, Step.HEALTH, Step.BACKGROUND)
REVIEWS = (Step.QUALIFICATION, Step.SECOND_CHECK, Step.HEALTH, Step.BACKGROUND)


class RoundState(models.TextChoices):
    DRAFT = "draft", _("拟定中")
    RUNNING = "running", _("进行中")
    CLOSED = "closed", _("已结束")
    CANCELLED = "cancelled", _("已取消")


class Standing(models.TextChoices):
    """How an applicant stands in the round."""

    IN = "in", _("在考")
    WAITING = "waiting", _("候补")
    OUT = "out", _("未通过")
    WITHDRAWN = "withdrawn", _("本人放弃")
    HIRED = "hired", _("已聘用")


class TieRule(models.TextChoices):
    """Who goes first at the same total."""

    WRITTEN = "written", _("笔试成绩高者优先")
    INTERVIEW = "interview", _("面试成绩高者优先")
    DECIDED = "decided", _("由招聘单位加试决定")


class PlaceDecision(models.TextChoices):
    """What is decided for a place whose ratio was not reached."""

    GO_ON = "go_on", _("同意降低比例，继续")
    LOWER = "lower", _("核减招聘人数")
    CANCEL = "cancel", _("取消岗位")


class MarkKind(models.TextChoices):
    WRITTEN = "written", _("笔试成绩")
    INTERVIEW = "interview", _("面试成绩")


class CorrectionState(models.TextChoices):
    ASKED = "asked", _("待决定")
    GRANTED = "granted", _("已更正")
    DECLINED = "declined", _("不更正")


class AppealState(models.TextChoices):
    ASKED = "asked", _("待答复")
    UPHELD = "upheld", _("成立")
    DECLINED = "declined", _("不成立")


class Probation(models.TextChoices):
    RUNNING = "running", _("试用期中")
    PASSED = "passed", _("试用期合格")
    FAILED = "failed", _("试用期不合格")
