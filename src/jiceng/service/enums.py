from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Right(models.TextChoices):
    """What a post may do about residents' requests; where it may do it is the post's scope."""

    SEE = "service.see", _("查看居民诉求")
    TAKE = "service.take", _("登记居民诉求")
    SERVE = "service.serve", _("办理交到本单位的诉求")
    HOUSEHOLDS = "service.households", _("维护重点户名册、登记入户")


class Way(models.TextChoices):
    """How a request came in."""

    PAGE = "page", _("扫码或网页")
    PHONE = "phone", _("电话")
    DESK = "desk", _("当面")
    VISIT = "visit", _("入户")


class Urgency(models.TextChoices):
    """What gives a request its working days (domain rules D13.2 and B50)."""

    URGENT = "urgent", _("急办")
    ORDINARY = "ordinary", pgettext_lazy("急缓", "一般")
    HARD = "hard", _("疑难")


class CaseState(models.TextChoices):
    RECEIVED = "received", _("待受理")
    OFFERED = "offered", _("转出待接收")
    ACCEPTED = "accepted", _("办理中")
    ANSWERED = "answered", _("已答复")


class Act(models.TextChoices):
    """One step of a request's way."""

    RECEIVED = "received", pgettext_lazy("诉求", "提出")
    ACCEPTED = "accepted", pgettext_lazy("诉求", "受理")
    SORTED = "sorted", _("改类别或急缓")
    OFFERED = "offered", _("转办")
    TAKEN = "taken", pgettext_lazy("诉求", "接收")
    RETURNED = "returned", pgettext_lazy("诉求", "退回")
    RECALLED = "recalled", _("收回转办")
    EXTENDED = "extended", pgettext_lazy("诉求", "延期")
    ANSWERED = "answered", _("答复")
    CALLED = "called", _("回访")
    RATED = "rated", _("居民评价")
    REOPENED = "reopened", _("居民要求重办")
    MOVED = "moved", _("随组织调整转接")


class Cause(models.TextChoices):
    """Why something that residents asked for becomes a problem ticket."""

    REPEATED = "repeated", _("同一地点多次反映")
    RETURNED = "returned", _("多次被退回")
    REOPENED = "reopened", _("多次重办")


class Need(models.TextChoices):
    """Why a household is visited every quarter (domain rule D13.3)."""

    OLD = "old", _("独居高龄老人")
    DISABLED = "disabled", _("残疾人")
    POOR = "poor", _("困难家庭")
    MINORS = "minors", _("需要关爱的未成年人")
    OTHER = "other", pgettext_lazy("重点户", "其他")


class Found(models.TextChoices):
    """What a visit to a household found: three taps and it is kept."""

    WELL = "well", _("情况正常")
    HELPED = "helped", _("当场帮了忙")
    NEED = "need", _("有事要办")
    AWAY = "away", _("没有见到人")


class Solved(models.TextChoices):
    """The resident's own word; nobody else writes it."""

    YES = "yes", _("解决了")
    PARTLY = "partly", _("部分解决")
    NO = "no", _("没有解决")
