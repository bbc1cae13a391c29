"""Closed lists of consultations on texts."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ConsultedKind(models.TextChoices):
    OPINION = "opinion", _("意见")
    PLAN = "plan", pgettext_lazy("类别", "规划")
    RULES = "rules", pgettext_lazy("文种", "制度")
    OTHER = "other", _("其他文稿")


class Voice(models.TextChoices):
    """Who speaks."""

    RESIDENT = "resident", pgettext_lazy("身份", "居民")
    UNIT = "unit", _("单位")
    DEPARTMENT = "department", _("部门")


class Wish(models.TextChoices):
    """What is wished of a passage."""

    CHANGE = "change", _("修改")
    ADD = "add", _("增加")
    REMOVE = "remove", _("删去")
    SUPPORT = "support", pgettext_lazy("意见", "赞成")
    ASK = "ask", _("询问")


class Taken(models.TextChoices):
    """What became of a remark."""

    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    KEPT = "kept", _("不采纳")
    NOTED = "noted", _("已说明")
