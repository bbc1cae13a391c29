"""The words of the yearly appraisal."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from jiceng.meetings.enums_votes import REPORTED, Grade
from jiceng.organisations.enums import BRANCHES, Kind, PostKind


class Right(models.TextChoices):
    SEE = "appraisal.see", _("查看述职评议")
    KEEP = "appraisal.keep", _("组织本社区述职评议")
    GRADE = "appraisal.grade", _("确定述职评议等次")


class Stage(models.TextChoices):
    """Where a community's appraisal of a year stands."""

    NONE = "none", _("还没有开始")
    DRAFTING = "drafting", _("起草述职报告")
    SENT = "sent", _("报告已送达")
    READY = "ready", _("测评已准备")
    HELD = "held", _("结果已公布")
    GRADED = "graded", _("等次已确定")
    LISTED = "listed", _("整改中")
    CLOSED = "closed", _("整改已通报")


# Posts that report, and the kinds of body in which they are held (domain rules B45, D10.1).
REPORTING = (
    *((PostKind.SECRETARY, kind) for kind in BRANCHES),
    (PostKind.DIRECTOR, Kind.RESIDENTS_COMMITTEE),
)
GRADES = [(grade.value, REPORTED[grade]) for grade in Grade]
